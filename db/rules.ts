import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Client } from 'pg';
import { type Rule, readRules } from './rule-files.ts';
import {
  type Existing,
  type HeldRights,
  listCommentedFunctions,
  listWithDependents,
  readExisting,
  readRights,
} from './rules-catalog.ts';
import type { PlacedStatement, StatementRunner } from './statement-runner.ts';

// `db/rules` declares every function with its comment, every trigger, view and right. This file makes a database agree with it.

/** The folder of the rules. */
export const rulesFolder = fileURLToPath(new URL('rules', import.meta.url));

/** Another result, other argument names or fewer defaults: the function has to be dropped first. */
const otherFunction = '42P13';
/** Columns of a view that are gone or different: the view has to be dropped first. */
const otherView = '42P16';
/** A statement may name an object that a later one makes: a relation, function, type, column, or one of two functions. */
const mayCome = ['42P01', '42883', '42704', '42703', '42725'];
/** Another object that is still to be dropped needs it. */
const stillNeeded = '2BP01';

/** The table of the rules that were applied last, beside the journal of the migrations. */
const table = 'drizzle.applied_rules';

/** A rule as it was applied last, and what Postgres made of it, so that a change by hand is noticed. */
interface Stored {
  kind: string;
  name: string;
  digest: string;
  definition: string;
}

/**
 * Makes the database agree with the rules, inside the open transaction. Nothing is looked at when every rule is the one that
 * was applied last. Otherwise all functions and their comments are made again; views and triggers only where their text
 * differs, because making one locks its table. Objects that no rule declares are dropped, but never together with objects
 * that depend on them.
 * @param folder  the folder of the rules
 * @param kept    functions of `app` that migrations make and no rule has to declare
 * @param always  true when the tables have changed: then the rules are applied although they have not
 * @returns the kinds and names of the rules that changed
 * @throws Error for rules that cannot be read, or that Postgres refuses
 */
export async function applyRules(
  runner: StatementRunner,
  { folder, kept, always }: { folder: string; kept: ReadonlySet<string>; always: boolean },
): Promise<string[]> {
  const rules = await readRules(folder);
  const stored = await readStored(runner.client);
  const digests = new Map(stored.map((row) => [keyOf(row), row.digest]));
  const declared = new Set(rules.map(keyOf));
  const changed = [
    ...rules.filter((rule) => digests.get(keyOf(rule)) !== rule.digest),
    ...stored.filter((row) => !declared.has(keyOf(row))),
  ].map(keyOf);
  if (changed.length === 0 && !always) return [];
  await converge(runner, rules, stored, kept);
  await store(runner.client, rules);
  return changed;
}

async function converge(
  runner: StatementRunner,
  rules: readonly Rule[],
  stored: readonly Stored[],
  kept: ReadonlySet<string>,
): Promise<void> {
  const { client } = runner;
  // Postgres' definitions of views and triggers depend on it.
  await client.query('set local search_path = public');
  const before = await readExisting(client);
  const isKind = (wanted: string) => (object: { kind: string }) => object.kind === wanted;
  const isOutdated = findOutdated(rules, stored, before);
  await runAll(runner, before.filter(isKind('trigger')).filter(isOutdated).map(dropping));

  const functions = rules.filter(isKind('function'));
  const views = rules.filter(isKind('view'));
  await client.query('set local check_function_bodies = off');
  await make(runner, [...functions, ...views.filter(isOutdated)], [...functions, ...views], before);
  await client.query('set local check_function_bodies = on');
  await runAll(runner, functions);

  const declared = new Set(rules.map(keyOf));
  await dropUndeclared(runner, (existing) => declared.has(keyOf(existing)) || kept.has(existing.name));
  await runAll(runner, [
    ...(await listCommentedFunctions(client)).map((name) => ({ text: `comment on function ${name} is null` })),
    ...rules.filter(({ kind }) => kind === 'comment'),
  ]);
  const made = new Set((await readExisting(client)).map(keyOf));
  await runAll(
    runner,
    rules.filter(isKind('trigger')).filter((rule) => !made.has(keyOf(rule))),
  );
  await giveRights(runner, rules.filter(isKind('grant')), stored.filter(isKind('grant')));
}

/** Finds the views and triggers that differ from the rules, or that no rule declares. */
function findOutdated(
  rules: readonly Rule[],
  stored: readonly Stored[],
  before: readonly Existing[],
): (object: { kind: string; name: string }) => boolean {
  const describe = (key: string, digest: string, definition: string) => [key, digest, definition].join('\n');
  const applied = new Set(stored.map((row) => describe(keyOf(row), row.digest, row.definition)));
  const digests = new Map(rules.map((rule) => [keyOf(rule), rule.digest]));
  const current = before.map((existing) => {
    const key = keyOf(existing);
    return applied.has(describe(key, digests.get(key) ?? '', existing.definition)) ? key : '';
  });
  return (object) => !current.includes(keyOf(object));
}

/** Names a rule or an object of the database. */
const keyOf = ({ kind, name }: { kind: string; name: string }) => `${kind} ${name}`;

