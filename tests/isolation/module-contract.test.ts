import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { moduleColumns, moduleEnums, moduleIndexes, moduleUniqueKeys } from './module-contract.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
});

/** The columns of each index over all rows of a table. */
async function indexesOf(table: string) {
  const { rows } = await database.sql.query<{ columns: string[]; isUnique: boolean; nullsEqual: boolean }>(
    `select array(select a.attname::text from unnest(i.indkey) with ordinality as key (number, position)
             join pg_attribute a on a.attrelid = i.indrelid and a.attnum = key.number order by key.position) as columns,
       i.indisunique as "isUnique", i.indnullsnotdistinct as "nullsEqual"
     from pg_index i where i.indrelid = $1::regclass and i.indpred is null and i.indisvalid`,
    [`public.${table}`],
  );
  return rows;
}

test.each(Object.entries(moduleColumns))('%s has every column it is specified with', async (table, columns) => {
  const { rows } = await database.sql.query<{ name: string }>(
    `select column_name::text as name from information_schema.columns where table_schema = 'public' and table_name = $1`,
    [table],
  );
  const present = new Set(rows.map(({ name }) => name));
  expect(columns.filter((column) => !present.has(column))).toEqual([]);
});

test.each(Object.entries(moduleEnums))('%s has exactly its values', async (name, values) => {
  const { rows } = await database.sql.query<{ value: string }>(
    `select enumlabel::text as value from pg_enum where enumtypid = $1::regtype order by enumsortorder`,
    [`public.${name}`],
  );
  expect(rows.map(({ value }) => value)).toEqual(values);
});

test.each(moduleUniqueKeys)('$table is unique by $columns', async ({ table, columns, nullsEqual }) => {
  expect(await indexesOf(table)).toContainEqual({ columns, isUnique: true, nullsEqual });
});

test.each(moduleIndexes)('$table has an index that begins with $columns', async ({ table, columns }) => {
  const beginnings = (await indexesOf(table)).map((index) => index.columns.slice(0, columns.length));
  expect(beginnings).toContainEqual(columns);
});
