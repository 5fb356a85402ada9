import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { only, present } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';
import { type Office, openOffice } from './contacts-setup.ts';

// The pages about people over HTTP; SQL over the tables says what they have to show.

let database: TestDatabase;
let worker: TestWorker;
let office: Office;
let visitors: Record<'owner' | 'member' | 'viewer' | 'stranger', Visitor>;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
});

beforeEach(async () => {
  office = await openOffice(database);
  const elsewhere = await openOffice(database);
  const visit = (person: { id: string }, organizationId = office.id) =>
    createSignedInVisitor(worker.url, { sql: database.sql, personId: person.id, organizationId });
  const { owner, member, viewer } = office.organization;
  visitors = {
    owner: await visit(owner),
    member: await visit(member),
    viewer: await visit(viewer),
    stranger: await visit(elsewhere.organization.owner, elsewhere.id),
  };
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const path = '/campaigns/contacts';
const form = (fields: Record<string, string>) => ({ forOrganization: office.id, ...fields });

test('a contact is added, found, changed, and is nobody else’s', async () => {
  const id = randomUUID();
  const fields = form({
    id,
    name: 'Ann Lee',
    email: 'Ann@People.test',
    tags: 'buyer, first home',
    agreed: 'on',
    consentId: randomUUID(),
    consentSource: 'Open house',
    consentMonths: '24',
  });
  expect((await visitors.member.post(`${path}/new`, fields)).location).toBe(`${path}/${id}`);
  expect(await office.findContact(id)).toMatchObject({
    email: 'ann@people.test',
    tags: ['buyer', 'first home'],
    email_consent: 'GRANTED',
  });
  for (const visitor of [visitors.member, visitors.viewer]) {
    const page = await visitor.get(`${path}/${id}`);
    expect([page.status, page.text.includes('Open house'), page.text.includes('May be emailed')]).toEqual([
      200,
      true,
      true,
    ]);
    expect((await visitor.get(`${path}?q=ann`)).text).toContain(`href="${path}/${id}"`);
    expect((await visitor.get(`${path}?q=lee`)).text).toContain('Nobody was found');
  }
  expect((await visitors.viewer.get(`${path}/${id}`)).text).not.toContain('<button type="submit" name="intent"');
  for (const address of [`${path}/${id}`, `${path}/${id}/data.json`]) {
    expect((await visitors.stranger.get(address)).status).toBe(404);
  }
  expect((await visitors.viewer.get(`${path}/new`)).status).toBe(404);

  const late = form({ intent: 'save', id, version: '9', name: 'Too late', email: 'ann@people.test' });
  const refused = await visitors.owner.post(`${path}/${id}`, late);
  expect([refused.status, refused.text.includes('somebody changed this'), refused.text.includes('Too late')]).toEqual([
    409,
    true,
    true,
  ]);
  const again = await visitors.owner.post(`${path}/${id}`, { ...late, version: '1' });
  expect(again.location).toBe(`${path}/${id}`);
  expect((await office.findContact(id)).name).toBe('Too late');
});

test('a refused form keeps what was typed, and links to what is wrong', async () => {
  const answer = await visitors.member.post(
    `${path}/new`,
    form({ id: randomUUID(), name: 'Ann <b>Lee</b>', email: 'ann', timeZone: 'Chicago', consentId: randomUUID() }),
  );
  expect(answer.status).toBe(400);
  expect(answer.text).toContain('value="Ann &lt;b&gt;Lee&lt;/b&gt;"');
  expect(answer.text).toContain('href="#email"');
  expect(answer.text).toContain('href="#timeZone"');
});

test('consents, lists and suppressions are kept on the page of a contact', async () => {
  const contact = await office.addContact({ email: 'ann@people.test' });
  const news = await office.addList('News');
  const page = `${path}/${contact}`;
  const send = (fields: Record<string, string>) => visitors.member.post(page, form(fields));
  expect((await send({ intent: 'record-consent', consentId: randomUUID() })).text).toContain('Enter where they agreed');
  expect((await send({ intent: 'record-consent', consentId: randomUUID(), consentSource: 'Call' })).location).toBe(
    page,
  );
  expect((await send({ intent: 'add-to-list', listId: news })).location).toBe(page);
  expect((await visitors.viewer.get(`${path}/lists/${news}`)).text).toContain('ann@people.test');
  expect(
    (await send({ intent: 'withdraw-consent', withdrawalId: randomUUID(), withdrawalSource: 'Call' })).location,
  ).toBe(page);
  expect((await office.findContact(contact)).email_consent).toBe('WITHDRAWN');
  expect((await send({ intent: 'suppress', suppressionId: randomUUID() })).location).toBe(page);
  expect(await office.listSuppressions()).toEqual(['ann@people.test MANUAL']);
  expect((await visitors.viewer.get(page)).text).toContain('Suppressed by hand');
  const { id } = only(await office.run('select id from suppressions where organization_id = $1', office.id));
  expect((await visitors.member.post(`${path}/suppressions/${id}`, form({ intent: 'lift' }))).status).toBe(403);
  expect((await visitors.owner.post(`${path}/suppressions/${id}`, form({ intent: 'lift' }))).location).toBe(
    `${path}/suppressions`,
  );
  expect((await visitors.member.post(page, form({ intent: 'erase' }))).status).toBe(403);
  expect((await visitors.owner.post(page, form({ intent: 'erase' }))).location).toBe(path);
  expect((await visitors.owner.get(page)).status).toBe(404);
});

test('a segment is put together rule by rule, counted and saved', async () => {
  await office.addContact({ tags: '{buyer}' });
  await office.addContact();
  const id = randomUUID();
  const page = `${path}/segments/new`;
  const typed = { id, name: 'Buyers', matches: 'all' };
  const added = await visitors.member.post(page, form({ ...typed, intent: 'add-rule', newRule: 'TAG_IS' }));
  expect([added.status, added.text.includes('name="rules[0].value"'), added.text.includes('value="Buyers"')]).toEqual([
    200,
    true,
    true,
  ]);
  const rule = { 'rules[0].kind': 'TAG_IS', 'rules[0].value': 'buyer' };
  const counted = await visitors.member.post(page, form({ ...typed, ...rule, intent: 'count' }));
  expect(counted.text).toContain('1 contact matches now.');
  const wrong = await visitors.member.post(page, form({ ...typed, ...rule, 'rules[0].value': '', intent: 'save' }));
  expect([wrong.status, wrong.text.includes('href="#rule-0"')]).toEqual([400, true]);
  expect((await visitors.member.post(page, form({ ...typed, ...rule, intent: 'save' }))).location).toBe(
    `${path}/segments/${id}`,
  );
  const kept = await visitors.viewer.get(`${path}/segments/${id}`);
  expect(kept.text).toContain('has the tag “buyer”');
  const emptied = await visitors.member.post(
    `${path}/segments/${id}`,
    form({ ...typed, version: '1', ...rule, intent: 'remove-rule-0' }),
  );
  expect(emptied.text).not.toContain('name="rules[0].value"');
  const { rules } = only(await office.run('select rules from contact_segments where id = $1', id));
  expect(rules).toEqual([{ field: 'TAG', operator: 'IS', value: 'buyer' }]);
});

test('a file is uploaded, mapped, attested and imported, and its refused rows come back', async () => {
  const address = `${path}/import`;
  const file = new File(['Name;E-Mail\nAnn;ann@people.test\n=cmd();nobody\n'], 'people.csv');
  const uploaded = await visitors.owner.post(address, { forOrganization: office.id, key: randomUUID(), file });
  const page = present(uploaded.location);
  expect((await visitors.owner.get(page)).text).toContain('The first rows of the file');
  expect((await visitors.member.get(page)).status).toBe(404);
  const fields = form({
    intent: 'start',
    headerLine: '1',
    email: '1',
    fullName: '0',
    consentSource: 'Fair',
    consentDate: '2026-03-04',
  });
  const refused = await visitors.owner.post(page, fields);
  expect([refused.status, refused.text.includes('Confirm that these people agreed')]).toEqual([400, true]);
  expect((await visitors.owner.post(page, { ...fields, attested: 'on' })).location).toBe(page);
  await expect
    .poll(async () => (await visitors.owner.get(page)).text, { timeout: 20_000 })
    .toContain('Imported</span>');
  const shown = await visitors.owner.get(page);
  expect(shown.text).toContain('“nobody” is no email address.');
  const csv = await visitors.owner.get(`${page}/refused.csv`);
  expect(csv.text).toContain(`"Name","E-Mail","Line","Reason"`);
  expect(csv.text).toContain(`"'=cmd()","nobody",3,`);
  expect((await office.run('select from contacts where organization_id = $1', office.id)).rowCount).toBe(1);
});

test.each([
  ['no text', new File([new Uint8Array([0, 1, 2, 0, 255])], 'a.csv'), 'This is no file of text.'],
  ['nothing', new File([], 'a.csv'), 'The file is empty.'],
  ['no address', new File(['Name,Phone\nAnn,1\n'], 'a.csv'), 'No email address was found'],
])('a file with %s is refused with a sentence, and kept nowhere', async (_, file, words) => {
  const answer = await visitors.owner.post(`${path}/import`, { forOrganization: office.id, key: randomUUID(), file });
  expect([answer.status, answer.text.includes(words)]).toEqual([400, true]);
  expect((await office.run('select from contact_imports where organization_id = $1', office.id)).rowCount).toBe(0);
});

test('an ADMIN exports all contacts as CSV, in which nothing is a formula', async () => {
  await office.addReader([await office.addList('News')], { email: 'ann@people.test', name: '=1+1' });
  const csv = await visitors.owner.post(`${path}/export.csv`, form({}));
  expect(csv.headers.get('content-type')).toContain('text/csv');
  expect(csv.text).toContain(`"ann@people.test","'=1+1"`);
  expect(csv.text).toContain('"News"');
  expect((await visitors.member.post(`${path}/export.csv`, form({}))).status).toBe(404);
  expect((await visitors.owner.get(`${path}/export.csv`)).location).toBe(path);
});

test('the data of a contact is a file', async () => {
  const contact = await office.addReader([], { email: 'ann@people.test' });
  const { headers, text } = await visitors.viewer.get(`${path}/${contact}/data.json`);
  expect(headers.get('content-disposition')).toBe('attachment; filename="contact.json"');
  expect(JSON.parse(text)).toMatchObject({ contact: { email: 'ann@people.test' }, consents: [{ isGranted: true }] });
});