const dropping = ({ target }: Existing): PlacedStatement => ({ text: `drop ${target}` });

/**
 * Makes functions and views in as many rounds as it takes, so that their order in the files does not matter. An object that has
 * to be dropped first is dropped after the functions and views that depend on it, and those are made again.
 * @param wanted    functions and views to make
 * @param declared  all functions and views of the rules
 * @param before    the objects of the database at first
 */
async function make(
  runner: StatementRunner,
  wanted: readonly Rule[],
  declared: readonly Rule[],
  before: readonly Existing[],
): Promise<void> {
  const expected = [otherFunction, otherView, ...mayCome];
  const oldVersions = new Set(before.map(({ oid, version }) => `${oid} ${version}`));
  const isOld = ({ oid, version }: Existing) => oldVersions.has(`${oid} ${version}`);
  let todo = [...wanted];
  while (todo.length > 0) {
    const failures = await runner.attempt(todo, expected);
    const unexpected = failures.find(({ code }) => code !== undefined && !expected.includes(code));
    if (unexpected) await runner.run(unexpected.statement);

    const refused = failures.filter(({ code }) => code === otherFunction || code === otherView);
    const refusedKeys = new Set(refused.map(({ statement }) => keyOf(statement)));
    const existing = await readExisting(runner.client);
    // With other arguments, a function does not replace the old one: now there are two of that name.
    const newKeys = new Set(existing.filter((object) => !isOld(object)).map(keyOf));
    const again = new Set<string>();
    let isStuck = failures.length === todo.length;
    for (const object of existing) {
      const key = keyOf(object);
      if (object.kind === 'trigger' || !(refusedKeys.has(key) || (isOld(object) && newKeys.has(key)))) continue;
      for (const dependent of await listWithDependents(runner.client, object)) {
        await runner.run(dropping(dependent));
        if (dependent.oid !== object.oid) again.add(keyOf(dependent));
        isStuck = false;
      }
    }

    // Run by itself, a statement fails with Postgres' full message about it.
    const [worst] = [...refused, ...failures];
    if (worst && isStuck) await runner.run(worst.statement);
    const failed = failures.map(({ statement }) => statement);
    todo = [...failed, ...declared.filter((rule) => again.has(keyOf(rule)) && !failed.includes(rule))];
  }
}

/**
 * Revokes every right and gives those of the grants, unless they are the same as last time and nobody has changed any: doing so
 * writes to every table's row in the catalog.
 */
async function giveRights(runner: StatementRunner, grants: readonly Rule[], last: readonly Stored[]): Promise<void> {
  const held = await readRights(runner.client);
  const definition = describeRights(held);
  const isSame = ({ name, digest }: Rule) =>
    last.some((row) => row.name === name && row.digest === digest && row.definition === definition);
  if (grants.length === last.length && grants.every(isSame)) return;
  await runAll(
    runner,
    held.map(({ kind, name }) => ({ text: `revoke all on ${kind} ${name} from lotline_app, public` })),
  );
  await runAll(runner, grants);
}

const describeRights = (held: readonly HeldRights[]) => createHash('sha256').update(JSON.stringify(held)).digest('hex');

/** Drops the functions and views that no rule and no migration makes, unless something needs them. */
async function dropUndeclared(runner: StatementRunner, isDeclared: (existing: Existing) => boolean): Promise<void> {
  let todo = (await readExisting(runner.client))
    .filter((existing) => existing.kind !== 'trigger' && !isDeclared(existing))
    .map(({ target }): PlacedStatement => ({ text: `-- No rule declares this.\ndrop ${target}` }));
  while (todo.length > 0) {
    const failures = await runner.attempt(todo, [stillNeeded]);
    const [first] = failures;
    if (first && failures.length === todo.length) await runner.run(first.statement);
    todo = failures.map(({ statement }) => statement);
  }
}

/** Runs statements; throws when one fails. */
async function runAll(runner: StatementRunner, statements: readonly PlacedStatement[]): Promise<void> {
  let todo = [...statements];
  while (todo.length > 0) {
    const [first, ...rest] = await runner.attempt(todo, []);
    if (first) await runner.run(first.statement);
    todo = rest.map(({ statement }) => statement);
  }
}

async function readStored(client: Client): Promise<Stored[]> {
  await client.query('create schema if not exists drizzle');
  await client.query(
    `create table if not exists ${table} (kind text, name text, digest text not null, definition text not null, primary key (kind, name))`,
  );
  return (await client.query<Stored>(`select kind, name, digest, definition from ${table}`)).rows;
}

async function store(client: Client, rules: readonly Rule[]): Promise<void> {
  const definitions = new Map((await readExisting(client)).map((existing) => [keyOf(existing), existing.definition]));
  const rights = describeRights(await readRights(client));
  const rows = rules.map((rule) => ({
    kind: rule.kind,
    name: rule.name,
    digest: rule.digest,
    definition: rule.kind === 'grant' ? rights : (definitions.get(keyOf(rule)) ?? ''),
  }));
  await client.query(`delete from ${table}`);
  await client.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1)`, [
    JSON.stringify(rows),
  ]);
}
