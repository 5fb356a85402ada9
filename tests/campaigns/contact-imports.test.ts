import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { workOnContactImports } from '../../app/modules/campaigns/contact-imports/due.server.ts';
import { DatabaseError } from '../../db/errors.server.ts';
import { startFileRoom } from '../factories/imports.ts';
import { createModuleRow } from '../factories/module-rows.ts';
import { requestDatabase } from '../factories/request-databases.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { type Office, openOffice } from './contacts-setup.ts';
import { openImporter, writePeople } from './imports-setup.ts';

let database: TestDatabase;
let room: Awaited<ReturnType<typeof startFileRoom>>;
let office: Office;
let importer: ReturnType<typeof openImporter>;

beforeAll(async () => {
  [database, room] = await Promise.all([createTestDatabase(), startFileRoom()]);
});

beforeEach(async () => {
  office = await openOffice(database);
  importer = openImporter(database, room.files, office);
});

afterAll(async () => {
  await room?.stop();
  await database?.drop();
});

const findImport = async (id: string) => only(await office.run('select * from contact_imports where id = $1', id));
const counts = async (id: string) => {
  const { status, rows_added, rows_changed, rows_unchanged, rows_refused } = await findImport(id);
  return [status, rows_added, rows_changed, rows_unchanged, rows_refused];
};
const listContacts = async () => {
  const { rows } = await office.run(
    `select email, name, phone, tags, time_zone, email_consent::text from contacts where organization_id = $1 order by email`,
    office.id,
  );
  return rows;
};
const listProblems = async (id: string) => {
  const { rows } = await office.run(
    'select line, reason from contact_import_problems where import_id = $1 order by line',
    id,
  );
  return rows.map(({ line, reason }) => [line, reason]);
};

test('a file adds people with consent, list and tags, and counts every row', async () => {
  const news = await office.addList();
  const id = await importer.importAll(
    'Email,First Name,Last Name,Phone,Tags,Time zone\n' +
      'Ann@People.test,Ann,Lee,1,buyer,America/Chicago\n' +
      'nobody,No,Body,,,\n' +
      'bob@people.test,,,,,\n' +
      'ann@people.test,Twice,,,,\n',
    { listId: news, tags: ['spring'] },
  );
  expect(await counts(id)).toEqual(['DONE', 2, 0, 0, 2]);
  expect(await listProblems(id)).toEqual([
    [3, '“nobody” is no email address.'],
    [5, 'Line 2 has the same address.'],
  ]);
  const granted = { email_consent: 'GRANTED' };
  expect(await listContacts()).toEqual([
    {
      email: 'ann@people.test',
      name: 'Ann Lee',
      phone: '1',
      tags: ['buyer', 'spring'],
      time_zone: 'America/Chicago',
      ...granted,
    },
    { email: 'bob@people.test', name: '', phone: null, tags: ['spring'], time_zone: null, ...granted },
  ]);
  const consents = await office.run(
    'select distinct source, recorded_by from contact_consents where organization_id = $1',
    office.id,
  );
  expect(consents.rows).toEqual([
    { source: 'Sign-up sheets on 2026-03-04 (import)', recorded_by: office.organization.admin.id },
  ]);
  expect((await office.run('select from contact_list_members where list_id = $1', news)).rowCount).toBe(2);
  // The file told more than the contacts do.
  expect(await room.files.get((await findImport(id)).file_key)).toBeUndefined();
});

test('a second file changes what it tells, and leaves the rest', async () => {
  await importer.importAll('Email,Name,Phone,Tags\nann@people.test,Ann,1,buyer\nbob@people.test,Bob,,\n');
  const id = await importer.importAll(
    'Email,Name,Phone,Tags\nann@people.test,,2,vip\nbob@people.test,Bob,,\ncat@people.test,,,\n',
  );
  expect(await counts(id)).toEqual(['DONE', 1, 1, 1, 0]);
  expect((await listContacts())[0]).toMatchObject({ name: 'Ann', phone: '2', tags: ['buyer', 'vip'] });
});

