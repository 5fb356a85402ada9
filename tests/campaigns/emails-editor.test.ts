import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import { createModuleRow } from '../factories/module-rows.ts';
import type { TestOrganization } from '../factories/organizations.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';
import { createAudience, createDraft, createSenders, readEditor, readEmail } from './emails-setup.ts';

// The editor of emails over HTTP; SQL over the tables says what became of it.

let database: TestDatabase;
let worker: TestWorker;
let organization: TestOrganization;
let visitors: Record<'owner' | 'member' | 'viewer' | 'stranger', Visitor>;
let id: string;
let page: string;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
});

beforeEach(async () => {
  const { sql } = database;
  organization = await createSenders(sql);
  const strangers = await createSenders(sql);
  const visit = (person: { id: string }, organizationId = organization.id) =>
    createSignedInVisitor(worker.url, { sql, personId: person.id, organizationId });
  visitors = {
    owner: await visit(organization.owner),
    member: await visit(organization.member),
    viewer: await visit(organization.viewer),
    stranger: await visit(strangers.owner, strangers.id),
  };
  id = await createDraft(sql, organization);
  page = `/campaigns/emails/${id}`;
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const open = async (visitor: Visitor) => readEditor((await visitor.get(page)).text);
const read = () => readEmail(database.sql, id);

test('what the page shows is what is saved, and saving it changes nothing', async () => {
  const before = await read();
  const fields = await open(visitors.member);
  expect(fields['blocks[1].text']).toContain('**houses**');
  expect((await visitors.member.post(page, { ...fields, intent: 'save' })).location).toBe(page);
  expect(await read()).toEqual(before);
});

test('fields, lists and blocks are saved, and the version goes up by one', async () => {
  const list = await createAudience(database.sql, organization, 1);
  const fields = await open(visitors.member);
  const answer = await visitors.member.post(page, {
    ...fields,
    intent: 'save',
    subject: 'News for {{first_name|you}}',
    replyTo: 'answers@harbor.test',
    lists: list,
    'blocks[1].text': 'Another *text*\r\n\r\nwith two parts',
  });
  expect(answer.location).toBe(page);
  const saved = await read();
  expect(saved).toMatchObject({
    subject: 'News for {{first_name|you}}',
    reply_to: 'answers@harbor.test',
    recipient_lists: [list],
    version: 2,
    status: 'DRAFT',
  });
  expect(saved.body_blocks).toEqual(
    expect.arrayContaining([{ id: 'text1', type: 'text', text: 'Another *text*\n\nwith two parts' }]),
  );
});

test('buttons of blocks redraw what was typed and write nothing', async () => {
  const before = await read();
  const fields = await open(visitors.member);
  const added = await visitors.member.post(page, { ...fields, intent: 'add', addType: 'image', subject: 'Kept words' });
  expect(added.status).toBe(200);
  const shown = readEditor(added.text);
  expect(shown).toMatchObject({ subject: 'Kept words', 'blocks[5].type': 'image', version: fields.version });
  const moved = readEditor(
    (await visitors.member.post(page, { ...shown, intent: `up:${shown['blocks[5].id']}` })).text,
  );
  expect(moved['blocks[4].type']).toBe('image');
  const removed = readEditor(
    (await visitors.member.post(page, { ...moved, intent: `remove:${moved['blocks[0].id']}` })).text,
  );
  expect([removed['blocks[0].type'], removed['blocks[5].type'], removed.subject]).toEqual([
    'text',
    undefined,
    'Kept words',
  ]);
  expect(await read()).toEqual(before);
});

test('whoever saves second is shown what changed, keeps what they typed, and may save over it', async () => {
  const [first, second] = [await open(visitors.member), await open(visitors.owner)];
  await visitors.owner.post(page, {
    ...second,
    intent: 'save',
    subject: 'Of the owner',
    'blocks[2].label': 'Owner’s button',
  });
  const late = await visitors.member.post(page, { ...first, intent: 'save', subject: 'Of the member' });
  expect(late.status).toBe(409);
  expect(late.text).toContain('Somebody else changed this email meanwhile');
  expect(late.text).toContain(': now “Of the owner”');
  expect(late.text).toContain('Changed: Button “Owner’s button”');
  expect(late.text).not.toContain('Preview text</span>');
  const shown = readEditor(late.text);
  expect(shown).toMatchObject({ subject: 'Of the member', version: '2' });
  expect(await read()).toMatchObject({ subject: 'Of the owner', version: 2 });
  expect((await visitors.member.post(page, { ...shown, intent: 'save' })).location).toBe(page);
  expect(await read()).toMatchObject({ subject: 'Of the member', version: 3 });
});

test('what is wrong is said at its field, nothing is saved and everything typed stays', async () => {
  const before = await read();
  const fields = await open(visitors.member);
  const refused = await visitors.member.post(page, {
    ...fields,
    intent: 'save',
    name: '',
    subject: 'For {{phone}}',
    'blocks[2].url': 'https://{{email}}/',
    'blocks[1].text': '[a](javascript:alert(1)) kept',
  });
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('<h1');
  for (const message of [
    'Enter a name.',
    '“{{phone}}” is no field.',
    'href="#blocks[2].url"',
    'href="#blocks[1].text"',
  ])
    expect(refused.text).toContain(message);
  expect(readEditor(refused.text)).toMatchObject({
    subject: 'For {{phone}}',
    'blocks[1].text': '[a](javascript:alert(1)) kept',
  });
  expect(await read()).toEqual(before);
});

test('a MEMBER does not change a colleague’s email, a VIEWER reads it, and strangers find nothing', async () => {
  const others = await createDraft(database.sql, organization, { created_by: organization.owner.id });
  const address = `/campaigns/emails/${others}`;
  const before = await readEmail(database.sql, others);
  for (const visitor of [visitors.member, visitors.viewer]) {
    const { status, text } = await visitor.get(address);
    expect(status).toBe(200);
    expect(text).not.toContain('value="save"');
    expect(text).not.toContain(organization.admin.email);
  }
  const fields = readEditor((await visitors.owner.get(address)).text);
  for (const visitor of [visitors.member, visitors.viewer, visitors.stranger])
    expect(
      (await visitor.post(address, { ...fields, intent: 'save', subject: 'Mine now', forOrganization: [] })).status,
    ).toBe(404);
  expect((await visitors.stranger.get(address)).status).toBe(404);
  expect(await readEmail(database.sql, others)).toEqual(before);
});

test('A/B tests are saved by whoever has the plan for them', async () => {
  const small = await createSenders(database.sql, 'STARTER');
  const own = await createDraft(database.sql, small);
  const visitor = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: small.member.id,
    organizationId: small.id,
  });
  const address = `/campaigns/emails/${own}`;
  const shown = await visitor.get(address);
  expect(shown.text).toMatch(/Trying two subjects \(A\/B\) comes with <a [^>]*>the Elite plan/);
  const test = {
    isAbTest: 'on',
    abSubject: 'Other',
    abPreviewText: '',
    abShare: '20',
    abWaitHours: '4',
    abBy: 'CLICKS',
  };
  const refused = await visitor.post(address, { ...readEditor(shown.text), ...test, intent: 'save' });
  expect([refused.status, refused.text.includes('A/B tests come with the Elite plan.')]).toEqual([409, true]);
  expect(await readEmail(database.sql, own)).toMatchObject({ is_ab_test: false, version: 1 });
  await visitors.member.post(page, { ...(await open(visitors.member)), ...test, intent: 'save' });
  expect(await read()).toMatchObject({
    is_ab_test: true,
    ab_test_config: { subject: 'Other', previewText: '', share: 20, waitHours: 4, by: 'CLICKS' },
  });
});

