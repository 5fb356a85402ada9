import { expect, test } from 'vitest';
import { verifyAuditTrail } from '../../db/audit-verify.ts';
import { asViewer } from '../factories/as-viewer.ts';
import { createTool } from '../factories/catalog.ts';
import {
  addMembership,
  createOrganization,
  type TestOrganization,
  type TestPerson,
} from '../factories/organizations.ts';
import { forgetProofs, proveSessions } from '../factories/proofs.ts';
import { createOrder } from '../factories/purchases.ts';
import { only } from '../factories/rows.ts';
import { createTenantRows } from '../factories/tenant-rows.ts';
import { findTenantTables, rowsOfOrganization } from '../isolation/tenant-tables.ts';
import { database, rows, setUpTests, signIn } from './organization-forms-setup.ts';

setUpTests();

/** What tax law keeps, and the row it needs. */
const kept = [
  'organizations',
  'users',
  'marketplace_orders',
  'order_lines',
  'order_line_tools',
  'order_line_credits',
  'credit_notes',
  'credit_note_lines',
  'document_counters',
  'audit_chains',
];

/** What belongs to the account of somebody who was in it. */
const ofPeople = ['sessions', 'password_resets'];

const call = async (person: TestPerson, statement: string, values: unknown[] = []) =>
  only(
    await asViewer(database.asApp, person.tokenHash, (client) =>
      client.query(`select ${statement} as outcome`, values),
    ),
  ).outcome;

async function close({ owner, name }: TestOrganization) {
  await proveSessions(database.sql, owner);
  return call(owner, 'app.close_organization($1)', [name]);
}

/** Lets the 30 days of an organization be over. */
const endPeriod = ({ id }: TestOrganization) =>
  rows(`update organizations set closing_at = now() - interval '1 minute' where id = $1`, [id]);

/** Pays or cancels everything an organization owes. */
const settle = ({ id }: TestOrganization) =>
  rows(
    `update marketplace_orders set payment_status = 'CANCELLED', cancelled_at = coalesce(cancelled_at, now())
     where organization_id = $1 and payment_status in ('PENDING', 'PROCESSING')`,
    [id],
  );

/** Runs the task of the schedule to its end, a few rows at a time. */
async function removeClosed(most = 1_000) {
  for (let step = 0; step < 1_000; step++) {
    const { outcome } = only(await database.sql.query(`select outcome from app.remove_closed_rows($1)`, [most]));
    if (outcome === 'DONE') return;
  }
  throw new Error('The task came to no end.');
}

test('an OWNER closes it in 30 days, everybody is told, and an OWNER keeps it open', async () => {
  const organization = await createOrganization(database.sql);
  const { owner, admin, id } = organization;
  await forgetProofs(database.sql, owner);
  expect(await call(owner, 'app.close_organization($1)', [organization.name])).toBe('PROVE');
  await proveSessions(database.sql, owner, admin);
  expect(await call(admin, 'app.close_organization($1)', [organization.name])).toBe('NOT_ALLOWED');
  expect(await call(owner, `app.close_organization('Another name')`)).toBe('NOT_TYPED');
  expect(await close(organization)).toBe('CLOSING');
  const visitor = await signIn(organization, 'MEMBER');
  expect((await visitor.get('/organization')).text).toContain('This organization closes on');
  const mails = () =>
    rows('select kind, count(*)::integer from outgoing_mail where organization_id = $1 group by kind order by kind', [
      id,
    ]);
  expect(await mails()).toEqual([{ kind: 'organization-closing', count: 4 }]);
  expect(await close(organization)).toBe('CLOSING');
  expect(await call(admin, 'app.keep_organization_open()')).toBe('NOT_ALLOWED');
  expect(await call(owner, 'app.keep_organization_open()')).toBe('REOPENED');
  expect(await mails()).toEqual([
    { kind: 'organization-closing', count: 4 },
    { kind: 'organization-kept-open', count: 4 },
  ]);
  expect(await rows('select closing_at, closed_by from organizations where id = $1', [id])).toEqual([
    { closing_at: null, closed_by: null },
  ]);
  expect((await visitor.get('/organization')).text).not.toContain('closes on');
});

