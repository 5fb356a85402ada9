import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { SubscriptionTier, TestOrganization } from '../factories/organizations.ts';
import { only } from '../factories/rows.ts';
import type { TestEmail } from '../factories/sent-emails.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';
import { abTest, createEmail, createSenders } from './results-setup.ts';

// The results of an email over HTTP; SQL over the ledger says what they have to show.

let database: TestDatabase;
let worker: TestWorker;
let organization: TestOrganization;
let email: TestEmail;
let page: string;
let visitors: Record<'owner' | 'member' | 'viewer' | 'stranger', Visitor>;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
});

beforeEach(() => start('ELITE'));

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

async function start(tier: SubscriptionTier, values: Record<string, unknown> = {}) {
  organization = await createSenders(database.sql, tier);
  email = await createEmail(database.sql, organization, values);
  page = `/campaigns/emails/${email.id}/results`;
  const strangers = await createSenders(database.sql);
  const visit = (person: { id: string }, organizationId = organization.id) =>
    createSignedInVisitor(worker.url, { sql: database.sql, personId: person.id, organizationId });
  const { owner, member, viewer } = organization;
  visitors = {
    owner: await visit(owner),
    member: await visit(member),
    viewer: await visit(viewer),
    stranger: await visit(strangers.owner, strangers.id),
  };
}

const act = (intent: string, values: Record<string, string> = {}) => ({
  forOrganization: organization.id,
  intent,
  ...values,
});
/** A figure of the page, by its label. */
const figure = (html: string, label: string) =>
  new RegExp(`<dt[^>]*>${label}</dt><dd[^>]*>([^<]*)</dd>`).exec(html)?.[1];

test('totals and rates are those of the ledger', async () => {
  const at = new Date();
  await email.addDelivery('DELIVERED', { opened_at: at, clicked_at: at });
  await email.addDelivery('DELIVERED', { opened_at: at, unsubscribed_at: at });
  await email.addDelivery('SENT', { machine_opened_at: at });
  await email.addDelivery('BOUNCED', { reason: '550 5.1.1 No such user' });
  await email.addDelivery('FAILED', { reason: '554 No' });
  await email.addDelivery('SKIPPED', { reason: 'NO_CONSENT' });
  await email.addDelivery('UNKNOWN');
  for (const visitor of [visitors.owner, visitors.viewer]) {
    const { status, text } = await visitor.get(page);
    expect(status).toBe(200);
    const expected = {
      Recipients: '7',
      Accepted: '4',
      Delivered: '3',
      'Came back': '1',
      Refused: '1',
      'Left out': '1',
      'Unknown outcome': '1',
      'Opened, at least': '2',
      Clicked: '1',
      'Came back, of accepted': '25.00%',
      'Complained, of accepted': '0.00%',
      'Opened, of delivered': '66.67%',
      'Clicked, of delivered': '33.33%',
      'Clicked, of opened': '50.00%',
      'Unsubscribed, of delivered': '33.33%',
    };
    expect(Object.fromEntries(Object.keys(expected).map((label) => [label, figure(text, label)]))).toEqual(expected);
    expect(text).toContain('Opened by at least 2 (clicked, or loaded by a person’s program), at most 3.');
    expect(text).toContain('Of 1 message the mail server never said whether it was taken.');
    expect(text).toContain('550 5.1.1 No such user');
  }
});

test('an email that nobody got shows dashes for rates, and what to do next', async () => {
  const { text } = await visitors.member.get(page);
  expect(figure(text, 'Opened, of delivered')).toBe('–');
  expect(text).toContain('recipients appear here once the email begins');
});

