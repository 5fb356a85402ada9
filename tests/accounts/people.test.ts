import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import { entriesOf } from '../factories/audit.ts';
import { fillCart } from '../factories/carts.ts';
import { createTool } from '../factories/catalog.ts';
import { startUntilBlocked, withConnections } from '../factories/connections.ts';
import {
  addMembership,
  createOrganization,
  createPerson,
  createPlatformAdmin,
  type TestOrganization,
  type TestPerson,
  unknownTokenHash,
} from '../factories/organizations.ts';
import { createToolPurchase } from '../factories/purchases.ts';
import { only, refusal } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;

/** The answer of a function that answers somebody with one text. */
async function call(person: Pick<TestPerson, 'tokenHash'>, statement: string, values: unknown[] = []) {
  const result = await asViewer(database.asApp, person.tokenHash, (client) =>
    client.query<{ outcome: string }>(`select ${statement} as outcome`, values),
  );
  return only(result).outcome;
}

/** Everybody's role, by person. */
async function rolesOf(organization: TestOrganization): Promise<Record<string, string>> {
  const people = await rows('select user_id, role from memberships where organization_id = $1', [organization.id]);
  return Object.fromEntries(people.map(({ user_id, role }) => [user_id, role]));
}

describe('changing roles', () => {
  test.each(['owner', 'admin'] as const)('the %s moves others below OWNER as they like', async (by) => {
    const organization = await createOrganization(database.sql);
    for (const role of ['VIEWER', 'ADMIN', 'MEMBER']) {
      expect(await call(organization[by], 'app.change_role($1, $2)', [organization.member.id, role])).toBe('CHANGED');
      expect(await rolesOf(organization)).toMatchObject({ [organization.member.id]: role });
    }
  });

  test('an ADMIN neither touches an OWNER nor makes one, themselves included', async () => {
    const organization = await createOrganization(database.sql);
    const second = await createPerson(database.sql, organization.id, 'OWNER');
    const before = await rolesOf(organization);
    const { admin, member } = organization;
    expect(await call(admin, `app.change_role($1, 'MEMBER')`, [second.id])).toBe('NOT_ALLOWED');
    expect(await call(admin, `app.change_role($1, 'OWNER')`, [member.id])).toBe('NOT_ALLOWED');
    expect(await call(admin, `app.change_role($1, 'OWNER')`, [admin.id])).toBe('NOT_ALLOWED');
    expect(await call(admin, 'app.remove_member($1)', [second.id])).toBe('NOT_ALLOWED');
    expect(await call(admin, 'app.hand_over_ownership($1)', [member.id])).toBe('NOT_ALLOWED');
    expect(await rolesOf(organization)).toEqual(before);
  });

  test('an OWNER steps down while there is another, and not as the last one', async () => {
    const organization = await createOrganization(database.sql);
    const second = await createPerson(database.sql, organization.id, 'OWNER');
    const { owner } = organization;
    expect(await call(owner, `app.change_role($1, 'MEMBER')`, [owner.id])).toBe('CHANGED');
    expect(await call(second, `app.change_role($1, 'ADMIN')`, [second.id])).toBe('LAST_OWNER');
    expect(await call(second, 'app.leave_organization()')).toBe('LAST_OWNER');
    expect(await rolesOf(organization)).toMatchObject({ [owner.id]: 'MEMBER', [second.id]: 'OWNER' });
  });

  test('a new role counts with the next request', async () => {
    const { owner, member } = await createOrganization(database.sql);
    const roleOf = async (person: TestPerson) =>
      only(
        await asViewer(database.asApp, person.tokenHash, (client) =>
          client.query(`select current_setting('app.current_org_role') as role`),
        ),
      ).role;
    expect(await call(member, `app.invite('x@people.test', 'VIEWER', $1)`, [unknownTokenHash()])).toBe('NOT_ALLOWED');
    await call(owner, `app.change_role($1, 'ADMIN')`, [member.id]);
    expect(await roleOf(member)).toBe('ADMIN');
    expect(await call(member, `app.invite('x@people.test', 'VIEWER', $1)`, [unknownTokenHash()])).toBe('INVITED');
  });

  test('is in the trail, with who did it and both roles', async () => {
    const organization = await createOrganization(database.sql);
    const { owner, viewer } = organization;
    const written = await entriesOf(database.sql, () => call(owner, `app.change_role($1, 'ADMIN')`, [viewer.id]));
    expect(written).toMatchObject([
      {
        organizationId: organization.id,
        actorId: owner.id,
        action: 'update',
        subjectType: 'membership',
        subjectId: viewer.id,
        before: { role: 'VIEWER' },
        after: { role: 'ADMIN' },
      },
    ]);
  });
});

