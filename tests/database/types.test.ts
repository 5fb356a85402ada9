import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeFunctions, functionTypes, readOutcomes } from '../../db/types.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database?.drop());

test('db/types/functions.ts says what the functions are: run `npm run db:types` after a change', async () => {
  expect(await readFile(functionTypes, 'utf8')).toBe(await describeFunctions(database.sql));
});

interface Body {
  name: string;
  source: string;
  comment: string;
  /** Whether the application sees the outcome: a column of this name, or a text that is made of capitals. */
  answers: boolean;
}

async function listBodies(): Promise<Map<string, Body>> {
  const { rows } = await database.sql.query<Body>(
    `select p.proname as name, p.prosrc as source, coalesce(obj_description(p.oid, 'pg_proc'), '') as comment,
       has_function_privilege('lotline_app', p.oid, 'execute')
         and (coalesce('outcome' = any (p.proargnames), false) or p.prorettype = 'text'::regtype) as answers
     from pg_proc p where p.pronamespace = 'app'::regnamespace`,
  );
  return new Map(rows.map((body) => [body.name, body]));
}

/** Texts in capitals that a body answers with: behind `return`, `select`, `then`, `else` or `:=`, casts to types aside. */
function findAnswered(source: string): Set<string> {
  const code = source
    .replaceAll(/--.*$/gm, '')
    .replaceAll(/case (?:(?!\bend\b)[^;])*\bend::\w+/g, '')
    .replaceAll(/'[A-Z_]+'::\w+/g, '');
  const answered = code.matchAll(/(?:\breturn|\bselect|\bthen|\belse|'outcome',|outcome :=)\s+'([A-Z][A-Z_]+)'/g);
  return new Set([...answered].flatMap(([, name]) => name ?? []));
}

/** Texts in capitals of a body and of those it calls. */
function findWords(name: string, bodies: Map<string, Body>, seen = new Set<string>()): Set<string> {
  const body = bodies.get(name);
  if (!body || seen.has(name)) return new Set();
  seen.add(name);
  const words = new Set([...body.source.matchAll(/'([A-Z][A-Z_]+)'/g)].flatMap(([, word]) => word ?? []));
  for (const [, called = ''] of body.source.matchAll(/\bapp\.([a-z_]+)/g)) {
    for (const word of findWords(called, bodies, seen)) words.add(word);
  }
  return words;
}

/** Outcomes that a function answers with and does not declare. */
function findUndeclared(bodies: Map<string, Body>): string[] {
  return [...bodies.values()].flatMap(({ name, source, comment }) => {
    const declared = readOutcomes(comment)?.names;
    if (!declared) return [];
    return [...findAnswered(source)]
      .filter((outcome) => !declared.includes(outcome))
      .map((outcome) => `${name}: ${outcome}`);
  });
}

test('every outcome that a function declares is in its body, or in one it calls', async () => {
  const bodies = await listBodies();
  const missing = [...bodies.values()].flatMap(({ name, comment }) => {
    const words = findWords(name, bodies);
    return (readOutcomes(comment)?.names ?? [])
      .filter((outcome) => !words.has(outcome))
      .map((outcome) => `${name}: ${outcome}`);
  });
  expect(missing).toEqual([]);
});

test('every outcome that a body answers with is declared', async () => {
  expect(findUndeclared(await listBodies())).toEqual([]);
});

test('an outcome that nobody declared is seen', async () => {
  await database.sql.query('begin');
  const { rows } = await database.sql.query<{ definition: string }>(
    `select pg_get_functiondef('app.leave_organization'::regproc) as definition`,
  );
  await database.sql.query((rows[0]?.definition ?? '').replace("'LEFT'", "'GONE'"));
  const undeclared = findUndeclared(await listBodies());
  await database.sql.query('rollback');
  expect(undeclared).toEqual(['leave_organization: GONE']);
});

test('a function that answers with an outcome declares which', async () => {
  const silent = [...(await listBodies()).values()].filter(
    ({ answers, source, comment }) => answers && findAnswered(source).size > 0 && !readOutcomes(comment),
  );
  expect(silent.map(({ name }) => name)).toEqual([]);
});
