import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashToken } from '../../app/services/tokens.server.ts';
import {
  createEmailConfirmation,
  createInvitation,
  createPasswordReset,
  createSignInMail,
} from '../factories/account-links.ts';
import { asViewer } from '../factories/as-viewer.ts';
import { fillCart } from '../factories/carts.ts';
import { createTool } from '../factories/catalog.ts';
import {
  addMembership,
  createOrganization,
  createPerson,
  type TestPerson,
  unknownTokenHash,
} from '../factories/organizations.ts';
import { createToolPurchase } from '../factories/purchases.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database?.drop();
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;

/** The answer of a function that answers somebody with one text. */
async function call(person: { tokenHash: string } | null, statement: string, values: unknown[] = []) {
  const result = await asViewer(database.asApp, person?.tokenHash ?? null, (client) =>
    client.query<{ outcome: string }>(`select ${statement} as outcome`, values),
  );
  return only(result).outcome;
}

/** Somebody alone in a new organization, whose address is not confirmed, with a question that waits. */
async function createUnconfirmed() {
  const organization = await createOrganization(database.sql);
  const { owner } = organization;
  await rows('delete from memberships where organization_id = $1 and user_id <> $2', [organization.id, owner.id]);
  await rows('update users set email_confirmed_at = null where id = $1', [owner.id]);
  return { organization, owner, ...(await createEmailConfirmation(database.sql, owner.id, owner.email)) };
}

const stateOf = async ({ id }: { id: string }) =>
  only(
    await database.sql.query(
      'select email, pending_email as pending, email_confirmed_at is not null as confirmed from users where id = $1',
      [id],
    ),
  );
/** As if they had proved who they are so many minutes ago. */
const prove = ({ tokenHash }: TestPerson, minutes: number) =>
  rows(`update sessions set proved_at = now() - $2 * interval '1 minute' where token_hash = $1`, [tokenHash, minutes]);
const mailsTo = (email: string, kind: string) =>
  rows('select content, secret from outgoing_mail where recipient = $1 and kind = $2', [email, kind]);

test('nothing leaves an account for others before its address is confirmed, and everything does after', async () => {
  const organization = await createOrganization(database.sql);
  const { owner, member } = organization;
  await rows('update users set email_confirmed_at = null where id in ($1, $2)', [owner.id, member.id]);
  const owned = await createTool(database.sql);
  await createToolPurchase(database.sql, organization, owned.id);
  const tool = await createTool(database.sql);
  for (const { id } of [owner, member])
    await fillCart(database.sql, organization.id, id, { tools: [tool], bundles: [] });
  const { id: invitation } = await createInvitation(database.sql, organization.id, `${randomUUID()}@people.test`);
  const { slug } = only(await database.sql.query('select slug from marketplace_tools where id = $1', [owned.id]));
  const billing = JSON.stringify({
    name: 'A',
    email: owner.email,
    street: 'S',
    city: 'C',
    state: 'IL',
    postalCode: '60601',
    country: 'US',
  });
  const acts = [
    () => call(member, `app.send_request('We need it.')`),
    () => call(owner, `(app.place_order(gen_random_uuid(), app.show_cart(), 'INVOICE', null, $1)).outcome`, [billing]),
    () => call(owner, `app.invite('somebody@people.test', 'MEMBER')`),
    () => call(owner, '(app.resend_invitation($1)).outcome', [invitation]),
    () => call(owner, `app.save_review($1, 5, '', 'It saves me an hour every day.')`, [slug]),
  ];
  const outcomes = async () => {
    const found: string[] = [];
    for (const act of acts) found.push(await act());
    return found;
  };
  expect(await outcomes()).toEqual(acts.map(() => 'NOT_CONFIRMED'));
  expect(await rows('select from outgoing_mail where organization_id = $1', [organization.id])).toEqual([]);
  await rows('update users set email_confirmed_at = now() where id in ($1, $2)', [owner.id, member.id]);
  expect(await outcomes()).toEqual(['SENT', 'PLACED', 'INVITED', 'RESENT', 'WRITTEN']);
});

test('a code confirms once, for its person alone', async () => {
  const { owner, code } = await createUnconfirmed();
  const other = await createUnconfirmed();
  await rows(`update email_confirmations set code_hash = 'none' where user_id = $1`, [other.owner.id]);
  expect(await call(other.owner, 'app.confirm_email($1)', [code])).toBe('WRONG');
  expect(await call(null, 'app.confirm_email($1)', [code])).toBe('NOT_ALLOWED');
  expect(await stateOf(owner)).toMatchObject({ confirmed: false });
  expect(await call(owner, 'app.confirm_email($1)', [code])).toBe('CONFIRMED');
  expect(await stateOf(owner)).toEqual({ email: owner.email, pending: null, confirmed: true });
  expect(await rows('select from email_confirmations where user_id = $1', [owner.id])).toEqual([]);
});