test('handing over makes the other OWNER and the giver ADMIN', async () => {
  const organization = await createOrganization(database.sql);
  const { owner, viewer } = organization;
  expect(await call(owner, 'app.hand_over_ownership($1)', [owner.id])).toBe('NOT_ALLOWED');
  expect(await call(owner, 'app.hand_over_ownership($1)', [viewer.id])).toBe('HANDED_OVER');
  expect(await rolesOf(organization)).toMatchObject({ [owner.id]: 'ADMIN', [viewer.id]: 'OWNER' });
  expect(await call(owner, 'app.hand_over_ownership($1)', [viewer.id])).toBe('NOT_ALLOWED');
});

describe('two OWNERs at the same time', () => {
  const statements: [string, (me: TestPerson, other: TestPerson) => [string, unknown[]]][] = [
    ['leave', () => ['app.leave_organization()', []]],
    ['demote themselves', (me) => [`app.change_role($1, 'MEMBER')`, [me.id]]],
    ['demote each other', (_, other) => [`app.change_role($1, 'MEMBER')`, [other.id]]],
    ['remove each other', (_, other) => ['app.remove_member($1)', [other.id]]],
  ];
  test.each(statements)('%s: one stays', async (_, statementOf) => {
    const organization = await createOrganization(database.sql);
    const first = organization.owner;
    const second = await createPerson(database.sql, organization.id, 'OWNER');
    const act = async (client: Client, me: TestPerson, other: TestPerson) => {
      const [statement, values] = statementOf(me, other);
      return only(await client.query<{ outcome: string }>(`select ${statement} as outcome`, values)).outcome;
    };
    const outcomes = await withConnections(database.appUrl, 2, async (one, two) => {
      if (!one || !two) throw new Error('Two connections were asked for.');
      for (const [client, person] of [
        [one, first],
        [two, second],
      ] as const) {
        await client.query('begin');
        await client.query('select app.begin_request($1, false)', [person.tokenHash]);
      }
      const ofFirst = await act(one, first, second);
      const { result } = await startUntilBlocked(database.sql, two, (client) => act(client, second, first));
      await one.query('commit');
      const ofSecond = await result;
      await two.query('commit');
      return [ofFirst, ofSecond];
    });
    expect(['LEFT', 'CHANGED', 'REMOVED']).toContain(outcomes[0]);
    expect(['LAST_OWNER', 'NOT_ALLOWED']).toContain(outcomes[1]);
    expect(Object.values(await rolesOf(organization)).filter((role) => role === 'OWNER')).toHaveLength(1);
  });
});