test('the mail of an invitation that waits is not sent into an organization that closes', async () => {
  const organization = await createOrganization(database.sql);
  const { owner, id } = organization;
  const invite = async (email: string) => {
    expect(await call(owner, `app.invite($1, 'MEMBER')`, [email])).toBe('INVITED');
    await rows(`update outgoing_mail set send_after = now() + interval '1 hour' where recipient = $1`, [email]);
  };
  const invitationMails = () =>
    rows(`select recipient from outgoing_mail where organization_id = $1 and kind = 'invitation'`, [id]);
  await invite(`before-${id}@people.test`);
  expect(await close(organization)).toBe('CLOSING');
  expect(await invitationMails()).toEqual([]);

  // Invited all the same, it is mailed while its link opens something.
  await invite(`after-${id}@people.test`);
  expect(await invitationMails()).toHaveLength(1);
  const handOver = async () => {
    const { mail } = only(
      await database.sql.query<{ mail: string }>(
        `update outgoing_mail set claimed_at = now(), attempts = 1, send_after = now() + interval '10 minutes'
         where organization_id = $1 and kind = 'invitation' returning id as mail`,
        [id],
      ),
    );
    return only(await database.sql.query('select app.hand_over_mail($1, 1) as taken', [mail])).taken;
  };
  expect(await handOver()).toBe(true);
  await endPeriod(organization);
  expect(await handOver()).toBe(false);
});

test('what is owed comes first', async () => {
  const organization = await createOrganization(database.sql);
  await createOrder(database.sql, organization, (await createTool(database.sql)).id);
  expect(await close(organization)).toBe('UNPAID');
  const visitor = await signIn(organization, 'OWNER');
  expect((await visitor.get('/organization/data')).text).toContain('Something is not paid yet.');
  await settle(organization);
  expect(await close(organization)).toBe('CLOSING');
});

test('nothing renews while it closes', async () => {
  const organization = await createOrganization(database.sql);
  const tool = await createTool(database.sql, { priceModel: 'MONTHLY' });
  await rows(
    `insert into tool_purchases (organization_id, tool_id, purchased_by, price_at_purchase, price_model, status, renews, period_end)
     values ($1, $2, $3, 10000, 'MONTHLY', 'ACTIVE', true, now() + interval '5 days')`,
    [organization.id, tool.id, organization.owner.id],
  );
  const goesOn = () =>
    rows('select app.goes_on(purchase) as goes from tool_purchases purchase where organization_id = $1', [
      organization.id,
    ]);
  expect(await goesOn()).toEqual([{ goes: true }]);
  const visitor = await signIn(organization, 'VIEWER');
  const saysSo = async () => (await visitor.get('/my-tools')).text.includes('renews');
  expect(await saysSo()).toBe(true);
  await close(organization);
  expect(await goesOn()).toEqual([{ goes: false }]);
  expect(await saysSo()).toBe(false);
  await call(organization.owner, 'app.keep_organization_open()');
  expect(await goesOn()).toEqual([{ goes: true }]);
});

test('once the 30 days are over nobody works in it, and their other organization is there', async () => {
  const organization = await createOrganization(database.sql);
  const other = await createOrganization(database.sql);
  await addMembership(database.sql, other.id, organization.member.id, 'MEMBER');
  await close(organization);
  await endPeriod(organization);
  const answer = only(
    await database.asApp.query('select app.begin_request($1, true) as viewer', [organization.member.tokenHash]),
  ).viewer;
  expect(answer.organization).toBeNull();
  expect(answer.organizations).toMatchObject([{ id: other.id }]);
  expect(await call(organization.member, 'app.switch_organization($1)', [organization.id])).toBe(false);
  expect(await call(organization.member, 'app.switch_organization($1)', [other.id])).toBe(true);
});

