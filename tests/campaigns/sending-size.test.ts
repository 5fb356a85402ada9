import { afterAll, beforeAll, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import {
  createEmail,
  createRecipients,
  createSender,
  scheduleEmail,
  startDue,
  startEmail,
} from '../factories/campaign-emails.ts';
import { only } from '../factories/rows.ts';
import { askForStride, settle } from '../factories/strides.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

// What a slice and a stride read is what they take, however many people an email goes to, and whatever the planner knows of it.

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  // As if nothing had been looked at yet: a new email is not in the statistics.
  await database.sql.query('alter table email_deliveries set (autovacuum_enabled = off)');
});

afterAll(() => database?.drop());

/** How many rows of a table were read so far, also those that were not what was looked for. */
async function countRead(table: string): Promise<number> {
  for (const client of [database.asTasks, database.sql]) await client.query('select pg_stat_force_next_flush()');
  const { read } = only(
    await database.sql.query<{ read: number }>(
      'select (seq_tup_read + coalesce(idx_tup_fetch, 0))::integer as read from pg_stat_user_tables where relname = $1',
      [table],
    ),
  );
  return read;
}

/** Rows of a table that are read meanwhile. */
async function countReadBy(table: string, work: () => Promise<unknown>): Promise<number> {
  const before = await countRead(table);
  await work();
  return (await countRead(table)) - before;
}

test('a slice reads the members of a list that it takes, and their contacts, and not all others', async () => {
  const { sql, asApp, asTasks } = database;
  const organization = await createSender(sql);
  const email = await createEmail(sql, organization, [await createRecipients(sql, organization, 1_500)]);
  expect(await scheduleEmail(asApp, sql, organization, email)).toBe('SCHEDULED');
  await startDue(asTasks);
  const queueSlice = () =>
    asViewer(asTasks, null, (client) => client.query('select app.queue_recipients($1, 100)', [email]));
  for (const _ of Array(3)) {
    expect(await countReadBy('contact_list_members', queueSlice)).toBeLessThan(250);
  }
  // Once for the list, once for the audience, and once for the key of each row.
  for (const _ of Array(3)) {
    expect(await countReadBy('contacts', queueSlice)).toBeLessThan(400);
  }
});

test('a stride reads a few rows of the ledger for each that it hands over, among a thousand as among a hundred', async () => {
  const { sql, asTasks } = database;
  for (const recipients of [100, 1_500]) {
    const email = await startEmail(database, await createSender(sql), recipients);
    let settlements: object[] = [];
    for (const _ of Array(6)) {
      const read = await countReadBy('email_deliveries', async () => {
        const stride = await askForStride(asTasks, sql, email, { settlements });
        expect(stride.rows).toHaveLength(10);
        settlements = [settle(stride, { outcome: 'SENT' })];
      });
      expect([recipients, read < 300, read]).toEqual([recipients, true, read]);
    }
  }
});