describe('who is removed or leaves', () => {
  const ways = [
    [
      'removed',
      (organization: TestOrganization) => [organization.owner, 'app.remove_member($1)', [organization.member.id]],
    ],
    ['leaving', (organization: TestOrganization) => [organization.member, 'app.leave_organization()', []]],
  ] as const;
  test.each(ways)('%s: no access, no seat, no cart; sessions go on elsewhere', async (_, wayOf) => {
    const organization = await createOrganization(database.sql);
    const elsewhere = await createOrganization(database.sql);
    const { member } = organization;
    await addMembership(database.sql, elsewhere.id, member.id, 'VIEWER');
    const tool = await createTool(database.sql);
    await createToolPurchase(database.sql, organization, tool.id);
    await rows('insert into tool_seats (organization_id, tool_id, user_id, assigned_by) values ($1, $2, $3, $4)', [
      organization.id,
      tool.id,
      member.id,
      organization.owner.id,
    ]);
    await fillCart(database.sql, organization.id, member.id, { tools: [tool], bundles: [] });
    const [by, statement, values] = wayOf(organization);
    expect(['REMOVED', 'LEFT']).toContain(await call(by as TestPerson, statement as string, [...(values as string[])]));

    expect(await rolesOf(organization)).not.toHaveProperty(member.id);
    expect(await rows('select 1 from tool_seats where user_id = $1', [member.id])).toEqual([]);
    expect(await rows('select 1 from shopping_carts where user_id = $1', [member.id])).toEqual([]);
    expect(await rows('select organization_id from sessions where user_id = $1', [member.id])).toEqual([
      { organization_id: elsewhere.id },
    ]);
    const seen = await asViewer(database.asApp, member.tokenHash, (client) =>
      client.query('select distinct organization_id from memberships'),
    );
    expect(seen.rows).toEqual([{ organization_id: elsewhere.id }]);
  });

  test('who belongs nowhere else is in no organization', async () => {
    const { owner, viewer } = await createOrganization(database.sql);
    await call(owner, 'app.remove_member($1)', [viewer.id]);
    expect(await rows('select organization_id from sessions where user_id = $1', [viewer.id])).toEqual([
      { organization_id: null },
    ]);
    expect(await call(viewer, 'app.leave_organization()')).toBe('NOT_ALLOWED');
  });

  test('a cart of another organization stays', async () => {
    const organization = await createOrganization(database.sql);
    const elsewhere = await createOrganization(database.sql);
    await addMembership(database.sql, elsewhere.id, organization.member.id, 'MEMBER');
    const tool = await createTool(database.sql);
    await fillCart(database.sql, elsewhere.id, organization.member.id, { tools: [tool], bundles: [] });
    await call(organization.owner, 'app.remove_member($1)', [organization.member.id]);
    expect(
      await rows('select organization_id from shopping_carts where user_id = $1', [organization.member.id]),
    ).toEqual([{ organization_id: elsewhere.id }]);
  });
});

describe('invitations', () => {
  async function createInvitation(organization: TestOrganization, role: string) {
    const tokenHash = unknownTokenHash();
    await call(organization.owner, 'app.invite($1, $2::org_role, $3)', [
      `${tokenHash.slice(0, 12)}@people.test`,
      role,
      tokenHash,
    ]);
    const { id } = only(await database.sql.query('select id from invitations where token_hash = $1', [tokenHash]));
    return { id, tokenHash };
  }
  const isOpen = async (tokenHash: string) =>
    (await asViewer(database.asApp, null, (client) => client.query('select from app.find_invitation($1)', [tokenHash])))
      .rowCount === 1;

  test('sent again: the new link opens, the old one is dead, and a week starts anew', async () => {
    const organization = await createOrganization(database.sql);
    const { id, tokenHash } = await createInvitation(organization, 'MEMBER');
    await rows(`update invitations set expires_at = now() - interval '1 day' where id = $1`, [id]);
    const newHash = unknownTokenHash();
    expect(await call(organization.admin, '(app.resend_invitation($1, $2)).outcome', [id, newHash])).toBe('RESENT');
    expect([await isOpen(tokenHash), await isOpen(newHash)]).toEqual([false, true]);
    expect(
      await rows(`select invited_by from invitations where id = $1 and expires_at > now() + interval '6 days'`, [id]),
    ).toEqual([{ invited_by: organization.admin.id }]);
  });

  test('taken back: the link is dead', async () => {
    const organization = await createOrganization(database.sql);
    const { id, tokenHash } = await createInvitation(organization, 'MEMBER');
    expect(await call(organization.admin, 'app.revoke_invitation($1)', [id])).toBe('REVOKED');
    expect(await isOpen(tokenHash)).toBe(false);
    expect(await call(organization.admin, 'app.revoke_invitation($1)', [id])).toBe('NOT_FOUND');
  });

  test('of an OWNER, an ADMIN has no say', async () => {
    const organization = await createOrganization(database.sql);
    const { id, tokenHash } = await createInvitation(organization, 'OWNER');
    const newHash = unknownTokenHash();
    expect(await call(organization.admin, '(app.resend_invitation($1, $2)).outcome', [id, newHash])).toBe(
      'NOT_ALLOWED',
    );
    expect(await call(organization.admin, 'app.revoke_invitation($1)', [id])).toBe('NOT_ALLOWED');
    expect(await isOpen(tokenHash)).toBe(true);
    expect(await call(organization.owner, 'app.revoke_invitation($1)', [id])).toBe('REVOKED');
  });

  test('accepted ones are neither sent again nor taken back', async () => {
    const organization = await createOrganization(database.sql);
    const { id } = await createInvitation(organization, 'MEMBER');
    await rows('update invitations set accepted_at = now() where id = $1', [id]);
    expect(await call(organization.owner, '(app.resend_invitation($1, $2)).outcome', [id, unknownTokenHash()])).toBe(
      'NOT_FOUND',
    );
    expect(await call(organization.owner, 'app.revoke_invitation($1)', [id])).toBe('NOT_FOUND');
  });
});

