import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import { createModuleRow } from '../factories/module-rows.ts';
import type { TestOrganization, TestPerson } from '../factories/organizations.ts';
import type { TestEmail } from '../factories/sent-emails.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createEmail, createSenders } from './results-setup.ts';

// "Why did this person (not) get it?" is answered for anybody.

let database: TestDatabase;
let organization: TestOrganization;
let email: TestEmail;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  organization = await createSenders(database.sql);
  email = await createEmail(database.sql, organization);
});

afterAll(async () => {
  await database?.drop();
});

interface Row {
  answer: string;
  happened: Date | null;
  reason: string | null;
  erased: boolean;
  lists: string[];
  source: string | null;
  suppressions: { reason: string }[];
}

async function explain(address: string, person: TestPerson = organization.viewer, emailId = email.id) {
  const { rows } = await asViewer(database.asApp, person.tokenHash, (client) =>
    client.query<Row>(
      `select answer, happened_at as happened, reason, is_erased as erased, lists, consent_source as source, suppressions
       from app.explain_delivery($1, $2)`,
      [emailId, address],
    ),
  );
  return rows[0];
}
const contact = (values: Record<string, unknown> = {}) =>
  createModuleRow(database.sql, 'contacts', organization, { created_at: new Date(Date.now() - 86_400_000), ...values });
const update = (statement: string, ...values: unknown[]) => database.sql.query(statement, values);

test.each(['QUEUED', 'SENDING', 'SENT', 'DELIVERED', 'BOUNCED', 'COMPLAINED', 'FAILED', 'UNKNOWN'] as const)(
  'whoever is %s is told so, and by which list',
  async (status) => {
    const { email: address } = await email.addDelivery(status, { reason: status === 'FAILED' ? '554 No' : null });
    expect(await explain(address)).toMatchObject({
      answer: status,
      reason: status === 'FAILED' ? '554 No' : null,
      erased: false,
      lists: [expect.stringContaining('Buyers')],
      suppressions: [],
    });
  },
);

test.each(['SUPPRESSED', 'NO_CONSENT', 'CONSENT_EXPIRED', 'CANCELLED'])(
  'whoever was left out is told why: %s',
  async (reason) => {
    const delivery = await email.addDelivery('SKIPPED', { reason });
    await createModuleRow(database.sql, 'suppressions', organization, { email: delivery.email, reason: 'BOUNCED' });
    expect(await explain(delivery.email)).toMatchObject({
      answer: reason,
      reason: null,
      suppressions: [{ reason: 'BOUNCED' }],
    });
  },
);

test('what they agreed to is told with it', async () => {
  const delivery = await email.addDelivery('SENT');
  await createModuleRow(database.sql, 'contact_consents', organization, { contact_id: delivery.contactId });
  expect((await explain(delivery.email))?.source).toBe('Sign-up form');
});

test('somebody whom nobody here knows has an answer', async () => {
  expect((await explain('nobody@people.test'))?.answer).toBe('NO_CONTACT');
});

test('somebody on none of its lists has one', async () => {
  const { email: address } = await contact();
  expect((await explain(String(address)))?.answer).toBe('NOT_IN_AUDIENCE');
});

test('somebody who left the list is told when, and one on a list that was left out', async () => {
  const { id, email: address } = await contact();
  await update(
    `insert into contact_list_members (organization_id, list_id, contact_id, created_at, left_at, left_by_person, left_email)
     values ($1, $2, $3, now() - interval '2 days', now() - interval '1 day', true, $4)`,
    organization.id,
    email.listId,
    id,
    address,
  );
  expect(await explain(String(address))).toMatchObject({ answer: 'LEFT', reason: expect.stringContaining('Buyers') });

  const excluded = await createModuleRow(database.sql, 'contact_lists', organization, { name: 'Agents' });
  const other = await contact();
  for (const list of [email.listId, excluded.id])
    await update(
      `insert into contact_list_members (organization_id, list_id, contact_id, created_at) values ($1, $2, $3, now() - interval '2 days')`,
      organization.id,
      list,
      other.id,
    );
  await update(
    `update email_campaigns set snapshot = jsonb_set(snapshot, '{audience,excludedLists}', jsonb_build_array($2::text)) where id = $1`,
    email.id,
    excluded.id,
  );
  expect(await explain(String(other.email))).toMatchObject({ answer: 'EXCLUDED', reason: 'Agents' });
});

test('somebody who came after it began is told so: as a contact, or onto the list', async () => {
  const { email: address } = await contact({ created_at: new Date() });
  expect((await explain(String(address)))?.answer).toBe('ADDED_LATER');
  const other = await contact();
  await update(
    'insert into contact_list_members (organization_id, list_id, contact_id) values ($1, $2, $3)',
    organization.id,
    email.listId,
    other.id,
  );
  expect((await explain(String(other.email)))?.answer).toBe('ADDED_LATER');
});

test('while recipients are queued, or once that was cancelled, whoever is ahead is told so', async () => {
  const { id, email: address } = await contact();
  await update(
    `insert into contact_list_members (organization_id, list_id, contact_id, created_at) values ($1, $2, $3, now() - interval '2 days')`,
    organization.id,
    email.listId,
    id,
  );
  await update(`update email_campaigns set status = 'SENDING', queued_all_at = null where id = $1`, email.id);
  expect((await explain(String(address)))?.answer).toBe('NOT_QUEUED_YET');
  await update('update email_campaigns set cancelled_at = now(), queued_all_at = now() where id = $1', email.id);
  expect((await explain(String(address)))?.answer).toBe('CANCELLED');
});

test('who has another address now is found by the one that it went to', async () => {
  const delivery = await email.addDelivery('SENT');
  await update('update contacts set email = $2 where id = $1', delivery.contactId, `new-${delivery.email}`);
  expect((await explain(delivery.email))?.answer).toBe('SENT');
  expect(await explain(`new-${delivery.email}`)).toMatchObject({ answer: 'OTHER_ADDRESS', reason: delivery.email });
});

test('an erased person is found by their address, although nobody keeps it', async () => {
  const delivery = await email.addDelivery('DELIVERED');
  await update(
    `update email_deliveries set contact_id = null, email = left(recipient_hash, 32) || '@erased.invalid' where id = $1`,
    delivery.id,
  );
  expect(await explain(delivery.email)).toMatchObject({ answer: 'DELIVERED', erased: true });
});

test('of an email that was not sent nobody got anything', async () => {
  const draft = await createModuleRow(database.sql, 'email_campaigns', organization);
  expect((await explain('nobody@people.test', organization.member, String(draft.id)))?.answer).toBe('NOT_STARTED');
});

test('it answers nobody of another organization, and nobody without the module', async () => {
  const delivery = await email.addDelivery('SENT');
  const stranger = await createSenders(database.sql);
  expect(await explain(delivery.email, stranger.owner)).toBeUndefined();
  await update(`update tool_purchases set status = 'CANCELLED' where organization_id = $1`, organization.id);
  expect(await explain(delivery.email, organization.owner)).toBeUndefined();
});
