import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ChosenPassword, choosePassword } from '../../app/services/password.server.ts';
import { createToken, hashToken } from '../../app/services/tokens.server.ts';
import { waitForMail } from '../factories/account-mails.ts';
import { createOrganization, type TestOrganization, type TestPerson } from '../factories/organizations.ts';
import { givePassword } from '../factories/passwords.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, createVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// What matters most asks once more who is there, unless it was proved in the last ten minutes.

let database: TestDatabase;
let worker: TestWorker;
let chosen: ChosenPassword;

const password = 'orbit candle fjord';

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
  chosen = await choosePassword(password);
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;
const roleOf = async ({ id }: TestPerson) =>
  (await rows('select role from memberships where user_id = $1', [id]))[0]?.role;

/** An organization whose OWNER signed in more than ten minutes ago. */
async function createOwner(): Promise<{ organization: TestOrganization; owner: Visitor }> {
  const organization = await createOrganization(database.sql);
  await givePassword(database.sql, organization.owner.id, chosen);
  const owner = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: organization.owner.id,
    organizationId: organization.id,
  });
  await rows(`update sessions set proved_at = now() - interval '10 minutes 1 second' where user_id = $1`, [
    organization.owner.id,
  ]);
  return { organization, owner };
}

const makeOwner = (owner: Visitor, { id }: TestPerson) =>
  owner.post('/organization', { intent: 'change-role', userId: id, role: 'OWNER' });
const prove = (owner: Visitor, guess = password, redirectTo = '/organization') =>
  owner.post('/confirm-identity', { password: guess, redirectTo });

test('a new OWNER is made by somebody who has just proved who they are', async () => {
  const { organization, owner } = await createOwner();
  const { member } = organization;
  expect((await makeOwner(owner, member)).location).toBe('/confirm-identity?redirectTo=%2Forganization');
  expect(await roleOf(member)).toBe('MEMBER');

  const page = await owner.get('/confirm-identity?redirectTo=%2Forganization');
  expect(page.text).toContain('Once more, please');
  expect(page.text).toContain('name="redirectTo" value="/organization"');
  const wrong = await prove(owner, 'a wrong guess');
  expect(wrong.status).toBe(400);
  expect(wrong.text).toContain('This is not your password.');
  expect((await makeOwner(owner, member)).location).toMatch(/^\/confirm-identity/);

  expect((await prove(owner)).location).toBe('/organization');
  expect((await owner.get('/organization')).text).toContain('Nothing was done yet: send it once more');
  expect((await makeOwner(owner, member)).location).toBe('/organization');
  expect(await roleOf(member)).toBe('OWNER');
});

test('so is an invitation to be OWNER; other roles ask nothing', async () => {
  const { organization, owner } = await createOwner();
  const invite = (role: string) =>
    owner.post('/organization', { intent: 'invite', email: `${randomUUID()}@people.test`, role });
  expect((await invite('OWNER')).location).toMatch(/^\/confirm-identity/);
  expect(await rows('select from invitations where organization_id = $1', [organization.id])).toEqual([]);
  expect((await invite('ADMIN')).location).toBe('/organization');
  expect(
    (await owner.post('/organization', { intent: 'change-role', userId: organization.member.id, role: 'ADMIN' }))
      .location,
  ).toBe('/organization');
  await prove(owner);
  expect((await invite('OWNER')).location).toBe('/organization');
});

test('what was proved in one session counts in no other, and ends after ten minutes', async () => {
  const { organization, owner } = await createOwner();
  await prove(owner);
  const elsewhere = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: organization.owner.id,
    organizationId: organization.id,
  });
  await rows(
    'update sessions set proved_at = null where id = (select id from sessions where user_id = $1 order by created_at desc limit 1)',
    [organization.owner.id],
  );
  expect((await makeOwner(elsewhere, organization.member)).location).toMatch(/^\/confirm-identity/);
  await rows(`update sessions set proved_at = proved_at - interval '10 minutes' where user_id = $1`, [
    organization.owner.id,
  ]);
  expect((await makeOwner(owner, organization.member)).location).toMatch(/^\/confirm-identity/);
});

test('guesses wait, and never lead to another site', async () => {
  const { owner } = await createOwner();
  expect((await prove(owner, password, '//evil.example')).location).toBe('/');
  for (let attempt = 1; attempt <= 5; attempt++) expect((await prove(owner, `guess ${attempt}`)).status).toBe(400);
  const blocked = await prove(owner);
  expect(blocked.status).toBe(429);
  expect(Number(blocked.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('a changed role is told to its person, and a new OWNER to the OWNERs, with who did it', async () => {
  const { organization, owner } = await createOwner();
  const { member, admin } = organization;
  await rows(`update memberships set role = 'OWNER' where user_id = $1`, [admin.id]);
  await prove(owner);
  await makeOwner(owner, member);
  const toMember = await waitForMail(worker, member.email, /^You are an owner/);
  expect(toMember.text).toContain(
    `${organization.owner.name} changed your role in ${organization.name} from a member to an owner`,
  );
  const toAdmin = await waitForMail(worker, admin.email, /is an owner of/);
  expect(toAdmin.subject).toBe(`${member.name} is an owner of ${organization.name} now`);
  expect(
    await rows(`select from outgoing_mail where kind = 'role-changed' and recipient = $1`, [organization.owner.email]),
  ).toEqual([]);
});

test('an OWNER who comes by an invitation is told to the others, and who is removed to them', async () => {
  const { organization, owner } = await createOwner();
  const { id, admin } = organization;
  const email = `${randomUUID()}@people.test`;
  const token = createToken();
  await rows(
    `insert into invitations (organization_id, email, role, token_hash, invited_by, expires_at)
     values ($1, $2, 'OWNER', $3, $4, now() + interval '1 day')`,
    [id, email, hashToken(token), organization.owner.id],
  );
  const joined = await createVisitor(worker.url).post(`/invitations/${token}`, { name: 'Grace Hopper', password });
  expect(joined.location, joined.text).toBe('/organization');
  const told = await waitForMail(worker, organization.owner.email, /^Grace Hopper is an owner of/);
  expect(told.text).toContain(
    `accepted the invitation of ${organization.owner.name} to ${organization.name} as an owner`,
  );

  expect((await owner.post('/organization', { intent: 'remove', userId: admin.id })).location).toBe('/organization');
  const removed = await waitForMail(worker, admin.email, /^You are no part of/);
  expect(removed.text).toContain(`${organization.owner.name} removed you from ${organization.name}`);
  expect(
    await rows(`select count(*)::integer from outgoing_mail where kind = 'role-changed' and organization_id = $1`, [
      id,
    ]),
  ).toEqual([{ count: 2 }]);
});