test('a changed password ends the other sessions, and only the fact is in the trail', async () => {
  const { owner } = await createOrganization(database.sql);
  await rows(`insert into sessions (token_hash, user_id, expires_at) values ($1, $2, now() + interval '1 day')`, [
    unknownTokenHash(),
    owner.id,
  ]);
  const { hash } = only(await database.sql.query('select password_hash as hash from users where id = $1', [owner.id]));
  const written = await entriesOf(database.sql, async () => {
    expect(await call(owner, 'app.finish_password_change($1, $2)', ['another hash', 'new'])).toBe(false);
    expect(await call(owner, 'app.finish_password_change($1, $2)', [hash, 'new-hash'])).toBe(true);
  });
  expect(written).toEqual([
    {
      organizationId: null,
      actorId: owner.id,
      action: 'change_password',
      subjectType: 'user',
      subjectId: owner.id,
      before: null,
      after: null,
    },
  ]);
  expect(await rows('select token_hash from sessions where user_id = $1', [owner.id])).toEqual([
    { token_hash: owner.tokenHash },
  ]);
});

describe('tiers', () => {
  test('a platform admin sets them, in the trail of the organization; what is owned stays', async () => {
    const organization = await createOrganization(database.sql, { tier: 'ELITE' });
    const tool = await createTool(database.sql, { requiredTier: 'ELITE' });
    await createToolPurchase(database.sql, organization, tool.id);
    const admin = await createPlatformAdmin(database.sql);
    const written = await entriesOf(database.sql, () => call(admin, `app.set_tier($1, 'FREE')`, [organization.id]));
    expect(written).toMatchObject([
      {
        organizationId: organization.id,
        actorId: admin.id,
        subjectType: 'organization',
        before: { subscription_tier: 'ELITE' },
        after: { subscription_tier: 'FREE' },
      },
    ]);
    expect(await rows('select app.owned_tool_ids($1) as id', [organization.id])).toEqual([{ id: tool.id }]);
    expect(await call(admin, `app.set_tier(gen_random_uuid(), 'FREE')`)).toBe('NOT_FOUND');
  });

  test('somebody who is no platform admin any more sets none', async () => {
    const organization = await createOrganization(database.sql);
    const admin = await createPlatformAdmin(database.sql);
    await database.asApp.query('begin');
    await database.asApp.query('select app.begin_request($1, false)', [admin.tokenHash]);
    await rows('update users set is_platform_admin = false where id = $1', [admin.id]);
    expect(await refusal(database.asApp.query(`select app.set_tier($1, 'FREE')`, [organization.id]))).toBe('42501');
    await database.asApp.query('rollback');
  });

  test('the platform sees every organization with its people, orders and spending', async () => {
    const admin = await createPlatformAdmin(database.sql);
    const seen = await asViewer(database.asApp, admin.tokenHash, (client) =>
      client.query('select id, people, orders, spent from platform_organizations order by id'),
    );
    const counted = await rows(
      `select o.id, (select count(*)::integer from memberships m where m.organization_id = o.id) as people,
         count(x.id)::integer as orders,
         coalesce(sum(x.total - x.refunded_total) filter (where x.payment_status not in ('CANCELLED', 'FAILED')), 0)::bigint as spent
       from organizations o left join marketplace_orders x on x.organization_id = o.id group by o.id order by o.id`,
    );
    expect(seen.rows).toEqual(counted);
    expect(counted.length).toBeGreaterThan(1);
  });
});
