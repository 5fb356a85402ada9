import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import {
  createEmail,
  createRecipients,
  createSender,
  findEmail,
  scheduleEmail,
  startDue,
  startEmail,
} from '../factories/campaign-emails.ts';
import { createTool } from '../factories/catalog.ts';
import { findBrokenInvariants } from '../factories/invariants.ts';
import { createModuleRow } from '../factories/module-rows.ts';
import { buy } from '../factories/orders.ts';
import { createOrganization, createUser, type TestOrganization, unknownTokenHash } from '../factories/organizations.ts';
import { callAs } from '../factories/owned-tools.ts';
import { only } from '../factories/rows.ts';
import { askForStride } from '../factories/strides.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

// An organization whose 30 days are over: nothing acts for it any more, and its rows go whatever refers to what.

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database?.drop();
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;
const asTasks = async (statement: string, values: unknown[] = []) =>
  (await asViewer(database.asTasks, null, (client) => client.query(statement, values))).rows;

const endPeriod = ({ id }: TestOrganization) =>
  rows(`update organizations set closing_at = now() - interval '1 minute' where id = $1`, [id]);
const countMails = async ({ id }: TestOrganization) =>
  (await rows('select 1 from outgoing_mail where organization_id = $1', [id])).length;

/** Runs the task of the schedule to its end, so many rows at a time. */
async function removeClosed(most: number) {
  for (let step = 0; step < 5_000; step++) {
    const { outcome } = only(await database.sql.query(`select outcome from app.remove_closed_rows($1)`, [most]));
    if (outcome === 'DONE') return;
  }
  throw new Error('The task came to no end.');
}

test('an email that is planned is not sent, and nobody is told so', async () => {
  const organization = await createSender(database.sql);
  const list = await createRecipients(database.sql, organization, 2);
  const emailId = await createEmail(database.sql, organization, [list]);
  expect(await scheduleEmail(database.asApp, database.sql, organization, emailId)).toBe('SCHEDULED');
  const mails = await countMails(organization);
  await endPeriod(organization);
  await startDue(database.asTasks);
  expect((await findEmail(database.sql, emailId)).status).toBe('SCHEDULED');
  expect(await countMails(organization)).toBe(mails);
});

test('an email that is under way stops, in a lane that has begun as well', async () => {
  const organization = await createSender(database.sql);
  const emailId = await startEmail(database, organization, 3);
  const lanes = async () =>
    (await asTasks('select email_id as id from app.list_lanes(100)')).filter(({ id }) => id === emailId);
  expect(await lanes()).not.toEqual([]);
  await endPeriod(organization);
  expect(await lanes()).toEqual([]);
  expect(await asTasks('select from app.find_lane($1)', [emailId])).toEqual([]);
  expect(await askForStride(database.asTasks, database.sql, emailId)).toEqual({ outcome: 'STOPPED' });
  await rows('update email_campaigns set queued_all_at = null where id = $1', [emailId]);
  const toQueue = await asTasks('select email_id as id from app.list_emails_to_queue(100)');
  expect(toQueue.filter(({ id }) => id === emailId)).toEqual([]);
});

test('no module of it is open: what asks that stops as well, while the 30 days run nothing does', async () => {
  const organization = await createSender(database.sql);
  const open = () =>
    rows(
      `select bool_or(app.is_module_open($1, slug)) as open from unnest('{campaigns,reid-dashboard,expense-tax}'::text[]) as slug`,
      [organization.id],
    );
  await rows(`update organizations set closing_at = now() + interval '1 day' where id = $1`, [organization.id]);
  expect(await open()).toEqual([{ open: true }]);
  await endPeriod(organization);
  expect(await open()).toEqual([{ open: false }]);
});

test('the end of what it bought is told to nobody', async () => {
  const organization = await createSender(database.sql);
  const mails = await countMails(organization);
  await rows(
    `update tool_purchases set period_end = now() + interval '2 days', renews = false where organization_id = $1`,
    [organization.id],
  );
  await endPeriod(organization);
  await rows('select app.warn_of_period_ends(now(), 100)');
  await rows(`select app.expire_purchases(now() + interval '3 days')`);
  expect(
    await rows(`select 1 from tool_purchases where organization_id = $1 and status = 'ACTIVE'`, [organization.id]),
  ).toEqual([]);
  expect(await countMails(organization)).toBe(mails);
});

test('an invitation to it opens nothing', async () => {
  const organization = await createOrganization(database.sql);
  const person = await createUser(database.sql);
  const tokenHash = unknownTokenHash();
  await rows(
    `insert into invitations (organization_id, email, role, token_hash, invited_by, expires_at)
     values ($1, $2, 'MEMBER', $3, $4, now() + interval '7 days')`,
    [organization.id, person.email, tokenHash, organization.owner.id],
  );
  const find = () => rows('select 1 from app.find_invitation($1)', [tokenHash]);
  expect(await find()).toHaveLength(1);
  await endPeriod(organization);
  expect(await find()).toEqual([]);
  const accepted = await asViewer(database.asApp, null, (client) =>
    client.query(`select app.accept_invitation($1, 'Name', 'salt', 'key', $2, null) ->> 'outcome' as outcome`, [
      tokenHash,
      unknownTokenHash(),
    ]),
  );
  expect(accepted.rows).toEqual([{ outcome: 'CLOSED' }]);
});

