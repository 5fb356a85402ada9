import { expect, test } from 'vitest';
import { verifyAuditTrail } from '../../db/audit-verify.ts';
import { asViewer } from '../factories/as-viewer.ts';
import { fillCart } from '../factories/carts.ts';
import { createTool } from '../factories/catalog.ts';
import {
  addMembership,
  createOrganization,
  createPerson,
  createUser,
  type TestPerson,
} from '../factories/organizations.ts';
import { forgetProofs, proveSessions } from '../factories/proofs.ts';
import { createOrder, createSeat, createToolPurchase } from '../factories/purchases.ts';
import { createReview } from '../factories/reviews.ts';
import { only } from '../factories/rows.ts';
import { createSignedInVisitor, createVisitor } from '../setup/visitor.ts';
import { database, rows, setUpTests, signIn, worker } from './organization-forms-setup.ts';

setUpTests();

/** Deletes the account as its person would, and returns the outcome. */
async function deleteAccount(person: TestPerson, closing: string[] = [], typed = person.email) {
  await proveSessions(database.sql, person);
  return only(
    await asViewer(database.asApp, person.tokenHash, (client) =>
      client.query<{ outcome: string }>('select app.delete_account($1, $2) as outcome', [typed, closing]),
    ),
  ).outcome;
}

