import { afterAll, beforeAll, expect, test } from 'vitest';
import { dailyCron } from '../../app/daily-cron.ts';
import { hashToken } from '../../app/services/tokens.server.ts';
import { asViewer } from '../factories/as-viewer.ts';
import { createOrganization, createUser, type TestPerson, unknownTokenHash } from '../factories/organizations.ts';
import { forgetProofs } from '../factories/proofs.ts';
import { only, refusal } from '../factories/rows.ts';
import {
  createAuthenticator,
  createPasskey,
  createPendingSignIn,
  giveRecoveryCodes,
  proveSessions,
} from '../factories/second-factors.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// What the database says of second factors to whoever speaks SQL as the application, and who must have one.

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

const asSomebody = async (tokenHash: string | null, statement: string, values: unknown[] = []) =>
  only(
    await asViewer(database.asApp, tokenHash, (client) =>
      client.query<{ outcome: unknown }>(`select ${statement} as outcome`, values),
    ),
  ).outcome;
const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;
const currentStep = 'floor(extract(epoch from now()) / 30)::bigint';

test('SQL alone opens no session: the proof of a code or a signature is sealed by a key of the Worker', async () => {
  const { id } = await createUser(database.sql);
  const { proof } = await createAuthenticator(database.sql, id);
  const passkey = await createPasskey(database.sql, id, worker.url);
  const pending = hashToken(await createPendingSignIn(database.sql, id));
  const token = unknownTokenHash();
  // What the application role can learn of a factor.
  const handedOut = [
    ...(
      await asViewer(database.asApp, null, (client) =>
        client.query('select * from app.find_passkey($1)', [passkey.credentialId]),
      )
    ).rows,
    ...(
      await asViewer(database.asApp, null, (client) =>
        client.query('select * from app.start_code_check($1)', [pending]),
      )
    ).rows,
    ...(await asViewer(database.asApp, null, (client) => client.query('select * from app.second_steps($1)', [pending])))
      .rows,
  ];
  const known = JSON.stringify(handedOut);
  expect(known).toContain(passkey.publicKey);
  for (const secret of [proof, passkey.proof]) expect(known.includes(secret)).toBe(false);
  for (const table of ['authenticators', 'passkeys', 'recovery_codes', 'second_factor_attempts', 'used_challenges']) {
    expect(await refusal(database.asApp.query(`select 1 from ${table}`))).toBe('42501');
  }

  const sealed = handedOut.map((row) => String(row.sealed_proof ?? row.sealed_secret ?? ''));
  for (const guess of ['', ...sealed]) {
    expect(
      await asSomebody(null, `app.sign_in_by_passkey($1, $2, 1, 'c', $3, null, '{}') ->> 'outcome'`, [
        passkey.id,
        guess,
        token,
      ]),
    ).toBe('WRONG');
    expect(
      await asSomebody(null, `app.sign_in_by_second_passkey($1, $2, $3, $4, 1, 'c') ->> 'outcome'`, [
        pending,
        token,
        passkey.id,
        guess,
      ]),
    ).toBe('WRONG');
    expect(
      await asSomebody(null, `app.sign_in_by_code($1, $2, $3, ${currentStep}, null) ->> 'outcome'`, [
        pending,
        token,
        guess,
      ]),
    ).toBe('WRONG');
  }
  expect(await rows('select from sessions where user_id = $1', [id])).toHaveLength(0);
  // With the proof it does.
  expect(
    await asSomebody(null, `app.sign_in_by_code($1, $2, $3, ${currentStep}, null) ->> 'outcome'`, [
      pending,
      token,
      proof,
    ]),
  ).toBe('SIGNED_IN');
});

test('a code of another time is refused with the right proof, and so is the same period twice', async () => {
  const { owner } = await createOrganization(database.sql);
  const { proof } = await createAuthenticator(database.sql, owner.id);
  const prove = (step: string) => asSomebody(owner.tokenHash, `app.prove_by_code($1, ${step}, null)`, [proof]);
  expect(await prove(`${currentStep} + 100`)).toBe('WRONG');
  expect(await prove(currentStep)).toBe('PROVED');
  expect(await prove(currentStep)).toBe('WRONG');
  expect(await asSomebody(owner.tokenHash, 'app.is_proved()')).toBe(true);
});