test('who withdrew, is suppressed or left stays as they are, whatever the file attests', async () => {
  const news = await office.addList();
  const withdrawn = await office.addContact({ email: 'withdrawn@people.test' });
  await office.say(withdrawn, true);
  await office.say(withdrawn, false);
  const suppressed = await office.addContact({ email: 'suppressed@people.test' });
  await createModuleRow(database.sql, 'suppressions', office.organization, {
    email: 'suppressed@people.test',
    reason: 'BOUNCED',
  });
  const left = await office.addReader([news], { email: 'left@people.test' });
  await office.run('select app.leave_list($1, $2, $3)', office.id, left, news);
  const moved = await office.addReader([news], { email: 'before@people.test' });
  await office.run('select app.leave_list($1, $2, $3)', office.id, moved, news);
  await office.run(`update contacts set email = 'after@people.test' where id = $1`, moved);
  const removed = await office.addReader([], { email: 'removed@people.test' });
  await office.putOnList(news, removed, { left_at: new Date(), left_email: 'removed@people.test' });
  const before = await office.run('select count(*) from contact_consents where organization_id = $1', office.id);

  const names = ['withdrawn', 'suppressed', 'left', 'before', 'removed'];
  const id = await importer.importAll(`Email\n${names.map((name) => `${name}@people.test\n`).join('')}`, {
    listId: news,
  });
  expect(await counts(id)).toEqual(['DONE', 1, 2, 2, 0]);
  expect(await office.refusal(withdrawn, 'withdrawn@people.test')).toBe('NO_CONSENT');
  expect(await office.refusal(suppressed, 'suppressed@people.test')).toBe('SUPPRESSED');
  const audience = JSON.stringify({ lists: [news], segments: [], excludedLists: [] });
  const { rows } = await office.run(
    `select email from app.list_audience($1, $2, now() + interval '1 hour', null, 100) order by email`,
    office.id,
    audience,
  );
  // Who left as before@ is somebody else's contact now, and is not put on the list again.
  expect(rows.map(({ email }) => email)).toEqual([
    'after@people.test',
    'suppressed@people.test',
    'withdrawn@people.test',
  ]);
  const after = await office.run('select count(*) from contact_consents where organization_id = $1', office.id);
  // The one entry is of the contact that is new.
  expect(Number(after.rows[0].count) - Number(before.rows[0].count)).toBe(1);
});

test('a consent that had ended is attested anew', async () => {
  const ended = await office.addContact({ email: 'ended@people.test' });
  await office.say(ended, true, { expires_at: new Date(Date.now() - 1_000) });
  await importer.importAll('Email\nended@people.test\n');
  expect(await office.refusal(ended, 'ended@people.test')).toBeNull();
});

test('a Worker that is killed at any slice loses nothing, and nothing is written twice', async () => {
  const uploaded = await importer.upload(writePeople(4_500));
  const { lease } = await importer.start(uploaded);
  // One slice, then the patience is over.
  await importer.work(uploaded.id, lease, 0);
  expect(await counts(uploaded.id)).toEqual(['RUNNING', 2_000, 0, 0, 0]);
  expect((await importer.goOn(uploaded.id)).outcome).toBe('TAKEN');
  // A lease that was taken away writes nothing more.
  await importer.work(uploaded.id, lease, 0);
  expect(await counts(uploaded.id)).toEqual(['RUNNING', 2_000, 0, 0, 0]);
  expect((await importer.goOn(uploaded.id)).outcome).toBe('BUSY');
  await office.run(`update contact_imports set leased_until = now() - interval '1 second' where id = $1`, uploaded.id);
  const result = await workOnContactImports({ database: requestDatabase(database), files: room.files });
  expect(result).toEqual({ worked: 1, failures: [] });
  expect(await counts(uploaded.id)).toEqual(['DONE', 4_500, 0, 0, 0]);
  expect((await importer.goOn(uploaded.id)).outcome).toBe('NOTHING');
  expect(
    only(await office.run('select count(*)::integer as count from contacts where organization_id = $1', office.id)),
  ).toEqual({
    count: 4_500,
  });
});

test('after a failure of the database it goes on with fewer rows, whether the slice was written or not; it gives up at the fifth', async () => {
  for (const fault of ['status-500', 'reset-after-commit'] as const) {
    database.endpoint.addFault({ fault, match: 'take_contact_rows' });
    const uploaded = await importer.upload(writePeople(600, fault === 'status-500' ? 0 : 600));
    const { lease } = await importer.start(uploaded);
    await importer.work(uploaded.id, lease);
    expect(await counts(uploaded.id)).toEqual(['DONE', 600, 0, 0, 0]);
  }
  const uploaded = await importer.upload(writePeople(10));
  const { lease } = await importer.start(uploaded);
  database.endpoint.addFault({ fault: 'status-500', match: 'take_contact_rows', times: 5 });
  await expect(importer.work(uploaded.id, lease)).rejects.toThrow(DatabaseError);
  expect(await counts(uploaded.id)).toEqual(['RUNNING', 0, 0, 0, 0]);
});

test('a slice that is sent twice is written once', async () => {
  const uploaded = await importer.upload(writePeople(3));
  const { lease } = await importer.start(uploaded);
  const rows = JSON.stringify([
    { line: 2, email: 'p0@people.test', name: 'P', phone: null, tags: [], timeZone: null, cells: [] },
  ]);
  const send = async () =>
    (
      await office.run(
        `select app.take_contact_rows($1, $2, 0, $3, '[]', 40, 3, false) as outcome`,
        uploaded.id,
        lease,
        rows,
      )
    ).rows[0].outcome;
  expect([await send(), await send()]).toEqual(['TAKEN', 'MOVED']);
  expect(await counts(uploaded.id)).toEqual(['RUNNING', 1, 0, 0, 0]);
});