test('five wrong codes close a question, and so does half an hour', async () => {
  const guessed = await createUnconfirmed();
  const outcomes: string[] = [];
  for (let place = 0; place < 5; place++) outcomes.push(await call(guessed.owner, `app.confirm_email('999999')`));
  expect(outcomes).toEqual(['WRONG', 'WRONG', 'WRONG', 'WRONG', 'CLOSED']);
  expect(await call(guessed.owner, 'app.confirm_email($1)', [guessed.code])).toBe('CLOSED');
  const late = await createUnconfirmed();
  await rows('update email_confirmations set expires_at = now() where user_id = $1', [late.owner.id]);
  expect(await call(late.owner, 'app.confirm_email($1)', [late.code])).toBe('CLOSED');
  expect(await call(late.owner, 'app.confirm_email_by_link($1)', [hashToken(late.token)])).toBe('CLOSED');
});

test('a new mail replaces the one before, and a sixth within an hour is not sent', async () => {
  const { owner, code } = await createUnconfirmed();
  const outcomes: string[] = [];
  for (let place = 0; place < 6; place++) outcomes.push(await call(owner, 'app.send_email_confirmation()'));
  expect(outcomes).toEqual(['SENT', 'SENT', 'SENT', 'SENT', 'SENT', 'TOO_OFTEN']);
  const mails = await mailsTo(owner.email, 'email-confirmation');
  expect(mails).toHaveLength(5);
  for (const { content, secret } of mails) {
    expect(secret).toMatch(/^[\w-]{43} \d{6}$/);
    // Nothing that somebody chose.
    expect(content).toEqual({ isChange: false });
  }
  // One in a million times it is the same.
  expect(await call(owner, 'app.confirm_email($1)', [code])).toBe('WRONG');
});

test('a link confirms for whoever is signed in to its account, and for nobody else', async () => {
  const { owner, token } = await createUnconfirmed();
  const other = await createUnconfirmed();
  const open = (person: TestPerson | null) => call(person, 'app.confirm_email_by_link($1)', [hashToken(token)]);
  expect([await open(null), await open(other.owner)]).toEqual(['SIGN_IN_FIRST', 'OTHER_ACCOUNT']);
  expect(await stateOf(owner)).toMatchObject({ confirmed: false });
  expect([await open(owner), await open(owner)]).toEqual(['CONFIRMED', 'CLOSED']);
});

test('an account that somebody else made with an address is deleted by whoever reads its mail', async () => {
  const { organization, owner, token } = await createUnconfirmed();
  await rows('update email_confirmations set expires_at = now() where user_id = $1', [owner.id]);
  expect(await call(null, 'app.disown_email($1)', [hashToken(token)])).toBe('DELETED');
  expect(
    await rows('select from users where lower(email) = lower($1) or id = $2 and name = $3', [
      owner.email,
      owner.id,
      owner.name,
    ]),
  ).toEqual([]);
  expect(await rows('select from memberships where user_id = $1', [owner.id])).toEqual([]);
  expect(await rows('select from sessions where user_id = $1', [owner.id])).toEqual([]);
  expect(await rows('select from organizations where name = $1', [organization.name])).toEqual([]);
  expect(await call(null, 'app.disown_email($1)', [hashToken(token)])).toBe('CLOSED');
  // The schedule empties what they were alone in.
  while (only(await database.sql.query('select outcome from app.remove_closed_rows(1000)')).outcome !== 'DONE');
  expect(
    await rows('select name, closed_at is not null as gone from organizations where id = $1', [organization.id]),
  ).toEqual([{ name: 'Closed organization', gone: true }]);
});

/** An invitation by others, and mail of theirs, that wait for an address. */
async function createTracesOfOthers(email: string) {
  const { id } = await createOrganization(database.sql);
  const { id: invitation } = await createInvitation(database.sql, id, email);
  await rows(
    `insert into outgoing_mail (key, organization_id, recipient, kind, content) values ($1, $2, $3, 'invitation', '{}')`,
    [`of others:${email}`, id, email],
  );
  return async () => ({
    invitations: (await rows('select from invitations where id = $1', [invitation])).length,
    mails: (await rows('select from outgoing_mail where key = $1', [`of others:${email}`])).length,
    trail: (await rows('select from audit_values where chain = $1 and value = $2', [id, email])).length,
  });
}

