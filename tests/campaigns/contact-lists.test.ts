import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createModuleRow } from '../factories/module-rows.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { type Office, openOffice } from './contacts-setup.ts';

let database: TestDatabase;
let office: Office;
let news: string;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  office = await openOffice(database);
  news = await office.addList('News');
});

afterAll(() => database?.drop());

const add = (contact: string | null, email: string | null = null) =>
  office.ask(office.organization.member, 'app.add_to_list($1, $2, $3)', news, contact, email);
const remove = (contact: string) =>
  office.ask(office.organization.member, 'app.remove_from_list($1, $2)', news, contact);
const byPerson = (what: 'leave_list' | 'join_list_by_person', contact: string) =>
  office.run(`select app.${what}($1, $2, $3)`, office.id, contact, news);
const move = (contact: string, email: string) =>
  office.run('update contacts set email = $2 where id = $1', contact, email);

/** Who is on the list, asked as an audience asks. */
async function members(): Promise<string[]> {
  const audience = JSON.stringify({ lists: [news], segments: [], excludedLists: [] });
  const { rows } = await office.run(
    `select contact_id from app.list_audience($1, $2, now() + interval '1 hour', null, 100)`,
    office.id,
    audience,
  );
  return rows.map(({ contact_id }) => contact_id);
}

test('a colleague puts people on a list by id or address, and takes them off', async () => {
  const ann = await office.addContact({ email: 'ann@people.test' });
  expect(await add(ann)).toBe('ADDED');
  expect(await add(null, 'Ann@people.test')).toBe('ADDED');
  expect(await members()).toEqual([ann]);
  expect([await remove(ann), await remove(ann)]).toEqual(['REMOVED', 'REMOVED']);
  expect(await members()).toEqual([]);
  expect(await add(ann)).toBe('ADDED');
  expect(await members()).toEqual([ann]);
  expect(await add(null, 'nobody@people.test')).toBe('NO_CONTACT');
  expect(await add(randomUUID())).toBe('NOT_FOUND');
  expect(await office.ask(office.organization.viewer, 'app.add_to_list($1, $2, null)', news, ann)).toBe('NOT_ALLOWED');
});

test('who left by themselves is put back by nobody but themselves', async () => {
  const ann = await office.addContact({ email: 'ann@people.test' });
  await add(ann);
  await byPerson('leave_list', ann);
  await byPerson('leave_list', ann);
  expect(await add(ann)).toBe('LEFT');
  expect(await remove(ann)).toBe('REMOVED');
  expect(await members()).toEqual([]);
  const { rows } = await office.run(
    'select left_by_person, left_email from contact_list_members where list_id = $1',
    news,
  );
  expect(rows).toEqual([{ left_by_person: true, left_email: 'ann@people.test' }]);
  await byPerson('join_list_by_person', ann);
  expect(await members()).toEqual([ann]);
});

test('a departure stays with the addresses it was made from', async () => {
  const ann = await office.addContact({ email: 'old@people.test' });
  await add(ann);
  await byPerson('leave_list', ann);
  await move(ann, 'new@people.test');
  expect(await members()).toEqual([ann]);
  await byPerson('leave_list', ann);
  expect(await members()).toEqual([]);
  await move(ann, 'old@people.test');
  expect(await members()).toEqual([]);
  // Coming back from one address does not bring them back at the other.
  await move(ann, 'new@people.test');
  await byPerson('join_list_by_person', ann);
  expect(await members()).toEqual([ann]);
  await move(ann, 'old@people.test');
  expect(await members()).toEqual([]);
  expect(await add(ann)).toBe('LEFT');
});

test('who was taken off under a new address is off under the old one, too', async () => {
  const ann = await office.addContact({ email: 'old@people.test' });
  await add(ann);
  await byPerson('leave_list', ann);
  await move(ann, 'new@people.test');
  expect(await remove(ann)).toBe('REMOVED');
  expect(await members()).toEqual([]);
  await move(ann, 'old@people.test');
  expect(await members()).toEqual([]);
});

test('a list is saved once, has a name of its own, and is deleted unless people are put on it', async () => {
  const { member } = office.organization;
  const id = randomUUID();
  const save = (listId: string, name: string, isNew: boolean) =>
    office.ask(member, 'app.save_contact_list($1, $2, $3, null)', listId, isNew, name);
  expect([await save(id, 'Buyers', true), await save(id, 'Buyers', true)]).toEqual(['SAVED', 'SAVED']);
  expect(await save(randomUUID(), 'Buyers', true)).toBe('TAKEN');
  expect(await save(id, 'News', false)).toBe('TAKEN');
  expect(await save(randomUUID(), 'Other', false)).toBe('NOT_FOUND');
  expect(await office.ask(office.organization.viewer, `app.save_contact_list($1, false, 'Mine', null)`, id)).toBe(
    'NOT_ALLOWED',
  );

  const ann = await office.addContact();
  await office.putOnList(id, ann);
  const form = await createModuleRow(database.sql, 'signup_forms', office.organization, { list_id: id });
  const remove = () => office.ask(member, 'app.delete_contact_list($1)', id);
  expect(await remove()).toBe('IN_USE');
  await office.run('delete from signup_forms where id = $1', form.id);
  const upload = await createModuleRow(database.sql, 'contact_imports', office.organization, { list_id: id });
  expect([await remove(), await remove()]).toEqual(['DELETED', 'NOT_FOUND']);
  expect(only(await office.run('select list_id from contact_imports where id = $1', upload.id))).toEqual({
    list_id: null,
  });
  expect(await office.findContact(ann)).toMatchObject({ id: ann });
});
