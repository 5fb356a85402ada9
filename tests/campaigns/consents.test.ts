import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import { refusal } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { type Office, openOffice } from './contacts-setup.ts';

let database: TestDatabase;
let office: Office;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  office = await openOffice(database);
});

afterAll(() => database?.drop());

const consentOf = async (id: string) => {
  const { email_consent, email_consent_until } = await office.findContact(id);
  return [email_consent, email_consent_until];
};
const record = (id: string, isGranted: boolean, since: string | null = null, months: number | null = null) =>
  office.ask(
    office.organization.member,
    'app.record_consent($1, $2, $3, $4, null, $5, $6)',
    randomUUID(),
    id,
    isGranted,
    'By phone',
    since,
    months,
  );

test('the latest entry about email holds', async () => {
  const id = await office.addContact();
  expect(await consentOf(id)).toEqual(['NONE', null]);
  await office.say(id, true, { channel: 'SMS' });
  expect(await consentOf(id)).toEqual(['NONE', null]);
  expect(await record(id, true)).toBe('RECORDED');
  expect(await consentOf(id)).toEqual(['GRANTED', null]);
  expect(await record(id, false)).toBe('RECORDED');
  expect(await consentOf(id)).toEqual(['WITHDRAWN', null]);
  // An older entry that comes to be known later changes nothing.
  await office.say(id, true, { recorded_at: '2020-01-01' });
  expect(await consentOf(id)).toEqual(['WITHDRAWN', null]);
});

test('many entries of one statement are each judged', async () => {
  const ids = await Promise.all(Array.from({ length: 5 }, () => office.addContact()));
  await office.run(
    `insert into contact_consents (organization_id, contact_id, email, is_granted, source)
     select $1, id, 'replaced@people.test', place <> 3, 'File' from unnest($2::uuid[]) with ordinality as given (id, place)`,
    office.id,
    ids,
  );
  const states = await Promise.all(ids.map(async (id) => (await consentOf(id))[0]));
  expect(states).toEqual(['GRANTED', 'GRANTED', 'WITHDRAWN', 'GRANTED', 'GRANTED']);
});

test('a form that is sent twice records one entry, whoever sent it', async () => {
  const id = await office.addContact();
  const entry = randomUUID();
  const send = () =>
    office.ask(
      office.organization.member,
      `app.record_consent($1, $2, true, 'Call', 'All of it', null, null)`,
      entry,
      id,
    );
  expect([await send(), await send()]).toEqual(['RECORDED', 'RECORDED']);
  const { rows } = await office.run(
    'select email, wording, recorded_by from contact_consents where contact_id = $1',
    id,
  );
  const { email } = await office.findContact(id);
  expect(rows).toEqual([{ email, wording: 'All of it', recorded_by: office.organization.member.id }]);
});

test('an implied consent ends so many months after its day', async () => {
  const id = await office.addContact();
  const { rows } = await office.run(`select (current_date - 100)::text as since`);
  const since = rows[0].since;
  expect(await record(id, true, since, 6)).toBe('RECORDED');
  const until = await office.run(
    `select email_consent_until = (($2::date + interval '6 months 1 day') at time zone 'UTC') as is_right from contacts where id = $1`,
    id,
    since,
  );
  expect(until.rows).toEqual([{ is_right: true }]);
  expect(await record(id, true, '2020-02-29', 24)).toBe('EXPIRED');
  await office.say(id, true, { expires_at: new Date(Date.now() - 1_000) });
  const { email } = await office.findContact(id);
  expect(await office.refusal(id, email)).toBe('CONSENT_EXPIRED');
});

test('a new address leaves consent at the old one, and finds it there again', async () => {
  const id = await office.addContact({ email: 'old@people.test' });
  await office.say(id, true, { expires_at: '2999-01-01' });
  const move = (email: string) => office.run('update contacts set email = $2 where id = $1', id, email);
  await move('new@people.test');
  expect(await consentOf(id)).toEqual(['NONE', null]);
  expect(await office.refusal(id, 'new@people.test')).toBe('NO_CONSENT');
  // A message that was queued before goes to the address that agreed.
  expect(await office.refusal(id, 'old@people.test')).toBeNull();
  await move('old@people.test');
  expect(await consentOf(id)).toEqual(['GRANTED', new Date('2999-01-01')]);
  expect(await office.listSuppressions()).toEqual([]);
});

test('a withdrawal stays with the address that a contact leaves, whoever comes to have it', async () => {
  const id = await office.addContact({ email: 'old@people.test' });
  await office.say(id, true);
  await office.say(id, false, { recorded_by: null });
  await office.run(`update contacts set email = 'new@people.test' where id = $1`, id);
  expect(await office.listSuppressions()).toEqual(['old@people.test UNSUBSCRIBED']);
  const next = await office.addReader([], { email: 'old@people.test' });
  expect(await office.refusal(next, 'old@people.test')).toBe('SUPPRESSED');
  // What a colleague recorded, an ADMIN can lift.
  const other = await office.addContact({ email: 'other@people.test' });
  await office.say(other, false);
  await office.run(`update contacts set email = 'else@people.test' where id = $1`, other);
  expect(await office.listSuppressions()).toContain('other@people.test MANUAL');
});

test('nobody changes or removes an entry, or records one for somebody else', async () => {
  const id = await office.addContact();
  await office.say(id, true);
  const as = (statement: string, values: unknown[] = []) =>
    asViewer(database.asApp, office.organization.owner.tokenHash, (client) => client.query(statement, values));
  expect(await refusal(as('update contact_consents set is_granted = true'))).toBe('42501');
  expect(await refusal(as('delete from contact_consents'))).toBe('42501');
  const insert = `insert into contact_consents (organization_id, contact_id, is_granted, source, recorded_by) values ($1, $2, true, 'x', $3)`;
  expect(await refusal(as(insert, [office.id, id, office.organization.member.id]))).toBe('42501');
  await as(insert, [office.id, id, office.organization.owner.id]);
  const stranger = await openOffice(database);
  const foreign = await stranger.addContact();
  expect(
    await office.ask(
      office.organization.owner,
      `app.record_consent($1, $2, true, 'x', null, null, null)`,
      randomUUID(),
      foreign,
    ),
  ).toBe('NOT_FOUND');
});

test('what a person says themselves is nobody’s entry', async () => {
  const id = await office.addContact();
  await office.run(`select app.record_person_consent($1, $2, true, 'Sign-up form', 'I want it.')`, office.id, id);
  const { rows } = await office.run(
    'select source, wording, recorded_by from contact_consents where contact_id = $1',
    id,
  );
  expect(rows).toEqual([{ source: 'Sign-up form', wording: 'I want it.', recorded_by: null }]);
  expect(await consentOf(id)).toEqual(['GRANTED', null]);
});