test('recipients are listed by outcome, page by page, and each once', async () => {
  for (let index = 0; index < 60; index += 1) await email.addDelivery(index < 5 ? 'UNKNOWN' : 'SENT');
  const { rows } = await database.sql.query<{ email: string; status: string }>(
    'select email, status::text from email_deliveries where email_campaign_id = $1',
    [email.id],
  );
  const seen: string[] = [];
  let address: string | undefined = page;
  let pages = 0;
  while (address !== undefined) {
    const { text } = await visitors.viewer.get(address);
    seen.push(...rows.map((row) => row.email).filter((one) => text.includes(`>${one}<`)));
    address = /<a href="([^"]*)" rel="next"|<a[^>]*rel="next"[^>]*href="([^"]*)"/
      .exec(text)
      ?.slice(1)
      .find(Boolean)
      ?.replaceAll('&amp;', '&')
      .split('#')[0];
    pages += 1;
  }
  expect(pages).toBe(2);
  expect(seen.toSorted()).toEqual(rows.map((row) => row.email).toSorted());
  const { text } = await visitors.viewer.get(`${page}?outcome=UNKNOWN`);
  const unknown = rows.filter(({ status }) => status === 'UNKNOWN').map((row) => row.email);
  expect(
    rows
      .map((row) => row.email)
      .filter((one) => text.includes(`>${one}<`))
      .toSorted(),
  ).toEqual(unknown.toSorted());
});

test('links are counted by people, once a minute each, without programs', async () => {
  const [one, two] = [await email.addDelivery('SENT'), await email.addDelivery('SENT')];
  const click = (delivery: { id: string }, link: number, isMachine = false) =>
    database.sql.query(
      `insert into email_events (organization_id, delivery_id, kind, link_number, is_machine, verdict, occurred_at)
       values ($1, $2, 'CLICK', $3, $4, $5, date_trunc('minute', now()))`,
      [organization.id, delivery.id, link, isMachine, isMachine ? 'SCANNER' : null],
    );
  await click(one, 1);
  await click(one, 1);
  await click(two, 1);
  await click(two, 2, true);
  await database.sql.query(
    'update email_deliveries set clicked_at = now(), opened_at = now() where email_campaign_id = $1',
    [email.id],
  );
  const { text } = await visitors.member.get(page);
  const cells = (label: string) =>
    [...(text.split(`>${label}<`)[1]?.split('</tr>')[0] ?? '').matchAll(/<td[^>]*>([^<]*)<\/td>/g)].map(
      ([, cell]) => cell,
    );
  expect(cells('See the houses')).toEqual(['2', '100.00%', '3']);
  expect(cells('See the map')).toEqual(['0', '0.00%', '0']);
});

test('hours, and links of each recipient, begin with GROWTH', async () => {
  await start('STARTER');
  await email.addDelivery('SENT', { opened_at: new Date(), clicked_at: new Date() });
  const { text } = await visitors.owner.get(page);
  expect(text).not.toContain('By hour');
  expect(text).toContain('See the houses');
  await database.sql.query(`update organizations set subscription_tier = 'GROWTH' where id = $1`, [organization.id]);
  const growth = (await visitors.owner.get(page)).text;
  expect(growth).toContain('1 first opening and 1 first click in the first 48 hours');
});

test('“Why?” answers for anybody, in any spelling, and says what is no address', async () => {
  const delivery = await email.addDelivery('BOUNCED', { reason: '550 5.1.1 No such user' });
  const ask = async (address: string) =>
    (await visitors.viewer.get(`${page}?email=${encodeURIComponent(address)}`)).text;
  expect(await ask(` ${delivery.email.toUpperCase()} `)).toContain('Their mail server said: “550 5.1.1 No such user”');
  expect(await ask('nobody@people.test')).toContain('no contact has this address');
  const wrong = await ask('nobody');
  expect(wrong).toContain('Enter an email address like name@example.com.');
  expect(wrong).toContain('value="nobody"');
});

test('the check of the ledger finds nothing, and names what is wrong', async () => {
  await email.addDelivery('SENT');
  expect((await visitors.viewer.get(`${page}?check=ledger`)).text).toContain('The ledger is right');
  await database.sql.query('update email_campaigns set total_sent = 9 where id = $1', [email.id]);
  const { text } = await visitors.viewer.get(`${page}?check=ledger`);
  expect(text).toContain('total_sent is 9, the rows say 1');
});

