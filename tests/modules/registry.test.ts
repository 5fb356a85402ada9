import { afterAll, beforeAll, expect, test } from 'vitest';
import { modules, unlockedModules } from '../../app/modules/registry.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

// The registry says what the house knows of a module. These hold the database to it.

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database?.drop());

test('the database unlocks the same modules by the same tools', async () => {
  const { rows } = await database.sql.query(
    `select tool.slug as tool, module.address from app.module_addresses() module
     join marketplace_tools tool on tool.id = module.tool_id order by 1`,
  );
  const unlocked = unlockedModules.map(({ unlockedBy: { tool, address } }) => ({ tool, address }));
  expect(rows).toEqual(unlocked.toSorted((a, b) => (a.tool < b.tool ? -1 : 1)));
});

test('whatever the audit trail speaks of has a name in words', async () => {
  // The arguments of a trigger are kept as one string, each ended by a zero byte; the first is the subject. Functions that write
  // an entry themselves name it as the third argument.
  const { rows } = await database.sql.query<{ subject: string }>(
    `select split_part(encode(tgargs, 'escape'), '\\000', 1) as subject from pg_trigger
     where tgfoid = 'app.audit_row'::regproc
     union select (regexp_matches(prosrc, $1, 'g'))[1] from pg_proc where pronamespace = 'app'::regnamespace
     order by 1`,
    [String.raw`append_audit_entry\s*\([^,;]+,\s*[^,;]+,\s*'(\w+)'`],
  );
  const named = modules.flatMap(({ auditSubjects = {} }) => Object.keys(auditSubjects));
  expect(rows.length).toBeGreaterThan(15);
  expect(rows.map(({ subject }) => subject)).toEqual(named.toSorted());
});
