import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import { createModuleRow } from '../factories/module-rows.ts';
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

const suppress = (reason: string, values: Record<string, unknown> = {}) =>
  createModuleRow(database.sql, 'suppressions', office.organization, {
    email: 'ann@people.test',
    reason,
    created_by: null,
    ...values,
  });
const lift = (id: unknown, person = office.organization.admin) => office.ask(person, 'app.lift_suppression($1)', id);
const monthsAgo = async (months: number) => {
  const { rows } = await office.run('select now() - make_interval(months => $1) as at', months);
  return rows[0].at;
};

test('any reason keeps mail away, whatever was agreed to', async () => {
  const ann = await office.addReader([], { email: 'ann@people.test' });
  expect(await office.refusal(ann, 'ann@people.test')).toBeNull();
  const bounced = await suppress('BOUNCED', { created_at: await monthsAgo(13) });
  const manual = await suppress('MANUAL');
  expect(await lift(bounced.id)).toBe('LIFTED');
  expect(await office.refusal(ann, 'ann@people.test')).toBe('SUPPRESSED');
  expect(await lift(manual.id)).toBe('LIFTED');
  expect(await office.refusal(ann, 'ann@people.test')).toBeNull();
});

test('who said no themselves, says yes themselves', async () => {
  const unsubscribed = await suppress('UNSUBSCRIBED');
  const complained = await suppress('COMPLAINED');
  const manual = await suppress('MANUAL');
  for (const { id } of [unsubscribed, complained]) expect(await lift(id)).toBe('ONLY_PERSON');
  await office.run(`select app.lift_by_person($1, 'Ann@people.test')`, office.id);
  expect(await office.listSuppressions()).toEqual(['ann@people.test MANUAL']);
  expect(await lift(manual.id, office.organization.member)).toBe('NOT_ALLOWED');
});

test('an address that bounced is tried again after 12 months, by an ADMIN', async () => {
  const { id } = await suppress('BOUNCED', { created_at: await monthsAgo(11) });
  expect(await lift(id)).toBe('TOO_EARLY');
  await office.run('update suppressions set created_at = $2 where id = $1', id, await monthsAgo(12));
  expect(await lift(id, office.organization.member)).toBe('NOT_ALLOWED');
  expect(await lift(id, office.organization.viewer)).toBe('NOT_FOUND');
  expect(await lift(id, (await openOffice(database)).organization.owner)).toBe('NOT_FOUND');
  expect([await lift(id), await lift(id)]).toEqual(['LIFTED', 'NOT_FOUND']);
});

test('a lifted suppression is in the trail, without its address', async () => {
  const { id } = await suppress('MANUAL', { note: 'ann@people.test asked.' });
  await lift(id);
  const { rows } = await office.run(
    `select action, actor_id, before ->> 'reason' as reason, before::text like '%people.test%' as tells
     from audit_log where organization_id = $1 and subject_type = 'suppression'`,
    office.id,
  );
  expect(rows).toEqual([{ action: 'delete', actor_id: office.organization.admin.id, reason: 'MANUAL', tells: false }]);
});

test('people suppress by hand only, in their own name, and once', async () => {
  const { member } = office.organization;
  const add = (id: string, email: string) => office.ask(member, 'app.add_suppression($1, $2, null)', id, email);
  const id = randomUUID();
  expect([await add(id, 'Bob@people.test'), await add(id, 'bob@people.test')]).toEqual(['ADDED', 'ADDED']);
  expect(await add(randomUUID(), 'bob@people.test')).toBe('ALREADY');
  expect(
    await office.ask(office.organization.viewer, `app.add_suppression($1, 'c@people.test', null)`, randomUUID()),
  ).toBe('NOT_ALLOWED');
  const insert = (values: string) =>
    asViewer(database.asApp, member.tokenHash, (client) =>
      client.query(
        `insert into suppressions (organization_id, email, reason, created_by) values ($1, 'd@people.test', ${values})`,
        [office.id],
      ),
    );
  expect(await refusal(insert(`'BOUNCED', '${member.id}'`))).toBe('42501');
  expect(await refusal(insert(`'MANUAL', '${office.organization.owner.id}'`))).toBe('42501');
  await insert(`'MANUAL', '${member.id}'`);
});

test('functions add each reason once, and none for what erasing left', async () => {
  const add = (email: string, reason: string) =>
    office.run('select app.suppress($1, $2, $3::suppression_reason, $4)', office.id, email, reason, 'Why');
  await add('Eve@people.test', 'BOUNCED');
  await add('eve@people.test', 'BOUNCED');
  await add('eve@people.test', 'COMPLAINED');
  await add('0123@erased.invalid', 'UNSUBSCRIBED');
  expect(await office.listSuppressions()).toEqual(['eve@people.test BOUNCED', 'eve@people.test COMPLAINED']);
});