test('the tier limits what a file adds, and the report says which rows', async () => {
  office = await openOffice(database, 'STARTER');
  importer = openImporter(database, room.files, office);
  await office.run(
    `insert into contacts (organization_id, email) select $1, 'x' || number || '@people.test' from generate_series(1, 1998) number`,
    office.id,
  );
  const id = await importer.importAll(`${writePeople(4)}x1@people.test,Known,\n`);
  expect(await counts(id)).toEqual(['DONE', 2, 1, 0, 2]);
  expect(await listProblems(id)).toEqual([
    [4, 'Your plan has no room for more than 2,000 contacts.'],
    [5, 'Your plan has no room for more than 2,000 contacts.'],
  ]);
});

test('a file that breaks off keeps what was read before, and says where', async () => {
  const id = await importer.importAll(`${writePeople(3)}x@people.test,"never closed\n`);
  expect(await counts(id)).toEqual(['FAILED', 3, 0, 0, 0]);
  expect((await findImport(id)).problem).toContain('Line 5 opens a quotation mark');
});

test('it stops when its person may not import any more, and somebody else goes on', async () => {
  const { admin, owner, member } = office.organization;
  const uploaded = await importer.upload(writePeople(2_100));
  const { lease } = await importer.start(uploaded);
  await importer.work(uploaded.id, lease, 0);
  await office.run(`update memberships set role = 'MEMBER' where user_id = $1`, admin.id);
  await office.run(`update contact_imports set leased_until = now() - interval '1 second' where id = $1`, uploaded.id);
  await workOnContactImports({ database: requestDatabase(database), files: room.files });
  expect(await findImport(uploaded.id)).toMatchObject({ status: 'RUNNING', rows_added: 2_000, lease: null });
  expect((await findImport(uploaded.id)).problem).toContain('may not import contacts any more');
  expect((await importer.goOn(uploaded.id, member)).outcome).toBe('NOT_FOUND');
  const taken = await importer.goOn(uploaded.id, owner);
  await importer.work(uploaded.id, taken.lease);
  expect(await findImport(uploaded.id)).toMatchObject({
    status: 'DONE',
    rows_added: 2_100,
    user_id: owner.id,
    problem: null,
  });
});

test('an import is an ADMIN’s: nobody else uploads, starts, sees or cancels one', async () => {
  const uploaded = await importer.upload(writePeople(1));
  const { member, viewer, owner } = office.organization;
  const stranger = (await openOffice(database)).organization.owner;
  for (const person of [member, viewer]) {
    expect(await office.ask(person, 'app.begin_contact_import()')).toBe('NOT_ALLOWED');
    expect(await office.ask(person, '(select count(*) from contact_imports)')).toBe('0');
  }
  for (const person of [member, viewer, stranger]) {
    expect((await importer.start(uploaded, { person })).outcome).toBe('NOT_FOUND');
    expect(await office.ask(person, 'app.cancel_contact_import($1)', uploaded.id)).toBe('NOT_FOUND');
  }
  expect(await office.ask(owner, 'app.cancel_contact_import($1)', uploaded.id)).toBe('CANCELLED');
  expect((await importer.start(uploaded, { person: owner })).outcome).toBe('CLOSED');
  // The trail tells what came of it.
  const { rows } = await office.run(
    `select after ->> 'status' as status, after ? 'file_key' as tells from audit_log where organization_id = $1 and subject_type = 'contact_import'`,
    office.id,
  );
  expect(rows).toEqual([{ status: 'CANCELLED', tells: false }]);
});

test('ten files an hour are taken', async () => {
  const begin = () => office.ask(office.organization.owner, 'app.begin_contact_import()');
  const outcomes: unknown[] = [];
  for (let count = 0; count < 11; count += 1) outcomes.push(await begin());
  expect(outcomes).toEqual([...Array.from({ length: 10 }, () => 'ALLOWED'), 'TOO_OFTEN']);
});

test('files that nothing names are known, and those of waiting imports and pictures are kept', async () => {
  const waiting = await importer.upload(writePeople(1));
  const done = await importer.upload(writePeople(1));
  const { lease } = await importer.start(done);
  await importer.work(done.id, lease);
  const picture = await createModuleRow(database.sql, 'media_files', office.organization);
  const keys = [waiting.key, done.key, `media/${picture.key}`, 'media/0', `contacts/${picture.key}`];
  const unnamed = async () => {
    const { rows } = await office.run('select key from app.list_unnamed_campaign_files($1) key', keys);
    return rows.map(({ key }) => key).toSorted();
  };
  expect(await unnamed()).toEqual([done.key, 'media/0', `contacts/${picture.key}`].toSorted());
  await office.run(`update contact_imports set created_at = now() - interval '31 days' where id = $1`, waiting.id);
  expect(await unnamed()).toEqual([waiting.key, done.key, 'media/0', `contacts/${picture.key}`].toSorted());
  expect((await importer.start(waiting)).outcome).toBe('CLOSED');
});
