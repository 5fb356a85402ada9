import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashToken } from '../../app/services/tokens.server.ts';
import { asViewer } from '../factories/as-viewer.ts';
import { entriesOf } from '../factories/audit.ts';
import { addMembership, createOrganization } from '../factories/organizations.ts';
import { only } from '../factories/rows.ts';
import {
  createAuthenticator,
  createPendingSignIn,
  giveRecoveryCodes,
  pendingCookie,
  proveSessions,
} from '../factories/second-factors.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, createVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// Whom guesses keep waiting, what tells of them, and what two tabs do to each other.

let database: TestDatabase;
let worker: TestWorker;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const secondStep = '/login/second-factor';
const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;

/** A browser in the middle of signing in as somebody. */
async function visitSecondStep(userId: string, isKnownDevice = false): Promise<Visitor> {
  const token = await createPendingSignIn(database.sql, userId, { isKnownDevice });
  return createVisitor(worker.url, new Map([pendingCookie(token)]));
}

const typeCode = (visitor: Visitor, code: string) => visitor.post(secondStep, { intent: 'code', code });

test('wrong codes in a session that was left open make it wait, and no browser that signs in', async () => {
  const { owner, id } = await createOrganization(database.sql);
  const { code } = await createAuthenticator(database.sql, owner.id);
  const session = { sql: database.sql, personId: owner.id, organizationId: id };
  const [open, other] = [
    await createSignedInVisitor(worker.url, session),
    await createSignedInVisitor(worker.url, session),
  ];
  const prove = (visitor: Visitor, typed: string) =>
    visitor.post('/confirm-identity', { intent: 'code', code: typed, redirectTo: '/account' });
  for (let attempt = 1; attempt <= 5; attempt += 1) expect((await prove(open, '000000')).status).toBe(400);
  expect((await prove(open, code())).status).toBe(429);
  // The password is guessed at by the same count.
  expect((await open.post('/confirm-identity', { password: 'a wrong guess', redirectTo: '/account' })).status).toBe(
    429,
  );
  expect((await prove(other, code())).location).toBe('/account');
  for (const isKnownDevice of [true, false]) {
    expect((await typeCode(await visitSecondStep(owner.id, isKnownDevice), '000000')).status).toBe(400);
  }
});

test('a wrong code at sign-in is in the trail of the organization, with its device', async () => {
  const { owner, id } = await createOrganization(database.sql);
  const { code } = await createAuthenticator(database.sql, owner.id);
  const visitor = await visitSecondStep(owner.id);
  const entry = { organizationId: id, action: 'fail_second_step', subjectId: owner.id, actorId: null };
  const after = { device: 'Firefox on Linux', country: null };
  for (const typed of ['000000', 'abcd-efgh-jkmn-pqrs']) {
    expect(await entriesOf(database.sql, () => typeCode(visitor, typed))).toMatchObject([{ ...entry, after }]);
  }
  const right = code();
  expect((await typeCode(visitor, right)).status).toBe(302);
  const replayed = await entriesOf(database.sql, async () => typeCode(await visitSecondStep(owner.id), right));
  expect(replayed).toMatchObject([entry]);
});

test('a wrong code is in the trail of every organization that somebody belongs to, as a wrong password is', async () => {
  const [one, other] = [await createOrganization(database.sql), await createOrganization(database.sql)];
  await addMembership(database.sql, other.id, one.owner.id, 'VIEWER');
  await createAuthenticator(database.sql, one.owner.id);
  const written = await entriesOf(database.sql, async () => typeCode(await visitSecondStep(one.owner.id), '000000'));
  expect(written.map(({ organizationId }) => organizationId).toSorted()).toEqual([one.id, other.id].toSorted());
});

