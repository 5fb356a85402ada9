import { afterAll, beforeAll, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import { entriesOf } from '../factories/audit.ts';
import { createTool } from '../factories/catalog.ts';
import { releaseTogether, withConnections } from '../factories/connections.ts';
import {
  allPlatformRoles,
  createOrganization,
  createPlatformAdmin,
  createUser,
  type PlatformRole,
  type TestPerson,
} from '../factories/organizations.ts';
import { createCardOrder, createCreditNote, createUnmatchedPayment } from '../factories/purchases.ts';
import { createReview } from '../factories/reviews.ts';
import { only, refusal } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

// One person of each single role, and what each may do: SUPERADMIN implies no other role, and AUDITOR writes nothing.

let database: TestDatabase;
let people: Record<PlatformRole, TestPerson>;

beforeAll(async () => {
  database = await createTestDatabase();
  const create = (role: PlatformRole) => createPlatformAdmin(database.sql, null, [role]);
  people = {
    CATALOG: await create('CATALOG'),
    BILLING: await create('BILLING'),
    SUPPORT: await create('SUPPORT'),
    AUDITOR: await create('AUDITOR'),
    SUPERADMIN: await create('SUPERADMIN'),
  };
});

afterAll(async () => {
  await database.drop();
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;

async function call(person: TestPerson, statement: string, values: unknown[] = []): Promise<string | null> {
  const result = await asViewer(database.asApp, person.tokenHash, (client) =>
    client.query<{ outcome: string | null }>(`select ${statement} as outcome`, values),
  );
  return only(result).outcome;
}

const unknown = 'gen_random_uuid()';
const somethingUnknown = `jsonb_build_array(jsonb_build_object('id', ${unknown}, 'revision', 1))`;

/** Calls about things that are not there: whoever may, gets an answer; everybody else is refused. */
const acts: [call: string, roles: PlatformRole | readonly PlatformRole[], answer: string][] = [
  [`app.set_tier(${unknown}, 'FREE')`, 'SUPPORT', 'NOT_FOUND'],
  [`(app.set_tiers(${somethingUnknown}, 'FREE')).outcome`, 'SUPPORT', 'NOT_FOUND'],
  [`(app.record_payments('[{"number": "none", "owed": 1}]')).outcome`, 'BILLING', 'NOT_FOUND'],
  [`(app.remind_of_invoices('{none}')).left_out::text`, 'BILLING', '1'],
  [`app.change_tools(${somethingUnknown})`, 'CATALOG', 'MISSING'],
  [`app.import_tools(${somethingUnknown})`, 'CATALOG', 'MISSING'],
  [`(app.change_bundles(${somethingUnknown}, 'ARCHIVED')).outcome`, 'CATALOG', 'MISSING'],
  [`(app.approve_reviews(${somethingUnknown})).outcome`, 'CATALOG', 'NONE'],
  [`app.set_credit(${unknown}, 0, null)`, 'BILLING', 'NOT_FOUND'],
  [`app.record_payment(${unknown})`, 'BILLING', 'NOT_FOUND'],
  [`(app.refund_order(${unknown}, '{}', 'Reason', 0)).outcome`, 'BILLING', 'NOT_FOUND'],
  [`app.remind_of_invoice('none')`, 'BILLING', 'NOT_FOUND'],
  [`app.suspend_overdue_order('none')`, 'BILLING', 'NOT_FOUND'],
  [`app.pay_back_payment(${unknown})`, 'BILLING', 'NOT_FOUND'],
  [`(app.assign_payment(${unknown}, 'none')).outcome`, 'BILLING', 'NOT_FOUND'],
  [`app.save_seller(-1, '{}')`, 'BILLING', 'CHANGED'],
  [`app.decide_approval(${unknown}, true)`, 'BILLING', 'NOT_FOUND'],
  [`app.decide_upgrade(${unknown}, true, '')`, 'SUPPORT', 'NOT_FOUND'],
  [`app.save_bundle(${unknown}, 1, '{}', '{}', 0, null)`, 'CATALOG', 'MISSING'],
  [`app.add_tool_picture(${unknown}, ${unknown}, 'Words', repeat('0', 32), 1, 1, null, null)`, 'CATALOG', 'NO_TOOL'],
  [`app.describe_tool_picture(${unknown}, ${unknown}, 'Words')`, 'CATALOG', 'NOT_FOUND'],
  [`app.move_tool_picture(${unknown}, ${unknown}, 0)`, 'CATALOG', 'NOT_FOUND'],
  [`app.remove_tool_picture(${unknown}, ${unknown})`, 'CATALOG', 'NOT_FOUND'],
  [`app.save_filter('tools', 'Dear ones', 'sort=price')`, ['CATALOG', 'BILLING', 'SUPPORT'], 'SAVED'],
  [`app.remove_filter(${unknown})`, ['CATALOG', 'BILLING', 'SUPPORT'], 'REMOVED'],
  [`app.moderate_review(${unknown}, true, null, '')`, 'CATALOG', 'NONE'],
  [`app.reply_to_review(${unknown}, 'Reply', '')`, 'CATALOG', 'NONE'],
  [`app.appoint_owner(${unknown}, ${unknown}, 'Reason')`, 'SUPPORT', 'NOT_FOUND'],
  [`app.end_person_sessions('nobody@people.test')`, 'SUPPORT', 'NOT_FOUND'],
  [`app.reset_second_factors('nobody@people.test', 'Reason')`, 'SUPPORT', 'NOT_FOUND'],
  [`app.grant_platform_role('nobody@people.test', 'BILLING')`, 'SUPERADMIN', 'NOT_FOUND'],
  [`app.revoke_platform_role(${unknown}, 'BILLING')`, 'SUPERADMIN', 'REVOKED'],
];

test.each(acts)('%s is for %s alone', async (statement, roles, answer) => {
  for (const one of allPlatformRoles) {
    const attempt = call(people[one], statement);
    if ([roles].flat().includes(one)) expect([one, await attempt]).toEqual([one, answer]);
    else expect([one, await refusal(attempt)]).toEqual([one, '42501']);
  }
});

test('every function that asks for somebody of the platform asks for a role', async () => {
  const asking = await rows(
    `select proname from pg_proc where pronamespace = 'app'::regnamespace
       and prosrc ~ 'app\\.(require_platform_admin|is_platform_admin)\\(' order by 1`,
  );
  expect(asking.map(({ proname }) => proname)).toEqual(['has_platform_role', 'require_platform_role']);
  const tried = acts.map(([statement]) => /app\.(\w+)/.exec(statement)?.[1]).toSorted();
  const writing = await rows(
    `select proname from pg_proc where pronamespace = 'app'::regnamespace and prosrc like '%app.require_platform_role(%' order by 1`,
  );
  expect(writing.map(({ proname }) => proname).toSorted()).toEqual(tried);
});

/** Who reads each view of the platform. */
const readers: Record<string, readonly PlatformRole[]> = {
  platform_organizations: ['BILLING', 'SUPPORT', 'AUDITOR'],
  platform_members: ['BILLING', 'SUPPORT', 'AUDITOR'],
  platform_orders: ['BILLING', 'AUDITOR'],
  platform_order_lines: ['BILLING', 'AUDITOR'],
  platform_order_line_tools: ['BILLING', 'AUDITOR'],
  platform_order_events: ['BILLING', 'AUDITOR'],
  platform_credit_notes: ['BILLING', 'AUDITOR'],
  platform_unmatched_payments: ['BILLING', 'AUDITOR'],
  platform_approval_requests: ['BILLING', 'AUDITOR'],
  platform_upgrade_requests: ['BILLING', 'SUPPORT', 'AUDITOR'],
  platform_reviews: ['CATALOG', 'AUDITOR'],
  platform_people: ['AUDITOR', 'SUPERADMIN'],
};

test('each view of the platform shows its rows to its roles and to no other', async () => {
  const views = await rows(
    `select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'v'
       and relname like 'platform\\_%' order by 1`,
  );
  expect(Object.keys(readers).toSorted()).toEqual(views.map(({ name }) => name).toSorted());

  const organization = await createOrganization(database.sql);
  const tool = await createTool(database.sql);
  await createCreditNote(database.sql, organization, tool.id);
  await createUnmatchedPayment(database.sql, await createCardOrder(database.sql, organization, tool.id));
  await createReview(database.sql, organization, tool.id);
  await rows(
    `insert into platform_approvals (organization_id, kind, amount, request, state, asked_by) values ($1, 'CREDIT', 1, '{}', 'WAITING', $2)`,
    [organization.id, people.BILLING.id],
  );
  await rows(
    `insert into upgrade_requests (organization_id, requester_id, former_tier, asked_tier, reason) values ($1, $2, 'FREE', 'GROWTH', 'Reason')`,
    [organization.id, organization.owner.id],
  );
  for (const [view, roles] of Object.entries(readers)) {
    for (const role of allPlatformRoles) {
      const { rowCount } = await asViewer(database.asApp, people[role].tokenHash, (client) =>
        client.query(`select from ${view} limit 1`),
      );
      expect([view, role, rowCount]).toEqual([view, role, roles.includes(role) ? 1 : 0]);
    }
  }
});

test.each([
  ['select from app.organization_page(null, null, null, null, 1)', ['BILLING', 'SUPPORT', 'AUDITOR']],
  ['select from app.order_page(null, null, null, null, null, null, null, null, 1)', ['BILLING', 'AUDITOR']],
  [`select from app.platform_audit_trail('{}', null, 1)`, ['AUDITOR']],
  ['select from audit_log limit 1', ['AUDITOR']],
  ['select from platform_settings', ['BILLING', 'AUDITOR']],
] as const)('%s answers %s and nobody else', async (statement, roles) => {
  for (const role of allPlatformRoles) {
    const { rowCount } = await asViewer(database.asApp, people[role].tokenHash, (client) => client.query(statement));
    expect([role, rowCount]).toEqual([role, roles.some((one) => one === role) ? 1 : 0]);
  }
});

test('CATALOG alone writes tools', async () => {
  const tool = await createTool(database.sql);
  for (const role of allPlatformRoles) {
    const { rowCount } = await asViewer(database.asApp, people[role].tokenHash, (client) =>
      client.query('update marketplace_tools set description = $2 where id = $1', [tool.id, `By ${role}`]),
    );
    expect([role, rowCount]).toEqual([role, role === 'CATALOG' ? 1 : 0]);
  }
});

test('a role taken away counts at the next statement, and a setting of the session gives none', async () => {
  const person = await createPlatformAdmin(database.sql, null, ['BILLING']);
  await asViewer(database.asApp, person.tokenHash, async (client) => {
    const mayBill = `select app.has_platform_role('{BILLING}') as may`;
    expect(only(await client.query(mayBill))).toEqual({ may: true });
    await rows('delete from platform_roles where user_id = $1', [person.id]);
    expect(only(await client.query(mayBill))).toEqual({ may: false });
    await client.query(`select set_config('app.is_platform_admin', 'on', true)`);
    expect(only(await client.query(mayBill))).toEqual({ may: false });
  });
});

test('a superadmin gives a role, which counts at once; the person and all superadmins are told, and the trail', async () => {
  const superadmin = people.SUPERADMIN;
  const person = await createUser(database.sql);
  const written = await entriesOf(database.sql, () =>
    call(superadmin, `app.grant_platform_role(upper($1), 'SUPPORT')`, [person.email]),
  );
  expect(written).toMatchObject([
    {
      organizationId: null,
      actorId: superadmin.id,
      subjectType: 'platform_role',
      action: 'insert',
      subjectId: person.id,
      after: { role: 'SUPPORT', granted_by: superadmin.id },
    },
  ]);
  const told = await rows(
    `select recipient, content ->> 'isReader' as "isReader" from outgoing_mail where kind = 'platform-role' and content ->> 'email' = $1`,
    [person.email],
  );
  expect(told).toEqual(
    expect.arrayContaining([
      { recipient: person.email, isReader: 'true' },
      { recipient: superadmin.email, isReader: 'false' },
    ]),
  );
  // The same once more changes nothing and tells nobody.
  expect(await call(superadmin, `app.grant_platform_role($1, 'SUPPORT')`, [person.email])).toBe('GRANTED');
  expect(await rows(`select from outgoing_mail where content ->> 'email' = $1`, [person.email])).toHaveLength(
    told.length,
  );
  expect(await call(superadmin, `app.revoke_platform_role($1, 'SUPPORT')`, [person.id])).toBe('REVOKED');
  expect(await rows('select from platform_roles where user_id = $1', [person.id])).toEqual([]);
});

test('nobody gives roles to themselves, and none goes to an address that is not confirmed', async () => {
  const superadmin = people.SUPERADMIN;
  expect(await call(superadmin, `app.grant_platform_role(upper($1), 'BILLING')`, [superadmin.email])).toBe('OWN_ROLES');
  const stranger = await createUser(database.sql);
  await rows('update users set email_confirmed_at = null where id = $1', [stranger.id]);
  expect(await call(superadmin, `app.grant_platform_role($1, 'BILLING')`, [stranger.email])).toBe('NOT_CONFIRMED');
  expect(await rows('select from platform_roles where user_id = $1', [stranger.id])).toEqual([]);
});

test('giving and taking roles, tiers, owners and sessions asks once more who it is, when that was long ago', async () => {
  const person = await createPlatformAdmin(database.sql);
  const other = await createUser(database.sql);
  const { id } = await createOrganization(database.sql);
  await rows(`update sessions set proved_at = now() - interval '11 minutes' where user_id = $1`, [person.id]);
  expect(await call(person, `app.grant_platform_role($1, 'BILLING')`, [other.email])).toBe('PROVE');
  expect(await call(person, `app.revoke_platform_role($1, 'BILLING')`, [people.BILLING.id])).toBe('PROVE');
  expect(await call(person, `app.set_tier($1, 'FREE')`, [id])).toBe('PROVE');
  expect(await call(person, `app.appoint_owner($1, ${unknown}, 'Reason')`, [id])).toBe('PROVE');
  expect(await call(person, 'app.end_person_sessions($1)', [other.email])).toBe('PROVE');
});

test('the last superadmin deletes no account; a second one does', async () => {
  const fresh = await createTestDatabase();
  try {
    const one = await createPlatformAdmin(fresh.sql, null, ['SUPERADMIN']);
    await fresh.sql.query('delete from platform_roles where user_id <> $1', [one.id]);
    const leave = async () =>
      only(
        await asViewer(fresh.asApp, one.tokenHash, (client) =>
          client.query<{ outcome: string }>(`select app.delete_account($1, '{}') as outcome`, [one.email]),
        ),
      ).outcome;
    expect(await leave()).toBe('LAST_SUPERADMIN');
    await createPlatformAdmin(fresh.sql, null, ['SUPERADMIN']);
    expect(await leave()).toBe('DELETED');
    expect((await fresh.sql.query('select from platform_roles where user_id = $1', [one.id])).rowCount).toBe(0);
  } finally {
    await fresh.drop();
  }
});

test('of two superadmins who take each other’s role at the same moment, one stays', async () => {
  const fresh = await createTestDatabase();
  try {
    const [one, two] = [
      await createPlatformAdmin(fresh.sql, null, ['SUPERADMIN']),
      await createPlatformAdmin(fresh.sql, null, ['SUPERADMIN']),
    ];
    // The demo's.
    await fresh.sql.query('delete from platform_roles where user_id <> all ($1)', [[one.id, two.id]]);
    const take = (by: TestPerson, from: TestPerson) =>
      withConnections(fresh.appUrl, 1, async (client) => {
        if (!client) throw new Error('A connection was asked for.');
        const result = await asViewer(client, by.tokenHash, () =>
          client.query<{ outcome: string }>(`select app.revoke_platform_role($1, 'SUPERADMIN') as outcome`, [from.id]),
        );
        return only(result).outcome;
      });
    const outcomes = await releaseTogether(
      fresh.ownerUrl,
      { lock: `select pg_advisory_xact_lock(hashtextextended('platform-roles', 0))`, waiting: 2 },
      () => Promise.allSettled([take(one, two), take(two, one)]),
    );
    const { rows: left } = await fresh.sql.query(`select from platform_roles where role = 'SUPERADMIN'`);
    expect(left).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value === 'REVOKED')).toHaveLength(1);
    const last = only(await fresh.sql.query(`select user_id as id from platform_roles where role = 'SUPERADMIN'`)).id;
    expect(await take(last === one.id ? one : two, last === one.id ? one : two)).toBe('LAST_SUPERADMIN');
  } finally {
    await fresh.drop();
  }
});