/** Tables and columns of the whole database with a text that contains one of these, in upper or lower case. */
async function findTexts(texts: string[]): Promise<string[]> {
  const tables = await rows(
    `select c.oid::regclass::text as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const columns = await rows(
      `select distinct pair.key from ${name} as scanned cross join lateral jsonb_each_text(to_jsonb(scanned)) as pair (key, value)
       where exists (select from unnest($1::text[]) as text where strpos(lower(pair.value), lower(text)) > 0)`,
      [texts],
    );
    found.push(...columns.map(({ key }) => `${name}.${key}`));
  }
  return found;
}

/** Somebody of an organization who left something everywhere. */
async function createTraces() {
  const organization = await createOrganization(database.sql);
  const { member, owner } = organization;
  const tool = await createTool(database.sql, { seats: 5 });
  await createToolPurchase(database.sql, organization, tool.id);
  await createSeat(database.sql, organization, tool.id, member.id);
  const review = await createReview(database.sql, organization, tool.id, { status: 'APPROVED' });
  await fillCart(database.sql, organization.id, member.id, { tools: [await createTool(database.sql)] });
  const order = await createOrder(database.sql, organization, (await createTool(database.sql)).id);
  await rows('update marketplace_orders set buyer_id = $2, billing_name = $3, billing_email = $4 where id = $1', [
    order,
    member.id,
    member.name,
    member.email,
  ]);
  await rows(
    `insert into invitations (organization_id, email, role, token_hash, invited_by, expires_at, accepted_at)
    values ($1, $2, 'MEMBER', $2, $3, now(), now())`,
    [organization.id, member.email.toUpperCase(), owner.id],
  );
  await rows(
    `insert into outgoing_mail (key, organization_id, recipient, kind, content) values ($1, $2, $1, 'refund', '{}')`,
    [member.email, organization.id],
  );
  await asViewer(database.asApp, member.tokenHash, (client) =>
    client.query('select app.change_name($1)', [`${member.name} Renamed`]),
  );
  return { organization, member, review, order };
}

test('nothing tells any more who somebody was, but for the invoice, and what they did stays under a pseudonym', async () => {
  const { organization, member, review, order } = await createTraces();
  const hashes = await rows('select id, hash from audit_log order by id');
  expect(await deleteAccount(member)).toBe('DELETED');

  const mailTo = await rows('select kind from outgoing_mail where recipient = $1', [member.email]);
  expect(mailTo).toEqual([{ kind: 'account-deleted' }]);
  await rows('delete from outgoing_mail where recipient = $1', [member.email]);
  expect(await findTexts([member.email, member.name])).toEqual([
    'marketplace_orders.billing_email',
    'marketplace_orders.billing_name',
  ]);

  const left = only(
    await database.sql.query(
      'select name, pseudonym, email, closed_at is not null as closed from users where id = $1',
      [member.id],
    ),
  );
  expect(left).toMatchObject({ name: left.pseudonym, closed: true });
  expect(left.email).toMatch(/^deleted-[0-9a-f-]{36}@lotline\.invalid$/);
  expect(left.pseudonym).toMatch(/^Former member [0-9A-F]{6}$/);
  expect(await rows('select buyer_id as id from marketplace_orders where id = $1', [order])).toEqual([
    { id: member.id },
  ]);
  expect(await rows('select first_name from published_reviews where id = $1', [review])).toEqual([
    { first_name: 'A former member' },
  ]);
  for (const table of ['sessions', 'memberships', 'shopping_carts', 'tool_seats', 'password_resets', 'review_flags']) {
    expect([table, await rows(`select 1 from ${table} where user_id = $1`, [member.id])]).toEqual([table, []]);
  }

  const after = await rows('select id, hash from audit_log order by id');
  expect(after.filter(({ id }) => hashes.some((entry) => entry.id === id))).toEqual(hashes);
  expect((await verifyAuditTrail(database.sql)).faults).toEqual([]);
  const trail = await asViewer(database.asApp, organization.owner.tokenHash, (client) =>
    client.query(`select actor_name as actor from app.organization_audit_trail('{}', null, 100) where actor_id = $1`, [
      member.id,
    ]),
  );
  expect(new Set(trail.rows.map(({ actor }) => actor))).toEqual(new Set([left.pseudonym]));
});

test('what refers to a person and stays is what others go on needing', async () => {
  const kept = await rows(
    `select distinct k.conrelid::regclass::text as name from pg_constraint k
     where k.contype = 'f' and k.confrelid = 'users'::regclass and k.confdeltype <> 'c' order by 1`,
  );
  const records = [
    'audit_log',
    'marketplace_orders',
    'credit_notes',
    'tool_reviews',
    'purchase_requests',
    'tool_purchases',
  ];
  expect(kept.map(({ name }) => name)).toEqual(expect.arrayContaining(records));
  // Of nobody but the person: a table like these declares that it goes with them.
  const personal = kept.filter(({ name }) =>
    /session|device|factor|passkey|confirm|password|recovery|cart|sign_in/.test(name),
  );
  expect(personal).toEqual([]);
});

test('an address is free again once its account is deleted', async () => {
  const { admin } = await createOrganization(database.sql);
  expect(await deleteAccount(admin)).toBe('DELETED');
  const again = await createUser(database.sql);
  await rows('update users set email = $2 where id = $1', [again.id, admin.email]);
  expect(await rows('select id from users where email = $1', [admin.email])).toEqual([{ id: again.id }]);
});

test('nothing is deleted without a proof, without the address, or by nobody', async () => {
  const { admin } = await createOrganization(database.sql);
  const ask = async (tokenHash: string | null, typed: string) =>
    only(
      await asViewer(database.asApp, tokenHash, (client) =>
        client.query(`select app.delete_account($1, '{}') as outcome`, [typed]),
      ),
    ).outcome;
  await forgetProofs(database.sql, admin);
  expect(await ask(admin.tokenHash, admin.email)).toBe('PROVE');
  await proveSessions(database.sql, admin);
  expect(await ask(admin.tokenHash, 'other@people.test')).toBe('NOT_TYPED');
  expect(await ask(null, admin.email)).toBe('NOT_ALLOWED');
  expect(await rows('select email from users where id = $1', [admin.id])).toEqual([{ email: admin.email }]);
});

test('an organization is never left without an OWNER: it is handed over, or closed with the account once it owes nothing', async () => {
  const organization = await createOrganization(database.sql);
  const { owner, admin } = organization;
  const order = await createOrder(database.sql, organization, (await createTool(database.sql)).id);
  expect(await deleteAccount(owner)).toBe('LAST_OWNER');
  expect(await deleteAccount(owner, [organization.id])).toBe('UNPAID');
  await rows(`update marketplace_orders set payment_status = 'CANCELLED', cancelled_at = now() where id = $1`, [order]);
  expect(await deleteAccount(owner, [organization.id])).toBe('DELETED');
  const closing = only(
    await database.sql.query(
      `select closing_at between now() + interval '29 days' and now() + interval '31 days' as soon, closed_by from organizations where id = $1`,
      [organization.id],
    ),
  );
  expect(closing).toEqual({ soon: true, closed_by: owner.id });
  expect(
    await rows(
      `select count(*)::integer from outgoing_mail where kind = 'organization-closing' and organization_id = $1`,
      [organization.id],
    ),
  ).toEqual([{ count: 3 }]);
  expect(await deleteAccount(admin)).toBe('DELETED');
});

test('with a second OWNER nobody has to be asked', async () => {
  const organization = await createOrganization(database.sql);
  const second = await createPerson(database.sql, organization.id, 'OWNER');
  expect(await deleteAccount(second)).toBe('DELETED');
  expect(await deleteAccount(organization.owner)).toBe('LAST_OWNER');
});

test('the page says what goes and what has to be decided, keeps what was ticked, and signs out', async () => {
  const organization = await createOrganization(database.sql);
  const other = await createOrganization(database.sql);
  await addMembership(database.sql, other.id, organization.owner.id, 'MEMBER');
  const visitor = await signIn(organization, 'OWNER');
  const page = await visitor.get('/account/delete');
  expect(page.text).toContain(`Close ${organization.name} with my account`);
  expect(page.text).not.toContain(`Close ${other.name}`);
  const fields = { typed: organization.owner.email, closing: organization.id };
  await forgetProofs(database.sql, organization.owner);
  expect((await visitor.post('/account/delete', fields)).location).toMatch(/^\/confirm-identity\?redirectTo=/);
  await proveSessions(database.sql, organization.owner);
  const refused = await visitor.post('/account/delete', { ...fields, typed: 'other@people.test' });
  expect(refused.status).toBe(400);
  expect(refused.text).toMatch(
    new RegExp(`value="${organization.id}"[^>]*checked|checked[^>]*value="${organization.id}"`),
  );
  const deleted = await visitor.post('/account/delete', fields);
  expect([deleted.status, deleted.location]).toEqual([302, '/']);
  expect(visitor.cookies.has('__Host-session')).toBe(false);
  expect((await visitor.get('/account')).location).toMatch(/^\/login/);
});

test('guests are sent to sign in', async () => {
  expect((await createVisitor(worker.url).get('/account/delete')).location).toMatch(/^\/login/);
  const person = await createPerson(database.sql, (await createOrganization(database.sql)).id, 'VIEWER');
  const visitor = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: person.id,
    organizationId: null,
  });
  expect((await visitor.get('/account/delete')).text).not.toContain('Organizations that only you own');
});
