import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { saveContact } from '../../app/modules/campaigns/contacts/commands.server.ts';
import { asViewer } from '../factories/as-viewer.ts';
import { requestDatabase } from '../factories/request-databases.ts';
import { refusal } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { type Office, openOffice } from './contacts-setup.ts';

let database: TestDatabase;
let office: Office;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  office = await openOffice(database, 'STARTER');
});

afterAll(() => database?.drop());

const save = (
  values: { id?: string; version?: number | null; email?: string; consent?: object; lists?: string[]; name?: string },
  person = office.organization.member,
) => {
  const {
    id = randomUUID(),
    version = null,
    email = `${randomUUID()}@people.test`,
    consent,
    lists = [],
    name = 'Ann',
  } = values;
  const contact = { name, email, phone: null, tags: ['buyer'], notes: null, timeZone: 'America/Chicago' };
  return office.call<{ outcome: string; contact_id: string | null }>(
    person,
    'select outcome, contact_id from app.save_contact($1, $2, $3, $4, $5)',
    [id, version, contact, consent ?? null, lists],
  );
};

test('a contact is added once, with their consent and lists', async () => {
  const id = randomUUID();
  const list = await office.addList();
  const form = {
    id,
    email: 'Ann@People.test',
    lists: [list],
    consent: { id: randomUUID(), source: 'Open house', wording: null, since: null, months: null },
  };
  expect(await save(form)).toEqual({ outcome: 'SAVED', contact_id: id });
  expect(await save(form)).toEqual({ outcome: 'SAVED', contact_id: id });
  expect(await office.findContact(id)).toMatchObject({
    email: 'ann@people.test',
    tags: ['buyer'],
    time_zone: 'America/Chicago',
    email_consent: 'GRANTED',
    version: 1,
  });
  const { rows } = await office.run('select contact_id from contact_list_members where list_id = $1', list);
  expect(rows).toEqual([{ contact_id: id }]);
  expect(await office.refusal(id, 'ann@people.test')).toBeNull();
});

test('an address has one contact, whoever adds it', async () => {
  const taken = await office.addContact({ email: 'ann@people.test' });
  expect(await save({ email: 'ann@people.test' })).toEqual({ outcome: 'TAKEN', contact_id: taken });
  const other = await office.addContact();
  expect(await save({ id: other, version: 1, email: 'ann@people.test' })).toMatchObject({ outcome: 'TAKEN' });
  // Another organization may know them, too.
  const elsewhere = await openOffice(database);
  await elsewhere.addContact({ email: 'ann@people.test' });
});

test('a form that comes too late changes nothing, and a consent is no change of the contact', async () => {
  const id = await office.addContact({ name: 'Ann', email: 'ann@people.test' });
  await office.say(id, true);
  expect(await save({ id, version: 1, email: 'ann@people.test', name: 'Anne' })).toMatchObject({ outcome: 'SAVED' });
  expect(await save({ id, version: 1, email: 'ann@people.test', name: 'Anna' })).toMatchObject({ outcome: 'CHANGED' });
  // What is the same is saved already.
  expect(await save({ id, version: 1, email: 'ann@people.test', name: 'Anne' })).toMatchObject({ outcome: 'SAVED' });
  expect(await office.findContact(id)).toMatchObject({ name: 'Anne', version: 2 });
});

test('the tier limits contacts, also where many add the last one at once', async () => {
  await office.run(
    `insert into contacts (organization_id, email) select $1, 'p' || number || '@people.test' from generate_series(1, 1999) number`,
    office.id,
  );
  const typed = { version: null, name: '', phone: null, tags: [], notes: null, timeZone: null };
  const tries = await Promise.all(
    Array.from({ length: 6 }, () =>
      requestDatabase(database, office.organization.owner.tokenHash).write((handle) => ({
        saved: saveContact(handle, { ...typed, id: randomUUID(), email: `${randomUUID()}@people.test` }),
      })),
    ),
  );
  const outcomes = tries.flatMap(({ saved }) => saved.map(({ outcome }) => outcome));
  expect(outcomes.sort()).toEqual(['LIMIT', 'LIMIT', 'LIMIT', 'LIMIT', 'LIMIT', 'SAVED']);
  const insert = asViewer(database.asApp, office.organization.member.tokenHash, (client) =>
    client.query('insert into contacts (organization_id, email) values ($1, $2)', [office.id, 'one@people.test']),
  );
  expect(await refusal(insert)).toBe('23514');
  await office.run(`update organizations set subscription_tier = 'GROWTH' where id = $1`, office.id);
  expect(await save({})).toMatchObject({ outcome: 'SAVED' });
});

test('a VIEWER, a stranger and a wrong zone save nothing', async () => {
  const id = await office.addContact();
  const stranger = (await openOffice(database)).organization.owner;
  for (const person of [office.organization.viewer, stranger]) {
    expect(['NOT_ALLOWED', 'NOT_FOUND']).toContain((await save({ id, version: 1 }, person)).outcome);
  }
  const wrong = await office.call(
    office.organization.member,
    `select outcome from app.save_contact($1, null, '{"name": "", "email": "z@people.test", "tags": [], "timeZone": "Not/AZone"}', null, '{}')`,
    [randomUUID()],
  );
  expect(wrong).toEqual({ outcome: 'NO_ZONE' });
  expect(await office.findContact(id)).toMatchObject({ version: 1 });
});

