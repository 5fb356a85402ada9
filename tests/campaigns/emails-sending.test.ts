import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readCompiled } from '../../app/modules/campaigns/emails/compiled.ts';
import { createModuleRow } from '../factories/module-rows.ts';
import type { SubscriptionTier, TestOrganization } from '../factories/organizations.ts';
import { only, present } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';
import { createAudience, createDraft, createSenders, readEditor, readEmail } from './emails-setup.ts';

// From the editor to the engine: checks, tests to colleagues, and the plan. SQL over the tables says what became of it.

let database: TestDatabase;
let worker: TestWorker;
let organization: TestOrganization;
let member: Visitor;
let id: string;
let page: string;
let fields: Record<string, string>;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
});

async function begin(tier: SubscriptionTier = 'ENTERPRISE') {
  organization = await createSenders(database.sql, tier);
  member = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: organization.member.id,
    organizationId: organization.id,
  });
  const list = await createAudience(database.sql, organization, 3);
  id = await createDraft(database.sql, organization, { recipient_lists: [list] });
  page = `/campaigns/emails/${id}`;
  fields = readEditor((await member.get(page)).text);
}

beforeEach(() => begin());

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const press = (intent: string, changes: Record<string, string | string[]> = {}) =>
  member.post(page, { ...fields, lists: listOf(), intent, ...changes });
const listOf = () => present(fields.lists);
const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

test('“Check” finds nothing in an email that is in order, and writes nothing', async () => {
  const before = await readEmail(database.sql, id);
  const answer = await press('check');
  expect([answer.status, answer.text.includes('The checks found nothing.')]).toEqual([200, true]);
  const wrong = await press('check', { subject: '', 'blocks[2].url': 'https://www.example.com/' });
  for (const message of ['Write a subject.', 'which is an example', 'href="#subject"'])
    expect(wrong.text).toContain(message);
  expect(await readEmail(database.sql, id)).toEqual(before);
});

test('an email is planned by the clock of its zone, with what was checked frozen into it', async () => {
  const on = day(3);
  const answer = await press('schedule', {
    sendDate: on,
    sendTime: '09:00',
    sendZone: 'America/Chicago',
    subject: 'Planned',
  });
  expect(answer.location).toBe(page);
  const row = await readEmail(database.sql, id);
  expect(row).toMatchObject({
    status: 'SCHEDULED',
    subject: 'Planned',
    scheduled_local: `${on} 09:00`,
    scheduled_time_zone: 'America/Chicago',
  });
  const { at, compiled, html, links } = only(
    await database.sql.query(
      `select scheduled_at = $2::timestamp at time zone 'America/Chicago' as at, compiled, body_html as html,
         (select jsonb_agg(url order by number) from email_links where email_campaign_id = $1) as links
       from email_campaigns where id = $1`,
      [id, `${on} 09:00`],
    ),
  );
  expect(at).toBe(true);
  expect(readCompiled(compiled)?.variants.A.subject).toEqual(['Planned']);
  expect(html).toContain('Hello {{first_name|there}}');
  expect(links).toEqual([
    expect.stringMatching(/harbor\.test\/lake\?utm_/),
    expect.stringMatching(/harbor\.test\/new\?utm_/),
  ]);
  const shown = await member.get(page);
  expect(shown.text).toContain('09:00, America/Chicago');
  expect(shown.text).not.toContain('value="save"');
});

