import { afterAll, beforeAll, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import { entriesOf } from '../factories/audit.ts';
import {
  addMembership,
  createOrganization,
  createPlatformAdmin,
  createUser,
  type TestPerson,
} from '../factories/organizations.ts';
import { forgetProofs } from '../factories/proofs.ts';
import { only } from '../factories/rows.ts';
import { createAuthenticator, createPasskey, giveRecoveryCodes } from '../factories/second-factors.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// SUPPORT takes second factors away from whoever has lost them.

let database: TestDatabase;
let worker: TestWorker;
let support: TestPerson;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
  support = await createPlatformAdmin(database.sql, null, ['SUPPORT']);
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;
const reason = 'Called the number of the contract.';
const reset = async (email: string, by = support) =>
  only(
    await asViewer(database.asApp, by.tokenHash, (client) =>
      client.query('select app.reset_second_factors($1, $2) as outcome', [email, reason]),
    ),
  ).outcome;

test('everything that signs the person in with a factor goes, and every session; mail and trails tell of it', async () => {
  const { id, member } = await createOrganization(database.sql);
  await createAuthenticator(database.sql, member.id);
  await createPasskey(database.sql, member.id, worker.url);
  await giveRecoveryCodes(database.sql, member.id);
  const written = await entriesOf(database.sql, async () =>
    expect(await reset(member.email.toUpperCase())).toBe('RESET'),
  );
  for (const table of ['authenticators', 'passkeys', 'recovery_codes', 'sessions']) {
    expect([table, await rows(`select from ${table} where user_id = $1`, [member.id])]).toEqual([table, []]);
  }
  const entry = { action: 'second_factors_reset', actorId: support.id, subjectType: 'user', subjectId: member.id };
  expect(written).toMatchObject([
    { ...entry, organizationId: null, after: { reason } },
    { ...entry, organizationId: id, after: null },
  ]);
  expect(await rows('select kind, content from outgoing_mail where recipient = $1', [member.email])).toMatchObject([
    { kind: 'second-factors-reset', content: { reason } },
  ]);
  expect(await reset(member.email)).toBe('NO_FACTOR');
});

test('nobody does it to themselves, to whom they work with, or to the platform, and not from a session left open', async () => {
  const { id, member } = await createOrganization(database.sql);
  const colleague = await createPlatformAdmin(database.sql, id, ['SUPPORT']);
  const auditor = await createPlatformAdmin(database.sql, null, ['AUDITOR']);
  for (const person of [member, auditor, support]) await createAuthenticator(database.sql, person.id);
  expect(await reset(member.email, colleague)).toBe('OWN_ORGANIZATION');
  expect(await reset(support.email)).toBe('OWN_ORGANIZATION');
  expect(await reset(auditor.email)).toBe('OF_PLATFORM');
  await forgetProofs(database.sql, colleague);
  const stranger = await createUser(database.sql);
  await createAuthenticator(database.sql, stranger.id);
  expect(await reset(stranger.email, colleague)).toBe('PROVE');
  expect(
    await rows('select from authenticators where user_id = any ($1)', [
      [member.id, auditor.id, support.id, stranger.id],
    ]),
  ).toHaveLength(4);
});

test('the form asks whose and why, says what is wrong beside its field, and keeps what was typed', async () => {
  const { id, owner } = await createOrganization(database.sql);
  const person = await createUser(database.sql);
  await addMembership(database.sql, id, person.id, 'MEMBER');
  const visitor = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: support.id,
    organizationId: null,
  });
  const page = `/admin/organizations/${id}`;
  const send = (fields: Record<string, string>) => visitor.post(page, { intent: 'reset-factors', ...fields });
  const empty = await send({ email: person.email, reason: ' ' });
  expect(empty.status).toBe(400);
  expect(empty.text).toContain('Enter how you made sure who asks.');
  expect(empty.text).toContain(person.email);
  const without = await send({ email: person.email, reason });
  expect(without.status).toBe(409);
  expect(without.text).toContain('This person has no second factor.');
  expect(without.text).toContain(reason);
  expect((await send({ email: 'nobody@people.test', reason })).status).toBe(404);
  await createAuthenticator(database.sql, person.id);
  expect((await send({ email: person.email, reason })).location).toBe(page);
  expect((await visitor.get(page)).text).toContain('are taken away');
  expect(await rows('select from authenticators where user_id = $1', [person.id])).toEqual([]);

  const outsider = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: owner.id,
    organizationId: id,
  });
  expect((await outsider.post(page, { intent: 'reset-factors', email: person.email, reason })).status).toBe(404);
});
