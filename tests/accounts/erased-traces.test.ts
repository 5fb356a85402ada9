import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyAuditTrail } from '../../db/audit-verify.ts';
import { asViewer } from '../factories/as-viewer.ts';
import { createTool } from '../factories/catalog.ts';
import { createModuleRow } from '../factories/module-rows.ts';
import {
  createOrganization,
  createPerson,
  createPlatformAdmin,
  createUser,
  type TestOrganization,
  type TestPerson,
} from '../factories/organizations.ts';
import { proveSessions } from '../factories/proofs.ts';
import { createOrder, createUsage } from '../factories/purchases.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

// What goes with an account besides its own rows, what comes back never, and what of others does not go with it.

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database?.drop();
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;

async function deleteAccount(person: TestPerson, closing: string[] = []) {
  await proveSessions(database.sql, person);
  const { email } = only(
    await database.sql.query<{ email: string }>('select email from users where id = $1', [person.id]),
  );
  return only(
    await asViewer(database.asApp, person.tokenHash, (client) =>
      client.query<{ outcome: string }>('select app.delete_account($1, $2) as outcome', [email, closing]),
    ),
  ).outcome;
}

/** What an organization has written down of an address that belongs to nobody there. */
async function writeDown({ id, owner }: TestOrganization, email: string) {
  await rows(
    `insert into invitations (organization_id, email, role, token_hash, invited_by, expires_at)
     values ($1, $2, 'MEMBER', $4, $3, now() + interval '7 days')`,
    [id, email, owner.id, `hash of ${email}${id}`],
  );
  await rows(
    `insert into outgoing_mail (key, organization_id, recipient, kind, content) values ($3, $2, $1, 'refund', '{}')`,
    [email, id, `refund ${email}${id}`],
  );
}
const alertFor = (organization: TestOrganization, email: string) =>
  createModuleRow(database.sql, 'reid_alerts', organization, {
    delivery_channels: ['EMAIL'],
    email_addresses: [email],
  });
const countTraces = async (email: string) =>
  only(
    await database.sql.query(
      `select (select count(*)::integer from invitations where email = $1) as invitations,
         (select count(*)::integer from outgoing_mail where recipient = $1 and organization_id is not null) as mails,
         (select count(*)::integer from reid_alerts where $1 = any (email_addresses)) as alerts,
         (select count(*)::integer from audit_values where value = $1 and chain is not null) as "values"`,
      [email],
    ),
  );

test('an address that was only typed takes nothing of anybody else with it', async () => {
  const attacker = await createPerson(database.sql, (await createOrganization(database.sql)).id, 'MEMBER');
  // As if it had never been confirmed.
  await rows('update users set email_confirmed_at = null where id = $1', [attacker.id]);
  await rows('delete from audit_people where person_id = $1', [attacker.id]);
  // Somebody may call themselves by an address as well.
  const named = `named-${attacker.id}@people.test`;
  await rows('update users set name = $2 where id = $1', [attacker.id, named]);
  const organization = await createOrganization(database.sql);
  for (const email of [attacker.email, named]) {
    await writeDown(organization, email);
    await alertFor(organization, email);
    expect(await countTraces(email)).toEqual({ invitations: 1, mails: 1, alerts: 1, values: 1 });
  }
  expect(await deleteAccount(attacker)).toBe('DELETED');
  for (const email of [attacker.email, named])
    expect(await countTraces(email)).toEqual({ invitations: 1, mails: 1, alerts: 1, values: 1 });
});

test('addresses that were theirs before go as well, but for one that is somebody else’s now', async () => {
  const organization = await createOrganization(database.sql);
  const { member } = organization;
  const [first, second] = [member.email, `second-${member.id}@people.test`];
  for (const email of [first, second]) await writeDown(await createOrganization(database.sql), email);
  for (const email of [second, `third-${member.id}@people.test`])
    await rows('update users set email = $2, email_confirmed_at = now() where id = $1', [member.id, email]);
  const heir = await createUser(database.sql);
  await rows('update users set email = $2 where id = $1', [heir.id, second]);

  expect(await deleteAccount(member)).toBe('DELETED');
  expect(await countTraces(first)).toEqual({ invitations: 0, mails: 0, alerts: 0, values: 0 });
  expect(await countTraces(second)).toMatchObject({ invitations: 1, mails: 1 });
  expect(await rows('select 1 from audit_values where value = $1', [second])).not.toEqual([]);
});