test('its creator pauses, resumes and cancels it; who comes too late is told how it stands', async () => {
  await start('ELITE', { status: 'SENDING', sent_at: null });
  await email.addDelivery('SENT');
  await email.addDelivery('QUEUED');
  const stateOf = async () =>
    only(
      await database.sql.query<{ status: string }>('select status::text from email_campaigns where id = $1', [
        email.id,
      ]),
    ).status;
  expect((await visitors.member.post(page, act('pause'))).location).toBe(page);
  expect(await stateOf()).toBe('PAUSED');
  expect((await visitors.viewer.post(page, act('resume'))).status).toBe(403);
  expect((await visitors.stranger.post(page, { intent: 'resume' })).status).toBe(404);
  expect((await visitors.owner.post(page, act('resume'))).location).toBe(page);
  expect(await stateOf()).toBe('SENDING');
  expect((await visitors.member.post(page, act('cancel'))).location).toBe(page);
  expect(await stateOf()).toBe('SENT');
  const late = await visitors.member.post(page, act('pause'));
  expect([late.status, late.text.includes('the email has gone out')]).toEqual([409, true]);
  expect((await visitors.member.post(page, act('delete'))).status).toBe(400);
});

test('an A/B test shows both subjects, and its creator chooses one', async () => {
  await start('ELITE', abTest);
  await email.addDelivery('SENT', { variant: 'A', clicked_at: new Date() });
  await email.addDelivery('SENT', { variant: 'B' });
  await email.addDelivery('QUEUED');
  const { text } = await visitors.member.get(page);
  expect(text).toContain('A: Houses');
  expect(text).toContain('B: Other');
  expect(text).toContain('So far there is no clear difference. 1 recipient will get the better subject');
  expect((await visitors.viewer.get(page)).text).not.toContain('Choose B');
  expect((await visitors.member.post(page, act('choose-winner', { winner: 'B' }))).location).toBe(page);
  expect((await visitors.member.get(page)).text).toContain('Somebody chose it before the test was over.');
  expect((await visitors.member.post(page, act('choose-winner', { winner: 'A' }))).status).toBe(409);
});

test('managers take the recipients away as CSV, which is noted without an address; nobody else does', async () => {
  const sent = await email.addDelivery('SENT', { reason: '=1+1', machine_opened_at: new Date() });
  await email.addDelivery('UNKNOWN');
  const form = { forOrganization: organization.id };
  expect((await visitors.member.post(`${page}.csv`, form)).status).toBe(404);
  expect((await visitors.viewer.post(`${page}.csv`, form)).status).toBe(404);
  expect((await visitors.stranger.post(`${page}.csv`, {})).status).toBe(404);
  expect((await visitors.member.get(page)).text).not.toContain('Download CSV');
  const all = await visitors.owner.post(`${page}.csv`, form);
  expect(all.headers.get('content-type')).toContain('text/csv');
  expect(all.text.trim().split('\r\n')).toHaveLength(3);
  const row = all.text.split('\r\n').find((line) => line.includes(sent.email)) ?? '';
  // A formula is none any more, and what a program did is not there.
  expect(row).toContain(`"'=1+1"`);
  expect(row.split(',').slice(-3)).toEqual(['', '', '']);
  const unknown = await visitors.owner.post(`${page}.csv`, { ...form, outcome: 'UNKNOWN' });
  expect(unknown.text.trim().split('\r\n')).toHaveLength(2);
  expect((await visitors.owner.post(`${page}.csv`, { ...form, outcome: 'EVERYBODY' })).status).toBe(400);
  const { rows } = await database.sql.query<{ after: unknown }>(
    `select after from audit_log where subject_type = 'campaign_email' and subject_id = $1 and action = 'export' order by chain_position`,
    [email.id],
  );
  expect(rows.map(({ after }) => after)).toEqual([
    { outcome: 'ALL', recipients: 2 },
    { outcome: 'UNKNOWN', recipients: 2 },
  ]);
});

test('an email of another organization is not there', async () => {
  await email.addDelivery('SENT');
  expect((await visitors.stranger.get(page)).status).toBe(404);
});