test('what others keep for an address outlives the account that a stranger made with it, whoever ends that', async () => {
  const disowned = await createUnconfirmed();
  const countForDisowned = await createTracesOfOthers(disowned.owner.email);
  expect(await call(null, 'app.disown_email($1)', [hashToken(disowned.token)])).toBe('DELETED');
  expect(await countForDisowned()).toEqual({ invitations: 1, mails: 1, trail: 1 });

  const { owner, organization } = await createUnconfirmed();
  const count = await createTracesOfOthers(owner.email);
  expect(await call(owner, 'app.delete_account($1, $2)', [owner.email, [organization.id]])).toBe('DELETED');
  expect(await count()).toEqual({ invitations: 1, mails: 1, trail: 1 });
  // Nor is the address written to: it may be a stranger's, and the mail would name what somebody else called an organization.
  expect(await rows('select kind from outgoing_mail where recipient = $1', [owner.email])).toEqual([
    { kind: 'invitation' },
  ]);
});

test('mail that anybody can ask for to an address that was never confirmed names nobody, and is counted by the address', async () => {
  const { owner } = await createUnconfirmed();
  await rows(`insert into known_devices (user_id, token_hash) values ($1, 'known')`, [owner.id]);
  for (const device of [null, 'known', null, 'known', null, 'known', 'known'])
    for (const ask of ['request_sign_in_mail($1, gen_random_uuid()::text, $2)', 'request_password_reset($1, $2)']) {
      await rows(`update password_resets set created_at = created_at - interval '2 minutes' where user_id = $1`, [
        owner.id,
      ]);
      await asViewer(database.asApp, null, (client) => client.query(`select app.${ask}`, [owner.email, device]));
    }
  for (const kind of ['sign-in', 'password-reset'])
    expect((await mailsTo(owner.email, kind)).map(({ content }) => content)).toEqual(Array(5).fill({ name: null }));
});

test('a confirmed address changes once the new one is confirmed, and the old one is told', async () => {
  const { owner } = await createOrganization(database.sql);
  const taken = await createPerson(database.sql, (await createOrganization(database.sql)).id, 'MEMBER');
  const email = `${randomUUID()}@people.test`;
  await prove(owner, 11);
  expect(await call(owner, 'app.change_email($1)', [email])).toBe('PROVE');
  await prove(owner, 9);
  expect(await call(owner, 'app.change_email($1)', [owner.email.toUpperCase()])).toBe('UNCHANGED');
  expect(await call(owner, 'app.change_email($1)', [taken.email.toUpperCase()])).toBe('EMAIL_TAKEN');
  expect(await mailsTo(taken.email, 'email-confirmation')).toEqual([]);
  const [reset, signIn] = [
    await createPasswordReset(database.sql, owner.id),
    await createSignInMail(database.sql, owner.id),
  ];
  expect(await call(owner, 'app.change_email($1)', [email])).toBe('ASKED');
  expect(await stateOf(owner)).toEqual({ email: owner.email, pending: email, confirmed: true });
  const [mail] = await mailsTo(email, 'email-confirmation');
  const [, code = ''] = String(mail?.secret).split(' ');
  expect(mail?.content).toEqual({ isChange: true });
  expect(await call(owner, 'app.confirm_email($1)', [code])).toBe('CONFIRMED');
  expect(await stateOf(owner)).toEqual({ email, pending: null, confirmed: true });
  expect(await mailsTo(owner.email, 'email-changed')).toMatchObject([{ content: { email } }]);
  // A link that was sent to the old address opens nothing any more.
  expect(
    await rows(
      `select token_hash from password_resets where token_hash = any ($1) and used_at is null
       union all select token_hash from sign_in_mails where token_hash = any ($1) and used_at is null`,
      [[hashToken(reset), hashToken(signIn)]],
    ),
  ).toEqual([]);
});

test('an address that another account got meanwhile is not taken from it', async () => {
  const { owner } = await createOrganization(database.sql);
  const email = `${randomUUID()}@people.test`;
  await rows('update users set pending_email = $2 where id = $1', [owner.id, email]);
  const { code } = await createEmailConfirmation(database.sql, owner.id, email);
  await rows(`update users set email = $1 where id = $2`, [email, (await createUnconfirmed()).owner.id]);
  expect(await call(owner, 'app.confirm_email($1)', [code])).toBe('EMAIL_TAKEN');
  expect(await stateOf(owner)).toEqual({ email: owner.email, pending: null, confirmed: true });
});