test('sent twice, the form plans once', async () => {
  const plan = { sendDate: day(3), sendTime: '09:00', sendZone: 'UTC' };
  const answers = await Promise.all([press('schedule', plan), press('schedule', plan)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([302, 409]);
  expect(await readEmail(database.sql, id)).toMatchObject({ status: 'SCHEDULED' });
});

test('cancelling makes it a draft again, which is changed and planned once more', async () => {
  const plan = { sendDate: day(3), sendTime: '09:00', sendZone: 'UTC' };
  await press('schedule', plan);
  expect((await member.post(page, { forOrganization: organization.id, intent: 'cancel' })).location).toBe(page);
  expect(await readEmail(database.sql, id)).toMatchObject({ status: 'DRAFT' });
  fields = readEditor((await member.get(page)).text);
  expect((await press('schedule', { ...plan, subject: 'Again' })).location).toBe(page);
  expect(await readEmail(database.sql, id)).toMatchObject({ status: 'SCHEDULED', subject: 'Again' });
});

test.each([
  ['no subject', { subject: '' }, 'Write a subject.'],
  ['no list', { lists: [] }, 'Choose a list or a segment.'],
  ['a time that is over', { sendDate: '2026-01-01' }, 'This time is over.'],
  ['a zone that is none', { sendZone: 'Mars/Olympus' }, 'Enter a time zone'],
  [
    'a listing that is gone',
    { 'blocks[0].type': 'listing', 'blocks[0].listingId': '00000000-0000-4000-8000-000000000000' },
    'is gone',
  ],
])('an email with %s is not planned, and keeps what was typed', async (_, changes, message) => {
  const before = await readEmail(database.sql, id);
  const answer = await press('schedule', {
    sendDate: day(3),
    sendTime: '09:00',
    sendZone: 'UTC',
    fromName: 'Kept words',
    ...changes,
  });
  expect([answer.status, answer.text.includes(message)]).toEqual([400, true]);
  expect(readEditor(answer.text).fromName).toBe('Kept words');
  expect(await readEmail(database.sql, id)).toEqual(before);
});

test('the postal address, the plan’s limit and consent stop an email', async () => {
  const plan = { sendDate: day(3), sendTime: '09:00', sendZone: 'UTC' };
  await database.sql.query('update campaign_settings set postal_address = null where organization_id = $1', [
    organization.id,
  ]);
  expect((await press('schedule', plan)).text).toContain('Laws on advertising ask for a postal address');
  await begin('STARTER');
  await createModuleRow(database.sql, 'sending_months', organization, {
    month: `${new Date().toISOString().slice(0, 7)}-01`,
    reserved: 9_998,
  });
  expect((await press('send')).text).toContain('Your plan allows 10,000 emails in a month (UTC). 9,998 are used');
  await begin();
  await database.sql.query(
    `insert into suppressions (organization_id, email, reason) select organization_id, email, 'MANUAL' from contacts where organization_id = $1`,
    [organization.id],
  );
  expect((await press('send')).text).toContain('None of the 3 contacts may be mailed');
  expect(await readEmail(database.sql, id)).toMatchObject({ status: 'DRAFT' });
});

test('“Send now” saves, names the recipients, and sends the version that was confirmed', async () => {
  const asked = await press('send', { subject: 'Now' });
  expect(asked.location).toBe(`${page}/send`);
  const confirmation = await member.get(`${page}/send`);
  expect(confirmation.text).toContain('Send it to 3 contacts now?');
  const form = { forOrganization: organization.id, intent: 'send', version: '2' };
  // A colleague changes it meanwhile.
  await database.sql.query(`update email_campaigns set subject = 'Of a colleague' where id = $1`, [id]);
  const late = await member.post(`${page}/send`, form);
  expect([late.status, late.text.includes('somebody changed the email')]).toEqual([409, true]);
  expect((await member.post(`${page}/send`, { ...form, version: '3' })).location).toBe(page);
  const again = await member.post(`${page}/send`, { ...form, version: '3' });
  expect(again.location).toBe(page);
  const row = await readEmail(database.sql, id);
  expect(['SCHEDULED', 'SENDING', 'SENT']).toContain(row.status);
  expect(row.scheduled_local).toBeNull();
});

test('each person’s own time, and its plan', async () => {
  const plan = { sendDate: day(3), sendTime: '09:00', sendZone: 'UTC', inRecipientZone: 'on' };
  const soon = await press('schedule', { ...plan, sendDate: day(0), sendTime: '23:59' });
  expect(soon.text).toContain('at least 24 hours ahead');
  expect((await press('schedule', plan)).location).toBe(page);
  await begin('GROWTH');
  expect((await member.get(page)).text).toMatch(/Sending at each person’s own time comes with <a [^>]*>the Elite plan/);
  const refused = await press('schedule', plan);
  expect([refused.status, refused.text.includes('your plan does not allow')]).toEqual([409, true]);
});

test('a test goes to colleagues only, says so, counts nothing and stands in no ledger', async () => {
  const { sql } = database;
  const stranger = await createSenders(sql);
  const answer = await press('test', {
    subject: 'For {{first_name|you}}',
    testPeople: [organization.member.id, organization.admin.id, stranger.owner.id],
  });
  expect([answer.status, answer.text.includes('A test is on its way to 2 people.')]).toEqual([200, true]);
  const sent = worker.outbox
    .messages()
    .filter(({ to }) => [organization.member.email, organization.admin.email, stranger.owner.email].includes(to));
  expect(sent.map(({ to }) => to).toSorted()).toEqual([organization.admin.email, organization.member.email].toSorted());
  const mine = present(sent.find(({ to }) => to === organization.member.email));
  expect(mine.subject).toBe(`[Test] For ${organization.member.name.split(' ')[0]}`);
  expect(mine.html).toContain(`href="${worker.url}${page}"`);
  expect(mine.html).toContain('href="https://harbor.test/new?utm_');
  expect(mine.html).not.toMatch(/\/[lo]\//);
  expect((await sql.query('select from email_deliveries where email_campaign_id = $1', [id])).rowCount).toBe(0);
  // What was tried is not saved.
  expect(await readEmail(sql, id)).toMatchObject({ subject: 'Three houses by the lake', version: 1 });
  const nobody = await press('test', { testPeople: stranger.owner.id });
  expect([nobody.status, nobody.text.includes('people of your organization only')]).toEqual([400, true]);
});

test('an organization sends twenty tests an hour', async () => {
  await database.sql.query(`insert into limited_uses (purpose, subject, uses) values ('TEST_SEND', $1, 19)`, [
    organization.id,
  ]);
  const people = { testPeople: [organization.member.id, organization.admin.id] };
  expect((await press('test', people)).text).toContain('A test is on its way to 1 person.');
  const refused = await press('test', people);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '3600']);
  expect(refused.text).toContain('sent 20 tests within an hour');
});

test('a MEMBER tests, plans and deletes their own emails only', async () => {
  const others = await createDraft(database.sql, organization, { created_by: organization.owner.id });
  const address = `/campaigns/emails/${others}`;
  for (const intent of ['test', 'schedule', 'delete'])
    expect(
      (
        await member.post(address, {
          ...fields,
          intent,
          sendDate: day(3),
          sendTime: '09:00',
          sendZone: 'UTC',
          testPeople: organization.member.id,
        })
      ).status,
    ).toBe(404);
  expect((await member.get(`${address}/send`)).status).toBe(404);
  expect(await readEmail(database.sql, others)).toMatchObject({ status: 'DRAFT' });
});
