import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createModuleRow, moduleTables } from '../factories/module-rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { type Office, openOffice } from './contacts-setup.ts';

let database: TestDatabase;
let office: Office;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  office = await openOffice(database);
});

afterAll(() => database?.drop());

const create = (table: string, values: Record<string, unknown> = {}) =>
  createModuleRow(database.sql, table, office.organization, values);
const erase = (id: string, person = office.organization.admin) => office.ask(person, 'app.erase_contact($1)', id);

/** The tables that say something anywhere, with how many of their rows. */
async function findMentions(text: string): Promise<Record<string, number>> {
  const mentions: Record<string, number> = {};
  for (const table of [...moduleTables, 'outgoing_mail', 'audit_log']) {
    const { rows } = await office.run(
      `select count(*)::integer as count from ${table} t where organization_id = $1 and strpos(to_jsonb(t)::text, $2) > 0`,
      office.id,
      text,
    );
    if (rows[0].count > 0) mentions[table] = rows[0].count;
  }
  return mentions;
}

/** Somebody who left traces everywhere, under two addresses. */
async function addKnownPerson() {
  const news = await office.addList();
  const ann = await office.addReader([news], { email: 'old@people.test', name: 'Annabel Leeward' });
  const message = async (address: string, values: Record<string, unknown> = {}) =>
    office.addMessage(String((await create('email_campaigns')).id), ann, address, {
      merge_values: JSON.stringify({ name: 'Annabel Leeward' }),
      ...values,
    });
  const early = await message('old@people.test', { status: 'BOUNCED', reason: '550 5.1.1 <old@people.test> unknown' });
  await office.run(`update contacts set email = 'annabel@people.test' where id = $1`, ann);
  await office.say(ann, true);
  const delivered = await message('annabel@people.test', { status: 'DELIVERED', opened_at: new Date() });
  const queued = await message('annabel@people.test');
  await create('email_events', { delivery_id: delivered.id, kind: 'OPEN', link_number: null });
  await create('subscription_requests', { email: 'annabel@people.test', name: 'Annabel Leeward' });
  await create('contact_import_problems', { cells: ['Annabel@people.test', 'x'] });
  await office.run(
    `insert into outgoing_mail (key, organization_id, recipient, kind, content)
     values (gen_random_uuid()::text, $1, 'Annabel@people.test', 'signup-confirmation', '{}')`,
    office.id,
  );
  return { ann, deliveries: [early.id, delivered.id, queued.id] };
}

test('an erased person is nowhere, and the ledger still counts their messages', async () => {
  const { ann, deliveries } = await addKnownPerson();
  expect(Object.keys(await findMentions('nnabel@people.test')).length).toBeGreaterThan(4);
  expect(await erase(ann)).toBe('ERASED');
  for (const text of ['nnabel@people.test', 'old@people.test', 'Annabel Leeward'])
    expect([text, await findMentions(text)]).toEqual([text, {}]);
  const { rows } = await office.run(
    `select status, reason, contact_id, merge_values, email ~ '^[0-9a-f]{40}@erased[.]invalid$' as is_digest,
       left(recipient_hash, 40) || '@erased.invalid' = email as is_of_hash
     from email_deliveries where id = any ($1) order by array_position($1, id)`,
    deliveries,
  );
  const kept = { contact_id: null, merge_values: null, is_digest: true, is_of_hash: true };
  expect(rows).toEqual([
    { status: 'BOUNCED', reason: null, ...kept },
    { status: 'DELIVERED', reason: null, ...kept },
    { status: 'SKIPPED', reason: 'ERASED', ...kept },
  ]);
});

test('the suppression of their address stays, and so does a consent that they took back', async () => {
  const ann = await office.addReader([], { email: 'ann@people.test' });
  await create('suppressions', { email: 'ann@people.test', reason: 'COMPLAINED', created_by: null });
  await create('subscription_requests', { email: 'ann@people.test', name: 'Ann' });
  await create('subscription_requests', { email: 'ann@people.test', name: 'Ann', created_at: '2026-01-01' });
  await erase(ann);
  expect(await office.listSuppressions()).toEqual(['ann@people.test COMPLAINED']);
  // One confirmation in 30 days: what was asked still counts, and can be confirmed no more.
  const asked = await office.run(
    `select name, expires_at <= now() as is_over from subscription_requests where email = 'ann@people.test' and organization_id = $1`,
    office.id,
  );
  expect(asked.rows).toEqual([{ name: '', is_over: true }]);
  const bob = await office.addReader([], { email: 'bob@people.test' });
  await office.say(bob, false, { recorded_by: null });
  await erase(bob);
  expect(await office.listSuppressions()).toContain('bob@people.test UNSUBSCRIBED');
  // Somebody adds them again: nothing goes there.
  const again = await office.addReader([], { email: 'bob@people.test' });
  expect(await office.refusal(again, 'bob@people.test')).toBe('SUPPRESSED');
});

test('erasing twice is once, it is an ADMIN’s to do, and the trail names nobody', async () => {
  const { ann, deliveries } = await addKnownPerson();
  expect(await erase(ann, office.organization.member)).toBe('NOT_ALLOWED');
  expect(await erase(ann, office.organization.viewer)).toBe('NOT_FOUND');
  expect(await erase(ann, (await openOffice(database)).organization.owner)).toBe('NOT_FOUND');
  expect([await erase(ann), await erase(ann)]).toEqual(['ERASED', 'ERASED']);
  const { rows } = await office.run(
    `select action, after from audit_log where organization_id = $1 and subject_type = 'contact'`,
    office.id,
  );
  expect(rows).toEqual([{ action: 'erase', after: { messages: deliveries.length } }]);
});

test('mail of a colleague who has the same address stays', async () => {
  const ann = await office.addContact({ email: 'ann@people.test' });
  await office.run(
    `insert into outgoing_mail (key, organization_id, recipient, kind, content)
     values (gen_random_uuid()::text, $1, 'ann@people.test', 'order-confirmation', '{}')`,
    office.id,
  );
  await erase(ann);
  expect(await findMentions('ann@people.test')).toEqual({ outgoing_mail: 1 });
});

test('a list has nobody who was erased', async () => {
  const news = await office.addList();
  const ann = await office.addReader([news], { email: 'ann@people.test' });
  await erase(ann);
  const audience = JSON.stringify({ lists: [news], segments: [], excludedLists: [] });
  const { rowCount } = await office.run(
    `select from app.list_audience($1, $2, now() + interval '1 hour', null, 10)`,
    office.id,
    audience,
  );
  expect(rowCount).toBe(0);
});

test('everything that is kept about a contact is given to them, and nothing of others', async () => {
  const { ann } = await addKnownPerson();
  const other = await office.addReader([], { email: 'other@people.test' });
  const { data } = await office.call<{ data: Record<string, unknown> }>(
    office.organization.viewer,
    'select app.collect_contact_data($1) as data',
    [ann],
  );
  expect(Object.keys(data).sort()).toEqual(['consents', 'contact', 'lists', 'messages', 'signUps', 'suppressions']);
  expect(JSON.stringify(data)).not.toContain('other@people.test');
  expect(data).toMatchObject({
    contact: { email: 'annabel@people.test', name: 'Annabel Leeward' },
    consents: [{ email: 'old@people.test' }, { email: 'annabel@people.test' }],
    signUps: [{ email: 'annabel@people.test' }],
  });
  expect(data.messages).toHaveLength(3);
  const stranger = (await openOffice(database)).organization.owner;
  expect(await office.ask(stranger, 'app.collect_contact_data($1)', other)).toBeNull();
});