test('nobody proves who they are with the factors of somebody else', async () => {
  const { owner, admin } = await createOrganization(database.sql);
  const { proof } = await createAuthenticator(database.sql, admin.id);
  const passkey = await createPasskey(database.sql, admin.id, worker.url);
  const [code = ''] = await giveRecoveryCodes(database.sql, admin.id);
  await forgetProofs(database.sql, owner);
  expect(await asSomebody(owner.tokenHash, `app.prove_by_code($1, ${currentStep}, null)`, [proof])).toBe('WRONG');
  expect(
    await asSomebody(owner.tokenHash, 'app.prove_by_code(null, null, $1)', [hashToken(code.replaceAll('-', ''))]),
  ).toBe('WRONG');
  expect(
    await asSomebody(owner.tokenHash, `app.prove_by_passkey($1, $2, 1, 'challenge')`, [passkey.id, passkey.proof]),
  ).toBe('WRONG');
  expect(await asSomebody(owner.tokenHash, 'app.is_proved()')).toBe(false);
});

/** What a viewer is told of the factor they lack. */
async function lackOf({ tokenHash }: Pick<TestPerson, 'tokenHash'>) {
  const viewer = only(await database.asApp.query('select app.begin_request($1, true) as viewer', [tokenHash])).viewer;
  return {
    organization: viewer.organization,
    role: viewer.role,
    secondFactor: viewer.secondFactor,
    admin: viewer.user.isPlatformAdmin,
  };
}

test('before its day an organization only tells; from its day on, nobody without a second factor works for it', async () => {
  const organization = await createOrganization(database.sql);
  const { id, name, owner, member } = organization;
  await createAuthenticator(database.sql, owner.id);
  await proveSessions(database.sql, owner.id);
  const requireFrom = (day: string) => asSomebody(owner.tokenHash, `app.require_second_factor_from(${day})`);
  expect(await requireFrom('current_date - 1')).toBe('TOO_EARLY');
  expect(await requireFrom('current_date + 7')).toBe('SAVED');
  expect(await lackOf(member)).toMatchObject({
    role: 'MEMBER',
    secondFactor: { administers: false, organization: { name, isDue: false } },
  });
  expect(await lackOf(owner)).toMatchObject({ role: 'OWNER', secondFactor: null });
  const told = await rows(
    `select recipient from outgoing_mail where kind = 'second-factor-required' and organization_id = $1 order by 1`,
    [id],
  );
  expect(told.map(({ recipient }) => recipient)).toEqual(
    [organization.admin, member, organization.viewer].map(({ email }) => email).toSorted(),
  );

  expect(await requireFrom('current_date')).toBe('SAVED');
  expect(await lackOf(member)).toMatchObject({
    organization: null,
    role: null,
    secondFactor: { organization: { isDue: true } },
  });
  const visible = (who: TestPerson) =>
    asViewer(database.asApp, who.tokenHash, async (client) => (await client.query('select from memberships')).rowCount);
  expect(await visible(member)).toBe(0);
  expect(await visible(owner)).toBe(4);
  await proveSessions(database.sql, member.id);
  expect(await visible(member)).toBe(4);
  expect(
    await rows(
      `select from audit_log where organization_id = $1 and action = 'update' and subject_type = 'organization'`,
      [id],
    ),
  ).not.toEqual([]);
});

test('who works for it is led to the page of second factors, and finds nothing of it meanwhile', async () => {
  const { id, name, member } = await createOrganization(database.sql);
  await rows('update organizations set second_factor_from = current_date where id = $1', [id]);
  const visitor = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: member.id,
    organizationId: id,
  });
  expect((await visitor.get('/organization')).location).toBe('/account/security');
  const { text } = await visitor.get('/account/security');
  expect(text).toContain('requires a second factor');
  expect(text).toContain(name);
});