/** A page of the list, as ids. */
async function list(filters: {
  query?: string;
  list?: string;
  tag?: string;
  standing?: string;
  after?: [string, string];
  limit?: number;
}) {
  const { query = '', list = null, tag = null, standing = null, after = [null, null], limit = 100 } = filters;
  return await asViewer(database.asApp, office.organization.viewer.tokenHash, async (client) => {
    const { rows } = await client.query<{ id: string; key: string; email: string; refusal: string | null }>(
      'select id, key, email, refusal from app.list_contacts($1, $2, $3, $4, $5, $6, $7)',
      [query, list, tag, standing, ...after, limit],
    );
    return rows;
  });
}

test('a search finds beginnings of names and addresses, each contact once, page by page', async () => {
  const people = [
    ['Ann Lee', 'zoe@people.test'],
    ['Anna', 'anna@people.test'],
    ['ANTON', 'x1@people.test'],
    ['Bert', 'an.bert@people.test'],
    ['', 'anonymous@people.test'],
    ['Émile', 'emile@people.test'],
    ['An%_', 'x2@people.test'],
    ['Joan', 'joan@people.test'],
  ];
  for (const [name, email] of people) await office.addContact({ name, email });
  const { rows } = await office.run(
    `select email from contacts where organization_id = $1 and (lower(name) like 'an%' or email like 'an%')`,
    office.id,
  );
  const expected = rows.map(({ email }) => email).sort();
  expect((await list({ query: 'AN' })).map(({ email }) => email).sort()).toEqual(expected);
  const paged: string[] = [];
  for (let page = await list({ query: 'an', limit: 2 }); page.length > 0; ) {
    paged.push(...page.map(({ email }) => email));
    const last = page.at(-1);
    page = last ? await list({ query: 'an', limit: 2, after: [last.key, last.id] }) : [];
  }
  expect(paged.toSorted()).toEqual(expected);
  expect((await list({ query: 'é' })).map(({ email }) => email)).toEqual(['emile@people.test']);
  expect((await list({ query: 'an%_' })).map(({ email }) => email)).toEqual(['x2@people.test']);
  expect(await list({ query: 'zzz' })).toEqual([]);
});

test('filters narrow the list, the newest first', async () => {
  const news = await office.addList();
  const reader = await office.addReader([news], { tags: '{buyer}', created_at: '2026-01-03' });
  const silent = await office.addContact({ tags: '{buyer}', created_at: '2026-01-02' });
  const ended = await office.addContact({ created_at: '2026-01-01' });
  await office.say(ended, true, { expires_at: '2026-02-01' });
  const suppressed = await office.addReader([news], { created_at: '2025-12-01' });
  const { email } = await office.findContact(suppressed);
  await office.run(
    `insert into suppressions (organization_id, email, reason) values ($1, $2, 'BOUNCED')`,
    office.id,
    email,
  );
  const ids = async (filters: Parameters<typeof list>[0]) => (await list(filters)).map(({ id }) => id);
  expect(await ids({})).toEqual([reader, silent, ended, suppressed]);
  expect(await ids({ list: news })).toEqual([reader, suppressed]);
  expect(await ids({ tag: 'buyer' })).toEqual([reader, silent]);
  expect(await ids({ standing: 'MAILABLE' })).toEqual([reader]);
  expect(await ids({ standing: 'NO_CONSENT' })).toEqual([silent]);
  expect(await ids({ standing: 'CONSENT_EXPIRED' })).toEqual([ended]);
  expect(await ids({ standing: 'SUPPRESSED' })).toEqual([suppressed]);
  const [first] = await list({ limit: 1 });
  expect(first?.id).toBe(reader);
  expect((await list({ after: [first?.key ?? '', reader], limit: 2 })).map(({ id }) => id)).toEqual([silent, ended]);
  expect(await office.call(office.organization.viewer, 'select contacts, allowed from app.count_contacts()')).toEqual({
    contacts: 4,
    allowed: 2_000,
  });
});

test('an ADMIN takes all contacts away, which the trail tells without an address', async () => {
  const news = await office.addList('News');
  const reader = await office.addReader([news], { email: 'ann@people.test' });
  const { admin, member } = office.organization;
  expect(await office.ask(member, 'app.record_contact_export()')).toBe('NOT_ALLOWED');
  expect(await office.ask(admin, 'app.record_contact_export()')).toBe('RECORDED');
  const exported = await office.call(
    admin,
    'select id, email, lists, consent::text, refusal from app.export_contacts(null, 10)',
  );
  expect(exported).toEqual({
    id: reader,
    email: 'ann@people.test',
    lists: ['News'],
    consent: 'GRANTED',
    refusal: null,
  });
  expect(await office.ask(member, '(select count(*) from app.export_contacts(null, 10))')).toBe('0');
  const { rows } = await office.run(
    `select action, after from audit_log where organization_id = $1 and subject_type = 'contact_export'`,
    office.id,
  );
  expect(rows).toEqual([{ action: 'export', after: { contacts: 1 } }]);
  const told = await office.run(
    `select from audit_log where organization_id = $1 and concat(before, after) like '%ann@people.test%'`,
    office.id,
  );
  expect(told.rowCount).toBe(0);
});