test('the link of a tax report of it leads nowhere', async () => {
  const organization = await createOrganization(database.sql);
  const tokenHash = unknownTokenHash();
  await createModuleRow(database.sql, 'tax_reports', organization, {
    status: 'COMPLETED',
    link_token_hash: tokenHash,
    link_expires_at: new Date(Date.now() + 86_400_000),
    generated_at: new Date(),
  });
  const find = () => rows('select 1 from app.find_shared_report($1)', [tokenHash]);
  expect(await find()).toHaveLength(1);
  await endPeriod(organization);
  expect(await find()).toEqual([]);
});

test('rows go also where others of the same table need them, few at a time', async () => {
  const organization = await createOrganization(database.sql);
  const template = await createModuleRow(database.sql, 'reid_reports', organization);
  for (const month of ['2024-01', '2024-02', '2024-03'])
    await createModuleRow(database.sql, 'reid_reports', organization, { template_id: template.id, period_key: month });
  await endPeriod(organization);
  await removeClosed(3);
  expect(await rows('select 1 from reid_reports where organization_id = $1', [organization.id])).toEqual([]);
  expect(
    await rows('select closed_at is not null as closed from organizations where id = $1', [organization.id]),
  ).toEqual([{ closed: true }]);
});

test('nobody keeps it from being removed by taking the address it would get', async () => {
  const organization = await createOrganization(database.sql);
  await rows(`insert into organizations (name, slug) values ('Taken', $1)`, [`closed-${organization.id}`]);
  await endPeriod(organization);
  await removeClosed(1_000);
  expect(
    await rows('select closed_at is not null as closed from organizations where id = $1', [organization.id]),
  ).toEqual([{ closed: true }]);
});

test('one whose rows cannot be removed does not hold up the others', async () => {
  const [stuck, other] = [await createOrganization(database.sql), await createOrganization(database.sql)];
  const list = await createModuleRow(database.sql, 'contact_lists', stuck);
  const blocker = `blocker_${randomUUID().replaceAll('-', '')}`;
  await rows(`create table ${blocker} (list_id uuid references contact_lists (id))`);
  await rows(`insert into ${blocker} values ($1)`, [list.id]);
  await rows(`update organizations set closing_at = now() - interval '2 days' where id = $1`, [stuck.id]);
  await endPeriod(other);
  const closed = ({ id }: TestOrganization) =>
    rows('select closed_at is not null as closed from organizations where id = $1', [id]);
  try {
    await removeClosed(1_000);
    expect(await closed(stuck)).toEqual([{ closed: false }]);
    expect(await closed(other)).toEqual([{ closed: true }]);
  } finally {
    await rows(`drop table ${blocker}`);
  }
  await removeClosed(1_000);
  expect(await closed(stuck)).toEqual([{ closed: true }]);
});

test('its tools count an owner less, and what was billed for use goes on holding', async () => {
  const organization = await createOrganization(database.sql);
  const { id, owner } = organization;
  const [left, billed] = [
    await createTool(database.sql),
    await createTool(database.sql, { priceModel: 'USAGE_BASED', usage: { unit: 'report', included: 10, price: 37 } }),
  ];
  await buy(database, organization, { tools: [left, billed] });
  expect(await callAs(database.asApp, owner, 'record_use', billed.id, 'key', 12)).toBe('RECORDED');
  const purchase = only(
    await database.sql.query('select id from tool_purchases where organization_id = $1 and tool_id = $2', [
      id,
      billed.id,
    ]),
  );
  expect(await callAs(database.asApp, owner, 'cancel_purchase', 'TOOL', purchase.id)).toBe('CANCELLED');
  await rows(`update marketplace_orders set payment_status = 'COMPLETED', paid_at = now() where organization_id = $1`, [
    id,
  ]);
  const owners = () => rows('select purchase_count as count from marketplace_tools where id = $1', [left.id]);
  expect(await owners()).toEqual([{ count: 1 }]);
  await endPeriod(organization);
  const broken = async () =>
    (await findBrokenInvariants(database.sql)).filter((found) => JSON.stringify(found).includes(id));
  expect(await broken()).toEqual([]);
  // Between two statements as well.
  for (let step = 0; step < 40; step++) {
    await rows('select app.remove_closed_rows(1)');
    expect(await broken()).toEqual([]);
  }
  await removeClosed(1_000);
  expect(await owners()).toEqual([{ count: 0 }]);
  expect(await rows('select closed_at is not null as closed from organizations where id = $1', [id])).toEqual([
    { closed: true },
  ]);
  expect(await broken()).toEqual([]);
});