test('an order that changes later brings nothing of its buyer back into the trail', async () => {
  const organization = await createOrganization(database.sql);
  const { member } = organization;
  const order = await createOrder(database.sql, organization, (await createTool(database.sql)).id);
  await rows(
    `update marketplace_orders set buyer_id = $2, billing_name = $3, billing_email = $4, billing_street = 'Street of ' || $3 where id = $1`,
    [order, member.id, member.name, member.email],
  );
  expect(await rows(`select 1 from audit_values where value = 'Street of ' || $1`, [member.name])).not.toEqual([]);
  expect(await deleteAccount(member)).toBe('DELETED');
  await rows(`update marketplace_orders set payment_status = 'CANCELLED', cancelled_at = now() where id = $1`, [order]);
  expect(await rows('select 1 from audit_people where person_id = $1', [member.id])).toEqual([]);
  expect(await rows(`select 1 from audit_values where strpos(value, $1) > 0`, [member.name])).toEqual([]);
  expect(await rows('select 1 from audit_log where strpos(after::text, $1) > 0', [member.name])).toEqual([]);
  expect((await verifyAuditTrail(database.sql)).faults).toEqual([]);
});

test('nobody mails somebody whose account is deleted', async () => {
  const organization = await createOrganization(database.sql);
  const { admin } = organization;
  const order = await createOrder(database.sql, organization, (await createTool(database.sql)).id);
  await rows('update marketplace_orders set buyer_id = $2, due_on = app.today() where id = $1', [order, admin.id]);
  expect(await deleteAccount(admin)).toBe('DELETED');
  await rows('select app.queue_reminder($1)', [order]);
  const recipients = await rows(
    `select recipient from outgoing_mail where kind = 'invoice-reminder' and organization_id = $1`,
    [organization.id],
  );
  expect(recipients.filter(({ recipient }) => recipient.endsWith('.invalid') || recipient === admin.email)).toEqual([]);
});

test('nobody keeps an account from being deleted by signing up with the address it would get', async () => {
  const { member } = await createOrganization(database.sql);
  for (const email of [`deleted-${member.id}@lotline.invalid`, `${member.id}@deleted.invalid`])
    await rows('update users set email = $2 where id = $1', [(await createUser(database.sql)).id, email]);
  expect(await deleteAccount(member)).toBe('DELETED');
});

test('everybody who gives roles of the platform hears that somebody with one has left', async () => {
  const [leaving, other] = [
    await createPlatformAdmin(database.sql),
    await createPlatformAdmin(database.sql, null, ['SUPERADMIN']),
  ];
  expect(await deleteAccount(leaving)).toBe('DELETED');
  expect(await rows('select role from platform_roles where user_id = $1', [leaving.id])).toEqual([]);
  const told = await rows(
    `select content ->> 'role' as role, content -> 'isGiven' as given from outgoing_mail
     where kind = 'platform-role' and recipient = $1 order by 1`,
    [other.email],
  );
  expect(told).toEqual(
    ['AUDITOR', 'BILLING', 'CATALOG', 'SUPERADMIN', 'SUPPORT'].map((role) => ({ role, given: false })),
  );
});

test('what was used and not billed yet is settled before its only OWNER leaves', async () => {
  const organization = await createOrganization(database.sql);
  await createUsage(database.sql, organization);
  await rows(`update marketplace_orders set payment_status = 'COMPLETED', paid_at = now() where organization_id = $1`, [
    organization.id,
  ]);
  await rows('update usage_periods set units_used = 300 where organization_id = $1', [organization.id]);
  expect(await deleteAccount(organization.owner, [organization.id])).toBe('UNPAID');
  await rows('update usage_periods set units_used = 200 where organization_id = $1', [organization.id]);
  expect(await deleteAccount(organization.owner, [organization.id])).toBe('DELETED');
});

test('“This was not me” erases the person, and lets what they made close at once', async () => {
  const organization = await createOrganization(database.sql);
  const { owner } = organization;
  await rows('delete from memberships where organization_id = $1 and user_id <> $2', [organization.id, owner.id]);
  await rows('update users set email_confirmed_at = null where id = $1', [owner.id]);
  await rows('select app.delete_unconfirmed_account($1)', [owner.id]);
  const state = await rows(
    `select person.closed_at is not null as closed, organization.closing_at <= now() as closing, organization.name
     from users person, organizations organization where person.id = $1 and organization.id = $2`,
    [owner.id, organization.id],
  );
  expect(state).toEqual([{ closed: true, closing: true, name: 'Closed organization' }]);
  expect(await rows('select 1 from audit_people where person_id = $1', [owner.id])).toEqual([]);
  await rows('select app.remove_closed_rows(1000) from generate_series(1, 3)');
  expect(
    await rows('select closed_at is not null as gone from organizations where id = $1', [organization.id]),
  ).toEqual([{ gone: true }]);
});