test('whoever resets the password of an address that was never confirmed leaves organizations of others, and keeps their own', async () => {
  // Somebody made an account with an address of somebody else, and put it into an organization to lie in wait there.
  const lookAlike = await createOrganization(database.sql);
  const { organization, owner } = await createUnconfirmed();
  await addMembership(database.sql, lookAlike.id, owner.id, 'MEMBER');
  await rows(`update users set pending_email = 'attacker@people.test' where id = $1`, [owner.id]);
  await rows(`insert into known_devices (user_id, token_hash) values ($1, 'of the attacker')`, [owner.id]);
  const reset = await createPasswordReset(database.sql, owner.id);
  await asViewer(database.asApp, null, (client) =>
    client.query(`select app.reset_password($1, 'salt', 'key')`, [hashToken(reset)]),
  );
  expect(await stateOf(owner)).toEqual({ email: owner.email, pending: null, confirmed: true });
  expect(await rows('select organization_id as id from memberships where user_id = $1', [owner.id])).toEqual([
    { id: organization.id },
  ]);
  for (const table of ['sessions', 'known_devices', 'email_confirmations'])
    expect([table, await rows(`select from ${table} where user_id = $1`, [owner.id])]).toEqual([table, []]);
});

test('signing in by mail to an account that somebody else made takes the password out of it', async () => {
  const { owner } = await createUnconfirmed();
  const browser = unknownTokenHash();
  await asViewer(database.asApp, null, (client) =>
    client.query('select app.request_sign_in_mail($1, $2)', [owner.email, browser]),
  );
  const [mail] = await mailsTo(owner.email, 'sign-in');
  const token =
    String(mail?.secret)
      .split(' ')
      .find((part) => part.length === 43) ?? '';
  const outcome = await call(null, `app.use_sign_in_mail($1, $2, null, $3, null, null) ->> 'outcome'`, [
    browser,
    hashToken(token),
    unknownTokenHash(),
  ]);
  expect(outcome).toBe('SIGNED_IN');
  expect(await rows('select password_check as password from users where id = $1', [owner.id])).toEqual([
    { password: null },
  ]);
  expect(await rows('select from sessions where token_hash = $1', [owner.tokenHash])).toEqual([]);
  expect(await stateOf(owner)).toMatchObject({ confirmed: true });
});

test('a reset of a confirmed address takes nobody out of an organization', async () => {
  const { id, member } = await createOrganization(database.sql);
  const reset = await createPasswordReset(database.sql, member.id);
  await asViewer(database.asApp, null, (client) =>
    client.query(`select app.reset_password($1, 'salt', 'key')`, [hashToken(reset)]),
  );
  expect(await rows('select organization_id as id from memberships where user_id = $1', [member.id])).toEqual([{ id }]);
});

test('an invitation that came by mail confirms the address it was sent to', async () => {
  const inviting = await createOrganization(database.sql);
  const { owner } = await createUnconfirmed();
  const accept = (person: { tokenHash: string } | null, token: string) =>
    call(person, `app.accept_invitation($1, 'New Person', 'salt', 'key', $2, null) ->> 'outcome'`, [
      hashToken(token),
      unknownTokenHash(),
    ]);
  const known = await createInvitation(database.sql, inviting.id, owner.email);
  expect(await accept(owner, known.token)).toBe('JOINED');
  expect(await stateOf(owner)).toMatchObject({ confirmed: true });
  const email = `${randomUUID()}@people.test`;
  expect(await accept(null, (await createInvitation(database.sql, inviting.id, email)).token)).toBe('JOINED');
  expect(await rows('select from users where email = $1 and email_confirmed_at is not null', [email])).toHaveLength(1);
});

test('questions that nobody answers are forgotten after 30 days, with the address they were about', async () => {
  const { owner } = await createUnconfirmed();
  const email = `${randomUUID()}@people.test`;
  expect(await call(owner, 'app.change_email($1)', [email])).toBe('ASKED');
  await rows(`update email_confirmations set created_at = now() - interval '31 days' where user_id = $1`, [owner.id]);
  await database.sql.query('select app.forget_confirmations()');
  expect(await rows('select from email_confirmations where user_id = $1', [owner.id])).toEqual([]);
  expect(await stateOf(owner)).toMatchObject({ email: owner.email, pending: null });
});