test('a failed email that is saved is a draft again', async () => {
  await database.sql.query(
    `update email_campaigns set status = 'FAILED', failed_reason = 'Over the limit.' where id = $1`,
    [id],
  );
  const shown = await visitors.member.get(page);
  expect(shown.text).toContain('Over the limit.');
  await visitors.member.post(page, { ...readEditor(shown.text), intent: 'save' });
  expect(await read()).toMatchObject({ status: 'DRAFT' });
});

test('what is scheduled stays as it is, whoever tries', async () => {
  const fields = await open(visitors.member);
  await database.sql.query(
    `update email_campaigns set status = 'SCHEDULED', scheduled_at = now() + interval '1 day', scheduled_time_zone = 'UTC' where id = $1`,
    [id],
  );
  const before = await read();
  const late = await visitors.member.post(page, { ...fields, intent: 'save', subject: 'Too late' });
  expect([late.status, late.text.includes('the email was scheduled meanwhile')]).toEqual([409, true]);
  expect((await visitors.member.get(page)).text).toContain('Cancel sending');
  await expect(
    database.sql.query(`update email_campaigns set subject = 'By hand' where id = $1`, [id]),
  ).rejects.toMatchObject({ constraint: 'email_campaigns_frozen' });
  expect(await read()).toEqual(before);
});