test('its data goes, every table of it, but for what tax law keeps, and nobody else’s', async () => {
  const organization = await createOrganization(database.sql);
  const other = await createOrganization(database.sql);
  const tables = await findTenantTables(database.sql);
  await createTenantRows(database.sql, organization, tables);
  await createTenantRows(database.sql, other, tables);
  await settle(organization);
  const count = async ({ id, ...rest }: TestOrganization) =>
    Object.fromEntries(
      await Promise.all(
        tables.map(
          async (table): Promise<[string, number]> => [
            table,
            only(
              await database.sql.query<{ count: number }>(
                `select count(*)::integer from ${table} where ${rowsOfOrganization(table, { id, ...rest })}`,
              ),
            ).count,
          ],
        ),
      ),
    );
  await rows(`update organizations set closing_at = now() + interval '1 day' where id = $1`, [organization.id]);
  const [before, foreign] = [await count(organization), await count(other)];
  const keptBefore = Object.fromEntries(kept.map((table) => [table, before[table]]));
  await removeClosed();
  expect(await count(organization)).toEqual(before);

  const heads = (await verifyAuditTrail(database.sql)).heads;
  await endPeriod(organization);
  // Fewer rows at a time than there are of one table.
  await removeClosed(3);
  const after = await count(organization);
  expect(
    Object.fromEntries(
      Object.entries(after).filter(([table, left]) => left > 0 && !kept.includes(table) && !ofPeople.includes(table)),
    ),
  ).toEqual({});
  for (const table of kept.filter((name) => name !== 'users'))
    expect([table, after[table]]).toEqual([table, keptBefore[table]]);
  expect(await count(other)).toEqual(foreign);
  expect(
    await rows('select name, closed_at is not null as closed from organizations where id = $1', [organization.id]),
  ).toEqual([{ name: 'Closed organization', closed: true }]);
  expect((await verifyAuditTrail(database.sql, heads)).faults).toEqual([]);
  expect(await rows('select 1 from audit_values where chain = $1', [organization.id])).toEqual([]);
  expect(
    await rows(`select after ->> 'last_hash' as hash from audit_log where action = 'erase' and subject_id = $1`, [
      organization.id,
    ]),
  ).toEqual([{ hash: expect.stringMatching(/^[0-9a-f]{64}$/) }]);

  // Seven years later the rest goes, too.
  await rows(`update organizations set closed_at = now() - interval '7 years 1 day' where id = $1`, [organization.id]);
  await removeClosed();
  const end = await count(organization);
  for (const table of kept.slice(2, 9)) expect([table, end[table]]).toEqual([table, 0]);
  expect(await count(other)).toEqual(foreign);
});

test('an organization that owes something is not removed before it is paid', async () => {
  const organization = await createOrganization(database.sql);
  await close(organization);
  await createOrder(database.sql, organization, (await createTool(database.sql)).id);
  await endPeriod(organization);
  await removeClosed();
  expect(await rows('select 1 from memberships where organization_id = $1', [organization.id])).toHaveLength(4);
  await settle(organization);
  await removeClosed();
  expect(await rows('select 1 from memberships where organization_id = $1', [organization.id])).toEqual([]);
});

test('the page closes and keeps open, and is a 404 for everybody but its OWNER', async () => {
  const organization = await createOrganization(database.sql);
  const visitor = await signIn(organization, 'OWNER');
  const fields = { intent: 'close', typed: organization.name, forOrganization: organization.id };
  await forgetProofs(database.sql, organization.owner);
  expect((await visitor.post('/organization/data', fields)).location).toMatch(/^\/confirm-identity\?redirectTo=/);
  await proveSessions(database.sql, organization.owner);
  const untyped = await visitor.post('/organization/data', { ...fields, typed: 'Something else' });
  expect(untyped.status).toBe(400);
  expect(untyped.text).toContain('value="Something else"');
  expect((await visitor.post('/organization/data', fields)).status).toBe(302);
  expect((await visitor.get('/organization/data')).text).toContain('Keep it open');
  expect((await visitor.post('/organization/data', { intent: 'keep-open' })).status).toBe(302);
  expect((await visitor.get('/organization/data')).text).toContain('Close in 30 days');
  for (const role of ['ADMIN', 'MEMBER', 'VIEWER'] as const) {
    const colleague = await signIn(organization, role);
    expect((await colleague.get('/organization/data')).status).toBe(404);
    expect((await colleague.post('/organization/data', fields)).status).toBe(404);
  }
});
