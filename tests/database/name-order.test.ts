import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareNames } from '../../app/utils/name-order.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());

const names = [
  'Zillow',
  'étude',
  'apple',
  'Unit 10',
  'Eve',
  'Åsa',
  'Unit 2',
  'Apple',
  'eve',
  'über',
  'Übermut',
  'de Vries',
  'Devon',
];

test('the database and lists in memory sort names alike, case and accents aside', async () => {
  const { rows } = await database.sql.query<{ name: string }>(
    'select name from unnest($1::text[]) as name order by name collate human',
    [names],
  );
  expect(rows.map(({ name }) => name)).toEqual(names.toSorted(compareNames));
  expect(rows.map(({ name }) => name).slice(0, 4)).toEqual(['apple', 'Apple', 'Åsa', 'de Vries']);
});

test('names that differ in case or accents only stay two names', async () => {
  const { rows } = await database.sql.query(
    `select 'Eve' collate human = 'eve' as one, 'é' collate human = 'e' as other`,
  );
  expect(rows).toEqual([{ one: false, other: false }]);
});

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Names that nobody reads: the order is that of locks. */
const orderedForLocks = ['db/rules/campaigns/send-budgets.sql'];

/** The places of a file that sort by a bare name. */
function findBareOrders(text: string): string[] {
  const inSql = [...text.matchAll(/order by ([^()`;\n]*)/gi)].flatMap(([, list = '']) =>
    list.split(',').filter((part) => /^(?:\w+\.)?name(?: asc| desc)?(?: limit .*)?$/i.test(part.trim())),
  );
  const inQueries = [...text.matchAll(/\b(?:asc|desc)\(\w+\.name\)|\.orderBy\([^;]*?[(,] ?\w+\.name[,)]/g)]
    .map(([found]) => found)
    .filter((found) => !/inNameOrder\(\w+\.name\)?$/.test(found));
  return [...inSql, ...inQueries];
}

test('no rule and no query sorts by a bare name', () => {
  const files = ['db/rules', 'app'].flatMap((folder) =>
    readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(sql|tsx?)$/.test(file) && !file.includes('.test.'))
      .map((file) => `${folder}/${file}`),
  );
  expect(files.length).toBeGreaterThan(500);
  const bare = files
    .filter((file) => !orderedForLocks.includes(file))
    .flatMap((file) =>
      findBareOrders(readFileSync(`${root}/${file}`, 'utf8')).map((found) => `${file}: ${found.trim()}`),
    );
  expect(bare).toEqual([]);
});

test('a bare name would be found', () => {
  expect(findBareOrders('select 1 from t order by kind, t.name')).toHaveLength(1);
  expect(findBareOrders('select 1 from t order by name limit 3')).toHaveLength(1);
  expect(findBareOrders('.orderBy(desc(t.isOn), asc(t.name))')).toHaveLength(1);
  expect(findBareOrders('order by name collate human, id; .orderBy(inNameOrder(t.name), asc(t.id))')).toEqual([]);
});
