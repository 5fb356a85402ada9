import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRuleDatabase, type RuleDatabase } from '../factories/rule-database.ts';

// Changed rules make of a database what the same rules make of a new one.

let database: RuleDatabase;

beforeEach(async () => {
  database = await createRuleDatabase();
});

afterEach(() => database?.drop());

const rules = `
  create or replace function app.probe(p_number integer) returns integer language sql
    set search_path = public, pg_temp as $$ select p_number + 1 $$;
  comment on function app.probe is 'One more.';
  create or replace view probe_list with (security_barrier = true) as
    select app.probe(1) as number, 'one'::text as word;
  create or replace function app.list_probes() returns setof probe_list language sql stable
    set search_path = public, pg_temp as $$ select * from probe_list $$;
  create or replace function app.probe_row() returns trigger language plpgsql as $$ begin return null; end $$;
  create trigger probe after insert on owners for each row execute function app.probe_row();
  create constraint trigger probe_late after insert on owners deferrable initially deferred
    for each row execute function app.probe_row();
  grant usage on schema public, app to lotline_app;
  grant select on probe_list to lotline_app;
  grant insert (email), update (email, name) on owners to lotline_app;
  grant execute on function app.probe, app.list_probes to lotline_app;
`;

/** Applies these rules after the ones above, and compares with a new database. */
async function change(changed: string): Promise<void> {
  await database.apply(rules);
  await database.apply(changed);
  await database.expectSameAsNew();
}

test('the second run changes nothing', async () => {
  await database.apply(rules);
  const before = await database.versions();
  expect(await database.migrate()).toEqual({ migrations: [], rules: [] });
  expect(await database.versions()).toEqual(before);
});

test('comments and the place of a rule are no change', async () => {
  await database.apply(rules);
  const before = await database.versions();
  expect(await database.apply(`-- Said differently.\n\n${rules}\n/* and at the end */`)).toEqual({
    migrations: [],
    rules: [],
  });
  expect(await database.versions()).toEqual(before);
});

test('rules that are new or gone are named by the run and leave nothing behind', async () => {
  const { rules: added } = await database.apply(rules);
  expect(added).toContain('function app.probe');
  expect(added).toContain('view public.probe_list');
  expect(added).toContain('comment app.probe');
  expect(added).toContain('trigger probe_late on public.owners');
  expect(added).toContain('grant grant select on probe_list to lotline_app');
  const { rules: removed } = await database.apply('');
  expect(removed.sort()).toEqual(added.sort());
  await database.expectSameAsNew();
});

test('a changed body touches no trigger and no view', async () => {
  await database.apply(rules);
  const before = await database.versions();
  await change(rules.replace('p_number + 1', 'p_number + 2'));
  expect(await database.writtenSince(before)).toEqual([]);
  expect((await database.sql.query('select app.probe(1) as number')).rows).toEqual([{ number: 3 }]);
});

test('a comment that is added, changed or removed touches nothing else', async () => {
  await database.apply(rules);
  const before = await database.versions();
  await change(rules.replace('One more.', 'One more than before.'));
  await change(`${rules} comment on function app.list_probes is 'All of them.';`);
  await change(rules.replace(/comment on[^;]*;/, ''));
  expect(await database.writtenSince(before)).toEqual([]);
});

test('a function that is replaced keeps its comment', async () => {
  await change(rules.replace('returns integer language sql', 'returns numeric language sql'));
  const query = `select obj_description('app.probe'::regproc, 'pg_proc') as comment`;
  expect((await database.sql.query(query)).rows).toEqual([{ comment: 'One more.' }]);
});

test('other arguments replace the function, and what depends on it is made again', async () => {
  await change(
    rules.replace('(p_number integer)', '(p_number bigint)').replace('select p_number', 'select p_number::integer'),
  );
  expect((await database.sql.query('select * from app.list_probes()')).rows).toEqual([{ number: 2, word: 'one' }]);
});

test.each([
  ['another name of an argument', rules.replaceAll('p_number', 'p_count')],
  ['another result', rules.replace('returns integer', 'returns numeric')],
])('%s replaces the function', async (_, changed) => {
  await change(changed);
});

test('an argument more, with a default, is no second function', async () => {
  await change(rules.replace('(p_number integer)', '(p_number integer, p_other integer default 1)'));
});

test('a view with a column more keeps what depends on it', async () => {
  await change(rules.replace('as word;', 'as word, 3 as added;'));
});

test.each([
  ['a column less', rules.replace(`, 'one'::text as word`, '')],
  ['another type', rules.replace(`'one'::text`, `'one'::varchar`)],
  ['other options', rules.replace(' with (security_barrier = true)', '')],
])('a view with %s is made again with what depends on it', async (_, changed) => {
  await change(changed);
});