test('an OWNER without a second factor of their own requires none, and nobody else decides it', async () => {
  const { owner, admin } = await createOrganization(database.sql);
  await proveSessions(database.sql, owner.id);
  await proveSessions(database.sql, admin.id);
  expect(await asSomebody(owner.tokenHash, 'app.require_second_factor_from(current_date)')).toBe('OWN_FIRST');
  expect(await asSomebody(admin.tokenHash, 'app.require_second_factor_from(current_date)')).toBe('NOT_ALLOWED');
});

test('the administration requires a second factor of everybody but the demo', async () => {
  const { owner, admin } = await createOrganization(database.sql);
  await rows(`insert into platform_roles (user_id, role) select unnest($1::uuid[]), 'SUPPORT'`, [[owner.id, admin.id]]);
  await rows('update users set is_demo = true where id = $1', [admin.id]);
  expect(await lackOf(owner)).toMatchObject({ admin: false, secondFactor: { administers: true, organization: null } });
  expect(await lackOf(admin)).toMatchObject({ admin: true, secondFactor: null });
  const setTier = (tokenHash: string) =>
    refusal(
      asViewer(database.asApp, tokenHash, (client) => client.query(`select app.set_tier(gen_random_uuid(), 'FREE')`)),
    );
  expect(await setTier(owner.tokenHash)).toBe('42501');
  await proveSessions(database.sql, owner.id);
  expect(await lackOf(owner)).toMatchObject({ admin: true, secondFactor: null });
  const visitor = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: owner.id,
    organizationId: null,
  });
  expect((await visitor.get('/admin/tools')).location).toBe('/account/security');
});

test('nobody outside .test is somebody of the demo', async () => {
  const { id } = await createUser(database.sql);
  expect(
    await refusal(
      database.sql.query(`update users set is_demo = true, email = 'somebody@example.com' where id = $1`, [id]),
    ),
  ).toBe('23514');
});

test('every change of a factor is in the trail and told by mail', async () => {
  const { owner, id } = await createOrganization(database.sql);
  const { id: appId, proof } = await createAuthenticator(database.sql, owner.id, false);
  await proveSessions(database.sql, owner.id);
  expect(
    await asSomebody(owner.tokenHash, `app.confirm_authenticator($1, $2, ${currentStep}, '{a,b}')`, [appId, proof]),
  ).toBe('ADDED_WITH_CODES');
  expect(await asSomebody(owner.tokenHash, `app.replace_recovery_codes('{c}')`)).toBe('REPLACED');
  expect(await asSomebody(owner.tokenHash, 'app.remove_authenticator()')).toBe('REMOVED');
  const changes = ['AUTHENTICATOR_ADDED', 'RECOVERY_CODES_REPLACED', 'AUTHENTICATOR_REMOVED'];
  const mails = await rows(
    `select content ->> 'change' as change from outgoing_mail where recipient = $1 order by created_at, key`,
    [owner.email],
  );
  expect(mails.map(({ change }) => change).toSorted()).toEqual(changes.toSorted());
  const actions = (await rows('select action from audit_log where organization_id = $1', [id])).map(
    ({ action }) => action,
  );
  expect(actions).toEqual(expect.arrayContaining(changes.map((change) => change.toLowerCase())));
});

test('the schedule forgets challenges that have ended, and secrets nobody confirmed', async () => {
  const { id } = await createUser(database.sql);
  await createAuthenticator(database.sql, id, false);
  await rows(`update authenticators set created_at = now() - interval '2 days' where user_id = $1`, [id]);
  await rows(
    `insert into used_challenges (challenge_hash, used_at) values ('past', now() - interval '2 hours'), ('new', now())`,
  );
  await worker.runSchedule(dailyCron);
  expect(await rows('select from authenticators where user_id = $1', [id])).toHaveLength(0);
  expect(await rows(`select challenge_hash from used_challenges where challenge_hash in ('past', 'new')`)).toEqual([
    { challenge_hash: 'new' },
  ]);
});