test('a recovery code used in the browser of a colleague is in the trail of its own person’s organization', async () => {
  const [theirs, colleagues] = [await createOrganization(database.sql), await createOrganization(database.sql)];
  await createAuthenticator(database.sql, theirs.owner.id);
  const [code = ''] = await giveRecoveryCodes(database.sql, theirs.owner.id);
  const visitor = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: colleagues.owner.id,
    organizationId: colleagues.id,
  });
  visitor.cookies.set(...pendingCookie(await createPendingSignIn(database.sql, theirs.owner.id)));
  const written = await entriesOf(database.sql, () => typeCode(visitor, code));
  expect(written.filter(({ action }) => action === 'recovery_code_used')).toMatchObject([
    { organizationId: theirs.id },
  ]);
  expect(written.filter(({ organizationId }) => organizationId === colleagues.id)).toEqual([]);
  const [mail] = await rows(
    `select content ->> 'device' as device from outgoing_mail where recipient = $1 and kind = 'second-factor-changed'`,
    [theirs.owner.email],
  );
  expect(mail).toEqual({ device: 'Firefox on Linux' });
});

test('a factor set up because it is required is in the trail of the organization that requires it', async () => {
  const { member, id } = await createOrganization(database.sql);
  const { id: appId, proof } = await createAuthenticator(database.sql, member.id, false);
  await rows('update sessions set proved_at = now() where user_id = $1', [member.id]);
  await rows('update organizations set second_factor_from = current_date where id = $1', [id]);
  const written = await entriesOf(database.sql, () =>
    asViewer(database.asApp, member.tokenHash, (client) =>
      client.query(
        `select app.confirm_authenticator($1, $2, floor(extract(epoch from now()) / 30)::bigint, '{}') as outcome`,
        [appId, proof],
      ),
    ),
  );
  expect(written).toMatchObject([{ action: 'authenticator_added', organizationId: id, subjectId: member.id }]);
});

test('whoever removes their last factor before the day is told again, and kept out on the day', async () => {
  const { member, id } = await createOrganization(database.sql);
  await createAuthenticator(database.sql, member.id);
  await proveSessions(database.sql, member.id);
  await rows('update organizations set second_factor_from = current_date + 7 where id = $1', [id]);
  const remove = await asViewer(database.asApp, member.tokenHash, (client) =>
    client.query('select app.remove_authenticator() as outcome'),
  );
  expect(only(remove)).toEqual({ outcome: 'REMOVED' });
  const viewer = async () =>
    only(await database.asApp.query('select app.begin_request($1, true) as viewer', [member.tokenHash])).viewer;
  expect(await viewer()).toMatchObject({ role: 'MEMBER', secondFactor: { organization: { isDue: false } } });
  await rows('update organizations set second_factor_from = current_date where id = $1', [id]);
  expect(await viewer()).toMatchObject({ role: null, organization: null });
});

test('of two tabs that begin with an app at once, the later has it, and neither fails', async () => {
  const { owner, id } = await createOrganization(database.sql);
  const visitor = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: owner.id,
    organizationId: id,
  });
  await proveSessions(database.sql, owner.id);
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => visitor.post('/account/security', { intent: 'start-authenticator' })),
  );
  expect(answers.map(({ location }) => location)).toEqual(Array(6).fill('/account/security/authenticator'));
  expect(await rows('select from authenticators where user_id = $1', [owner.id])).toHaveLength(1);
});

test('two clicks on the first code make one set of recovery codes, and the second click says that it is done', async () => {
  const { owner, id } = await createOrganization(database.sql);
  const visitor = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: owner.id,
    organizationId: id,
  });
  await proveSessions(database.sql, owner.id);
  const { id: authenticatorId, code } = await createAuthenticator(database.sql, owner.id, false);
  const typed = { authenticatorId, code: code() };
  const answers = await Promise.all([1, 2].map(() => visitor.post('/account/security/authenticator', typed)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 302]);
  const shown = answers.find(({ status }) => status === 200)?.text ?? '';
  const codes = [...shown.matchAll(/<li>([a-z2-9]{4}(?:-[a-z2-9]{4}){3})<\/li>/g)].map(([, found = '']) => found);
  const kept = await rows('select code_hash from recovery_codes where user_id = $1', [owner.id]);
  expect(kept.map((row) => row.code_hash).toSorted()).toEqual(
    codes.map((found) => hashToken(found.replaceAll('-', ''))).toSorted(),
  );
});
