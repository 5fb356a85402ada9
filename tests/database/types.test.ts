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
  answers: boolean;
}

/** Functions with their bodies, and whether they answer with an outcome that the application sees. */
async function listBodies(): Promise<Body[]> {
  const { rows } = await database.sql.query<Body>(
    `select p.proname as name, p.prosrc as source, coalesce(obj_description(p.oid, 'pg_proc'), '') as comment,
       has_function_privilege('lotline_app', p.oid, 'execute') and coalesce('outcome' = any (p.proargnames), false) as answers
     from pg_proc p where p.pronamespace = 'app'::regnamespace`,
  );
  return rows;
}

/** Texts in capitals that a body returns: after `return`, `select`, `then`, `else` or `:=`, and not compared with anything. */
function findReturned(source: string): Set<string> {
  const code = source.replaceAll(/--.*$/gm, '');
  const returned = [
    ...code.matchAll(/\breturn\s+'([A-Z][A-Z_]+)'/g),
    ...code.matchAll(/\breturn query select\s+'([A-Z][A-Z_]+)'/g),
  ];
  return new Set(returned.flatMap(([, name]) => name ?? []));
}

/** All texts in capitals of a body and of those it calls. */
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

test('every outcome that a function declares is in its body, or in one it calls', async () => {
  const bodies = new Map((await listBodies()).map((body) => [body.name, body]));
  const missing = [...bodies.values()].flatMap(({ name, comment }) => {
    const words = findWords(name, bodies);
    return (readOutcomes(comment)?.names ?? [])
      .filter((outcome) => !words.has(outcome))
      .map((outcome) => `${name}: ${outcome}`);
  });
  expect(missing).toEqual([]);
});

test('every outcome that a body returns is declared', async () => {
  const undeclared = (await listBodies()).flatMap(({ name, source, comment }) => {
    const declared = readOutcomes(comment)?.names;
    return declared
      ? [...findReturned(source)]
          .filter((outcome) => !declared.includes(outcome))
          .map((outcome) => `${name}: ${outcome}`)
      : [];
  });
  expect(undeclared).toEqual([]);
});

test('a function that answers with an outcome declares which', async () => {
  const silent = (await listBodies()).filter(({ answers, comment }) => answers && !readOutcomes(comment));
  expect(silent.map(({ name }) => name)).toEqual([]);
});
