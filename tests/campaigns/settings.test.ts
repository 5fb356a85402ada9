import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import { createOrganization, type TestOrganization } from '../factories/organizations.ts';
import { readPageForm } from '../factories/page-forms.ts';
import { unlockModules } from '../factories/purchases.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

let database: TestDatabase;
let worker: TestWorker;
let organization: TestOrganization;
let visitors: Record<'admin' | 'member' | 'viewer', Visitor>;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
});

beforeEach(async () => {
  organization = await createOrganization(database.sql);
  await unlockModules(database.sql, organization);
  const visit = ({ id }: { id: string }) =>
    createSignedInVisitor(worker.url, { sql: database.sql, personId: id, organizationId: organization.id });
  visitors = {
    admin: await visit(organization.admin),
    member: await visit(organization.member),
    viewer: await visit(organization.viewer),
  };
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const address = '/campaigns/settings';
const typed = (values: Record<string, string> = {}) => ({
  forOrganization: organization.id,
  intent: 'save',
  version: '0',
  postalAddress: '1 Lake Street\r\nChicago, IL 60601',
  fromName: 'Harbor Realty',
  replyTo: 'office@harbor.test',
  timeZone: 'America/Chicago',
  weekStart: '1',
  ...values,
});
const findSettings = async () =>
  (
    await database.sql.query(
      `select postal_address, from_name, reply_to, time_zone, week_start, tracks_emails from campaign_settings where organization_id = $1`,
      [organization.id],
    )
  ).rows[0];

test('an ADMIN saves the settings, others read them, and there are some before anybody did', async () => {
  const { text } = await visitors.admin.get(address);
  expect(readPageForm(text, 'postalAddress')).toMatchObject({
    version: '0',
    postalAddress: '',
    timeZone: 'America/New_York',
    weekStart: '0',
    tracksEmails: 'on',
  });
  expect(text).toContain('No postal address yet');
  expect((await visitors.admin.post(address, typed())).location).toBe(address);
  expect(await findSettings()).toEqual({
    postal_address: '1 Lake Street\nChicago, IL 60601',
    from_name: 'Harbor Realty',
    reply_to: 'office@harbor.test',
    time_zone: 'America/Chicago',
    week_start: 1,
    tracks_emails: false,
  });
  for (const visitor of [visitors.member, visitors.viewer]) {
    const page = await visitor.get(address);
    expect(page.text).toContain('office@harbor.test');
    expect(page.text).not.toContain('name="postalAddress"');
    expect((await visitor.post(address, typed({ fromName: 'Other' }))).status).toBe(404);
  }
  expect(await findSettings()).toMatchObject({ from_name: 'Harbor Realty' });
});

test('a form that was filled from older settings is told so; sent twice, it is saved', async () => {
  await visitors.admin.post(address, typed());
  expect((await visitors.admin.post(address, typed())).location).toBe(address);
  const late = await visitors.admin.post(address, typed({ fromName: 'Late' }));
  expect([late.status, late.text.includes('value="Late"')]).toEqual([409, true]);
  const again = { ...readPageForm(late.text, 'postalAddress'), intent: 'save' };
  expect((await visitors.admin.post(address, again)).location).toBe(address);
  expect(await findSettings()).toMatchObject({ from_name: 'Late' });
});

test('settings that only the engine made do not stand in the way of the first form', async () => {
  await database.sql.query('select app.ensure_campaign_settings($1)', [organization.id]);
  const key = only(
    await database.sql.query('select recipient_key from campaign_settings where organization_id = $1', [
      organization.id,
    ]),
  );
  expect((await visitors.admin.post(address, typed())).location).toBe(address);
  expect(
    only(
      await database.sql.query('select recipient_key from campaign_settings where organization_id = $1', [
        organization.id,
      ]),
    ),
  ).toEqual(key);
});

test.each([
  [{ timeZone: 'Mars/Olympus' }, 422, 'timeZone'],
  [{ timeZone: 'EST5' }, 422, 'timeZone'],
  [{ replyTo: 'nobody' }, 400, 'replyTo'],
  [{ weekStart: '6' }, 400, 'weekStart'],
])('%j is refused beside its field, and the rest stays', async (wrong, status, field) => {
  const answer = await visitors.admin.post(address, typed(wrong));
  expect(answer.status).toBe(status);
  expect(answer.text).toContain(`href="#${field}"`);
  expect(answer.text).toContain('value="Harbor Realty"');
  expect(await findSettings()).toBeUndefined();
});

test('the trail says which settings were changed, and no address', async () => {
  await visitors.admin.post(address, typed());
  const { rows } = await database.sql.query(
    `select before, after from audit_log where organization_id = $1 and subject_type = 'campaign_settings'`,
    [organization.id],
  );
  expect(rows).toEqual([
    {
      before: null,
      after: { fields: ['from_name', 'postal_address', 'reply_to', 'time_zone', 'tracks_emails', 'week_start'] },
    },
  ]);
});

test('nobody of the app reads the key of recipients or the key of a domain', async () => {
  for (const [table, column] of [
    ['campaign_settings', 'recipient_key'],
    ['sending_domains', 'sealed_private_key'],
  ]) {
    const read = asViewer(database.asApp, organization.owner.tokenHash, (client) =>
      client.query(`select ${column} from ${table}`),
    );
    await expect(read).rejects.toMatchObject({ code: '42501' });
  }
});