test('views that read each other are made again in their order, whatever the order of the rules', async () => {
  const first = 'create or replace view a_probe as select word from probe_list;';
  await database.apply(first + rules);
  await database.apply(first + rules.replace(`'one'::text`, `'two'::varchar`));
  expect((await database.sql.query('select word from a_probe')).rows).toEqual([{ word: 'two' }]);
  await database.expectSameAsNew();
});

test('a function that takes the place of another in a view lets the other go', async () => {
  await change(rules.replaceAll(/app\.probe(?=\(| is)/g, 'app.other').replace('app.probe, ', 'app.other, '));
});

test('a trigger that changes is made again, and no other', async () => {
  await database.apply(rules);
  const before = await database.versions();
  const changed = rules.replace('probe after insert on', 'probe before insert or update of name on');
  await change(changed);
  expect(await database.writtenSince(before)).toEqual(['trigger probe on owners']);
  await database.apply(changed.replace('deferrable initially deferred', ''));
  await database.expectSameAsNew();
  expect(await database.writtenSince(before)).toEqual(['trigger probe on owners', 'trigger probe_late on owners']);
});

test('a trigger is added and removed without touching another', async () => {
  await database.apply(rules);
  const before = await database.versions();
  const more = `${rules} create trigger other before delete on pets for each row execute function app.probe_row();`;
  await change(more);
  expect(await database.writtenSince(before)).toEqual(['trigger other on pets']);
  const removed = more.replace(/create trigger probe[^;]*;/, '').replace(/create constraint[^;]*;/, '');
  await database.apply(removed);
  await database.expectSameAsNew();
  expect(await database.writtenSince(before)).toEqual(['trigger other on pets']);
});

test('rights that no rule gives any more are taken, and those of the rest are left alone', async () => {
  await change(
    rules
      .replace('insert (email), update (email, name)', 'update (name)')
      .replace('grant select on probe_list', 'grant select, insert on probe_list')
      .replace('app.probe, app.list_probes to', 'app.list_probes to'),
  );
  const rights = `select relname, xmin::text from pg_class where relacl is not null order by relname`;
  const before = await database.sql.query(rights);
  await database.folder.write((await database.folder.read()).replace('p_number + 1', 'p_number + 3'));
  await database.migrate();
  expect((await database.sql.query(rights)).rows).toEqual(before.rows);
});

test('what somebody changed by hand is put right with the next change of rules', async () => {
  await database.apply(`${rules} create or replace view pairs as select 1 as one;`);
  await database.sql.query(`
    drop trigger probe on owners;
    drop view pairs;
    create or replace view probe_list as select 7 as number, 'seven'::text as word;
    create function app.stray() returns integer language sql as 'select 1';
    create function app.probe(p_number text) returns integer language sql as 'select 1';
    create function app.stray_row() returns trigger language plpgsql as 'begin return null; end';
    create trigger stray after insert on owners for each row execute function app.stray_row();
    create view stray as select app.stray() as number;
    grant delete on pets to lotline_app;
    grant update (name) on owners to public;
    grant execute on function app.probe_row to public;
    comment on function app.probe(integer) is 'Something else.';
    comment on function app.list_probes is 'Nothing declares this.';
  `);
  await database.apply(
    `${rules} create or replace view pairs as select 1 as one; grant select on pets to lotline_app;`,
  );
  await database.expectSameAsNew();
});

test('what belongs to somebody else stays', async () => {
  await database.sql.query(`
    create function public.theirs() returns trigger language plpgsql as 'begin return null; end';
    create trigger theirs after insert on owners for each row execute function public.theirs();
  `);
  await database.apply(rules);
  expect(await database.versions()).toHaveProperty('trigger theirs on owners');
});

test('a function that migrations make needs no rule, and a rule can say what it does', async () => {
  await database.folder.addMigration(
    '0002_kept',
    `create function app.kept() returns integer language sql as 'select 1';
     alter table owners add kept integer generated always as (1) stored, add number integer default app.kept();`,
  );
  await database.apply(rules);
  await database.expectSameAsNew();
  await database.apply(`${rules} create or replace function app.kept() returns integer language sql as 'select 2';`);
  expect((await database.sql.query('select app.kept() as number')).rows).toEqual([{ number: 2 }]);
});

test('after a migration the rules are made again, though none has changed', async () => {
  await database.apply(rules);
  await database.folder.addMigration(
    '0002_again',
    'drop trigger probe on owners;\n--> statement-breakpoint\nrevoke insert (email) on owners from lotline_app',
  );
  expect(await database.migrate()).toEqual({ migrations: ['0002_again'], rules: [] });
  const { rows } = await database.sql.query<{ allowed: boolean }>(
    `select has_column_privilege('lotline_app', 'owners', 'email', 'insert') as allowed`,
  );
  expect(rows).toEqual([{ allowed: true }]);
  expect(await database.versions()).toHaveProperty('trigger probe on owners');
});
