import { expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import { entriesOf } from '../factories/audit.ts';
import {
  createOrganization,
  createPerson,
  createPlatformAdmin,
  type TestOrganization,
  type TestPerson,
} from '../factories/organizations.ts';
import { forgetProofs, proveSessions } from '../factories/proofs.ts';
import { only } from '../factories/rows.ts';
import { createSignedInVisitor } from '../setup/visitor.ts';
import { database, roleOf, rows, setUpTests, worker } from './organization-forms-setup.ts';

// An organization whose last OWNER deleted their account gets a new one from SUPPORT.

setUpTests();

const reason = 'Called the number of the contract.';
const createSupport = (organizationId: string | null = null) =>
  createPlatformAdmin(database.sql, organizationId, ['SUPPORT']);

const call = async (person: TestPerson, statement: string, values: unknown[] = []) =>
  only(
    await asViewer(database.asApp, person.tokenHash, (client) =>
      client.query(`select ${statement} as outcome`, values),
    ),
  ).outcome;

const appoint = (by: TestPerson, { id }: TestOrganization, person: { id: string }) =>
  call(by, 'app.appoint_owner($1, $2, $3)', [id, person.id, reason]);

/** An organization whose OWNER deleted their account and closed it. */
async function createOwnerless() {
  const organization = await createOrganization(database.sql);
  const { owner, id } = organization;
  await proveSessions(database.sql, owner);
  expect(await call(owner, 'app.delete_account($1, $2)', [owner.email, [id]])).toBe('DELETED');
  return organization;
}

test('an admin of it becomes its owner and keeps it open; both trails and a mail tell of it', async () => {
  const organization = await createOwnerless();
  const { id, admin, member } = organization;
  expect(await call(admin, 'app.keep_organization_open()')).toBe('NOT_ALLOWED');
  const support = await createSupport();
  const written = await entriesOf(database.sql, async () =>
    expect(await appoint(support, organization, admin)).toBe('APPOINTED'),
  );
  expect(written).toMatchObject([
    {
      organizationId: null,
      actorId: support.id,
      action: 'appoint_owner',
      subjectType: 'organization',
      subjectId: id,
      after: { user_id: admin.id, reason },
    },
    {
      organizationId: id,
      actorId: support.id,
      action: 'update',
      subjectType: 'membership',
      before: { role: 'ADMIN' },
      after: { role: 'OWNER' },
    },
  ]);
  expect(
    await rows(`select content ->> 'role' as role from outgoing_mail where recipient = $1 and kind = 'role-changed'`, [
      admin.email,
    ]),
  ).toEqual([{ role: 'OWNER' }]);
  expect(await appoint(support, organization, member)).toBe('HAS_OWNER');
  expect(await roleOf(member.id)).toBe('MEMBER');
  expect(await call(admin, 'app.keep_organization_open()')).toBe('REOPENED');
});

test('nobody else becomes one: not beside an owner, no viewer, no stranger, nobody unconfirmed, not by a colleague', async () => {
  const support = await createSupport();
  const owned = await createOrganization(database.sql);
  expect(await appoint(support, owned, owned.admin)).toBe('HAS_OWNER');
  const organization = await createOwnerless();
  const { id, admin, member, viewer } = organization;
  expect(await appoint(support, organization, viewer)).toBe('NOT_FOUND');
  expect(await appoint(support, organization, owned.admin)).toBe('NOT_FOUND');
  expect(await appoint(await createSupport(id), organization, admin)).toBe('OWN_ORGANIZATION');
  await rows('update users set email_confirmed_at = null where id = $1', [member.id]);
  expect(await appoint(support, organization, member)).toBe('NOT_CONFIRMED');
  await forgetProofs(database.sql, support);
  expect(await appoint(support, organization, admin)).toBe('PROVE');
  await proveSessions(database.sql, support);
  await rows(`update organizations set closing_at = now() - interval '1 minute' where id = $1`, [id]);
  expect(await appoint(support, organization, admin)).toBe('CLOSED');
  expect(await rows(`select from memberships where organization_id = $1 and role = 'OWNER'`, [id])).toEqual([]);
});

test('the form is there only without an owner, keeps what was typed, and asks once more who it is', async () => {
  const support = await createSupport();
  const visitor = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: support.id,
    organizationId: null,
  });
  const owned = await createOrganization(database.sql);
  expect((await visitor.get(`/admin/organizations/${owned.id}`)).text).not.toContain('New owner');
  const organization = await createOwnerless();
  const { id, admin, viewer } = organization;
  const page = `/admin/organizations/${id}`;
  const optionOf = (text: string, person: { id: string }) =>
    new RegExp(`<option[^>]*value="${person.id}"[^>]*>`).exec(text)?.[0];
  const { text } = await visitor.get(page);
  expect(text).toContain('New owner');
  expect([optionOf(text, admin) !== undefined, optionOf(text, viewer)]).toEqual([true, undefined]);

  // Two to choose from, so that the one that was chosen is not simply the first.
  const second = await createPerson(database.sql, id, 'MEMBER');
  const send = (typed: string) => visitor.post(page, { intent: 'appoint-owner', userId: second.id, reason: typed });
  const empty = await send(' ');
  expect(empty.status).toBe(400);
  expect(empty.text).toContain('Enter how you made sure who it is.');
  expect(optionOf(empty.text, second)).toContain('selected');

  await forgetProofs(database.sql, support);
  expect((await send(reason)).location).toBe(`/confirm-identity?redirectTo=${encodeURIComponent(page)}`);
  await proveSessions(database.sql, support);
  const kept = (await visitor.get(page)).text;
  expect(kept).toContain(`value="${reason}"`);
  expect(optionOf(kept, second)).toContain('selected');
  expect((await visitor.get(page)).text).not.toContain(reason);

  expect((await send(reason)).location).toBe(page);
  expect(await roleOf(second.id)).toBe('OWNER');
  const done = (await visitor.get(page)).text;
  expect(done).toContain('has an owner again');
  expect(done).not.toContain('How you made sure who it is');
});
