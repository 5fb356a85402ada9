import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createBuyer } from '../../factories/buyers.ts';
import { fillCart } from '../../factories/carts.ts';
import { createBundle, createTool, createTools } from '../../factories/catalog.ts';
import { checkOut } from '../../factories/checkout.ts';
import { checksums } from '../../factories/checksums.ts';
import { releaseTogether, withConnections } from '../../factories/connections.ts';
import { findBrokenInvariants } from '../../factories/invariants.ts';
import { createOrganization, type TestOrganization, type TestPerson } from '../../factories/organizations.ts';
import { callAs } from '../../factories/owned-tools.ts';
import { wrongPurchaseCounts } from '../../factories/ownership.ts';
import { only, present } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  expect(await findBrokenInvariants(database.sql)).toEqual([]);
  await database.drop();
});

/** Bundles whose count is not that of their active purchases. */
const wrongBundleCounts = `
  select bundle.name from tool_bundles bundle where purchase_count <> (
    select count(*) from bundle_purchases purchase where purchase.bundle_id = bundle.id and status = 'ACTIVE')`;

// Every purchase of this file comes from an order, so the counts must be right after each test.
afterEach(async () => {
  expect(await rows(wrongPurchaseCounts)).toEqual([]);
  expect(await rows(wrongBundleCounts)).toEqual([]);
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;
const cancel = (person: TestPerson, { kind, id }: { kind: string; id: string }) =>
  callAs(database.asApp, person, 'cancel_purchase', kind, id);

/** The organization's purchase of a tool or bundle. */
const purchaseOf = async (organization: TestOrganization, item: { id: string }) =>
  only(
    await database.sql.query<{ kind: string; id: string; status: string; renews: boolean }>(
      `select kind, id, status, renews from marketplace_purchases
       where organization_id = $1 and coalesce(tool_id, bundle_id) = $2 order by purchase_date desc limit 1`,
      [organization.id, item.id],
    ),
  );

const owned = async (organization: TestOrganization) =>
  (await rows('select tool_id from app.owned_tool_ids($1) as owned (tool_id)', [organization.id]))
    .map(({ tool_id }) => tool_id)
    .toSorted();

test.each(['owner', 'admin'] as const)('an %s cancels a tool: it ends, and does not renew', async (role) => {
  const organization = await createOrganization(database.sql);
  const tool = await createTool(database.sql, { priceModel: 'MONTHLY' });
  await fillCart(database.sql, organization.id, organization.owner.id, { tools: [tool] });
  await checkOut(database, organization.owner);
  const purchase = await purchaseOf(organization, tool);
  expect(purchase).toMatchObject({ status: 'ACTIVE', renews: true });
  expect(await cancel(organization[role], purchase)).toBe('CANCELLED');
  expect(await purchaseOf(organization, tool)).toEqual({ ...purchase, status: 'CANCELLED', renews: false });
  expect(await owned(organization)).toEqual([]);
  expect(await rows('select purchase_count as count from marketplace_tools where id = $1', [tool.id])).toEqual([
    { count: 0 },
  ]);
  expect(
    await rows(
      `select before ->> 'status' as before, after ->> 'status' as after, actor_id as by from audit_log
       where organization_id = $1 and subject_type = 'tool_purchase' order by chain_position desc limit 1`,
      [organization.id],
    ),
  ).toEqual([{ before: 'ACTIVE', after: 'CANCELLED', by: organization[role].id }]);
});

test('a bundle ends with the tools it sold; what was bought by itself stays owned', async () => {
  const organization = await createOrganization(database.sql);
  const { owner } = organization;
  const [tool, second, third] = await createTools(database.sql, 3);
  await fillCart(database.sql, organization.id, owner.id, { tools: [present(tool)] });
  await checkOut(database, owner);
  const bundle = await createBundle(database.sql, [present(tool), present(second), present(third)]);
  await fillCart(database.sql, organization.id, owner.id, { bundles: [bundle] });
  await checkOut(database, owner);

  expect(await cancel(owner, await purchaseOf(organization, present(second)))).toBe('CANCELLED');
  expect(await purchaseOf(organization, bundle)).toMatchObject({ status: 'ACTIVE' });
  expect(await cancel(organization.admin, await purchaseOf(organization, bundle))).toBe('CANCELLED');
  expect(await owned(organization)).toEqual([present(tool).id]);
  expect(await purchaseOf(organization, bundle)).toMatchObject({ status: 'CANCELLED' });
});

test('a bundle ends with the last of its tools, and what is bought again of it before joins it', async () => {
  const { organization, bundle, inBundle } = await createBuyer(database.sql);
  const { owner } = organization;
  await checkOut(database, owner);
  const [first, second] = [present(inBundle[0]), present(inBundle[1])];
  const bought = await purchaseOf(organization, bundle);
  await cancel(owner, await purchaseOf(organization, first));
  await fillCart(database.sql, organization.id, owner.id, { bundles: [bundle] });
  expect((await checkOut(database, owner)).outcome).toBe('PLACED');
  expect(await purchaseOf(organization, bundle)).toMatchObject({ id: bought.id, status: 'ACTIVE' });
  for (const tool of [first, second]) await cancel(owner, await purchaseOf(organization, tool));
  expect(await purchaseOf(organization, bundle)).toMatchObject({ id: bought.id, status: 'CANCELLED' });
});

test('cancelled and bought again: counted once more, and it can be cancelled again', async () => {
  const { organization, tool, bundle } = await createBuyer(database.sql);
  const { owner } = organization;
  for (let round = 0; round < 2; round++) {
    await fillCart(database.sql, organization.id, owner.id, { tools: [tool], bundles: [bundle] });
    expect((await checkOut(database, owner)).outcome).toBe('PLACED');
    expect(await owned(organization)).toHaveLength(3);
    for (const item of [tool, bundle]) {
      expect(await cancel(owner, await purchaseOf(organization, item))).toBe('CANCELLED');
    }
    expect(await owned(organization)).toEqual([]);
  }
  expect(
    await rows('select status, count(*)::integer from bundle_purchases where organization_id = $1 group by 1', [
      organization.id,
    ]),
  ).toEqual([{ status: 'CANCELLED', count: 2 }]);
});

test('nobody else cancels, nothing is cancelled twice, and no other organization’s', async () => {
  const { organization, tool, bundle } = await createBuyer(database.sql);
  await checkOut(database, organization.owner);
  const stranger = await createOrganization(database.sql);
  const purchases = [await purchaseOf(organization, tool), await purchaseOf(organization, bundle)];
  const expectNothingWritten = async (call: () => Promise<string>, outcome: string) => {
    const before = await checksums(database.sql);
    expect(await call()).toBe(outcome);
    expect(await checksums(database.sql)).toEqual(before);
  };
  for (const purchase of purchases) {
    await expectNothingWritten(() => cancel(organization.member, purchase), 'NOT_ALLOWED');
    await expectNothingWritten(() => cancel(organization.viewer, purchase), 'NOT_ALLOWED');
    await expectNothingWritten(() => cancel(stranger.owner, purchase), 'NOT_FOUND');
    await expectNothingWritten(() => cancel(organization.owner, { ...purchase, id: randomUUID() }), 'NOT_FOUND');
    const otherKind = purchase.kind === 'TOOL' ? 'BUNDLE' : 'TOOL';
    await expectNothingWritten(() => cancel(organization.owner, { ...purchase, kind: otherKind }), 'NOT_FOUND');
  }
  for (const purchase of purchases) {
    expect(await cancel(organization.owner, purchase)).toBe('CANCELLED');
    await expectNothingWritten(() => cancel(organization.owner, purchase), 'ENDED');
  }
});

test('a purchase cancelled by ten at once, and its bundle too, is counted down once', async () => {
  const { organization, tool, bundle } = await createBuyer(database.sql);
  await checkOut(database, organization.owner);
  const purchases = [await purchaseOf(organization, tool), await purchaseOf(organization, bundle)];
  const outcomes = await withConnections(database.appUrl, 20, (...clients) =>
    releaseTogether(
      database.ownerUrl,
      { lock: `select from memberships where organization_id = '${organization.id}' for update`, waiting: 20 },
      () =>
        Promise.all(
          clients.map((client, index) => {
            const purchase = purchases[index % 2];
            return callAs(client, organization.admin, 'cancel_purchase', purchase?.kind, purchase?.id);
          }),
        ),
    ),
  );
  expect(outcomes.filter((outcome) => outcome === 'CANCELLED')).toHaveLength(2);
  expect(outcomes.filter((outcome) => outcome === 'ENDED')).toHaveLength(18);
});

test('renewing is switched off and on by owners and admins, while there is a period to renew', async () => {
  const organization = await createOrganization(database.sql);
  const stranger = await createOrganization(database.sql);
  const [monthly, once] = [
    await createTool(database.sql, { priceModel: 'MONTHLY' }),
    await createTool(database.sql, { priceModel: 'ONE_TIME' }),
  ];
  await fillCart(database.sql, organization.id, organization.owner.id, { tools: [monthly, once] });
  await checkOut(database, organization.owner);
  const { id } = await purchaseOf(organization, monthly);
  const renew = (person: TestPerson, renews: boolean, purchaseId = id) =>
    callAs(database.asApp, person, 'set_renewal', purchaseId, renews);
  const renews = async () => (await purchaseOf(organization, monthly)).renews;
  expect(await renew(organization.admin, false)).toBe('SAVED');
  expect(await renews()).toBe(false);
  for (const person of [organization.member, organization.viewer])
    expect(await renew(person, true)).toBe('NOT_ALLOWED');
  expect(await renew(stranger.owner, true)).toBe('NOT_FOUND');
  expect(await renews()).toBe(false);
  expect(await renew(organization.owner, true)).toBe('SAVED');
  expect(await renews()).toBe(true);
  expect(await renew(organization.owner, true, (await purchaseOf(organization, once)).id)).toBe('NO_PERIOD');
  await cancel(organization.owner, { kind: 'TOOL', id });
  expect(await renew(organization.owner, true)).toBe('NO_PERIOD');
  expect(await renews()).toBe(false);
});