test('a draft is deleted by its creator, and not once it went out', async () => {
  const sent = await createDraft(database.sql, organization);
  await createModuleRow(database.sql, 'email_deliveries', organization, {
    email_campaign_id: sent,
    first_handed_over_at: new Date(),
    status: 'SENT',
  });
  const remove = (address: string) =>
    visitors.member.post(address, { forOrganization: organization.id, intent: 'delete' });
  expect((await remove(page)).location).toMatch(/^\/campaigns\/campaign-/);
  expect((await remove(`/campaigns/emails/${sent}`)).location).toBe(`/campaigns/emails/${sent}`);
  const { rows } = await database.sql.query('select id from email_campaigns where id in ($1, $2)', [id, sent]);
  expect(rows).toEqual([{ id: sent }]);
});

test('a form without its version, and one of a button that is gone, are refused with what was typed', async () => {
  const fields = await open(visitors.member);
  const { version, ...rest } = fields;
  expect(version).toBe('1');
  for (const form of [{ ...rest, intent: 'save' }, { ...fields, intent: 'explode' }, { ...fields }]) {
    const answer = await visitors.member.post(page, { ...form, subject: 'Kept words' });
    expect(answer.status).toBe(400);
    expect(readEditor(answer.text).subject).toBe('Kept words');
  }
  expect(await read()).toMatchObject({ version: 1 });
});

test('200 kB of blocks are saved, more is refused', async () => {
  const fields = await open(visitors.member);
  const texts = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        [`blocks[${index}].id`, `b${index}`],
        [`blocks[${index}].type`, 'text'],
        [`blocks[${index}].text`, 'é'.repeat(9_000)],
      ]).flat(),
    );
  expect((await visitors.member.post(page, { ...fields, ...texts(10), intent: 'save' })).location).toBe(page);
  const refused = await visitors.member.post(page, { ...fields, ...texts(12), intent: 'save' });
  expect([refused.status, refused.text.includes('more than 200 kB')]).toEqual([400, true]);
});

test('a draft that is made twice with one id is made once', async () => {
  const { sql } = database;
  const { campaign_id: campaignId } = only(
    await sql.query<{ campaign_id: string }>('select campaign_id from email_campaigns where id = $1', [id]),
  );
  const make = async (tokenHash: string, email: string) =>
    only(
      await asViewer(database.asApp, tokenHash, (client) =>
        client.query<{ outcome: string }>('select app.create_email($1, $2, $3) as outcome', [
          email,
          campaignId,
          'June',
        ]),
      ),
    ).outcome;
  const email = randomUUID();
  expect(await make(organization.member.tokenHash, email)).toBe('CREATED');
  expect(await make(organization.member.tokenHash, email)).toBe('CREATED');
  expect(await make(organization.viewer.tokenHash, randomUUID())).toBe('NOT_ALLOWED');
  expect(await readEmail(sql, email)).toMatchObject({
    name: 'June',
    subject: '',
    from_email: organization.member.email,
    is_tracked: true,
    version: 1,
  });
});
