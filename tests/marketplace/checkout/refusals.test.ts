import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createBuyer, type TestBuyer } from '../../factories/buyers.ts';
import { fillCart } from '../../factories/carts.ts';
import { createTool } from '../../factories/catalog.ts';
import { checkOut, openCheckout, placeOrder } from '../../factories/checkout.ts';
import { checksums } from '../../factories/checksums.ts';
import { findBrokenInvariants } from '../../factories/invariants.ts';
import { createOrganization, unknownTokenHash } from '../../factories/organizations.ts';
import { wrongPurchaseCounts } from '../../factories/ownership.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  expect(await findBrokenInvariants(database.sql)).toEqual([]);
  await database.drop();
});

// Every purchase of this file comes from an order, so the counts must be right after each test.
afterEach(async () => {
  expect(await rows(wrongPurchaseCounts)).toEqual([]);
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;

/** Sends the form and expects that it is answered so, and that not a row of any table is touched. */
async function expectNothingWritten(send: () => Promise<unknown>, outcome: string): Promise<void> {
  const before = await checksums(database.sql);
  expect(await send()).toEqual({ outcome, orderNumber: null });
  expect(await checksums(database.sql)).toEqual(before);
}

const changes: [string, (buyer: TestBuyer) => Promise<unknown>][] = [
  ['the price of a tool', ({ tool }) => rows('update marketplace_tools set price = 10001 where id = $1', [tool.id])],
  [
    'the price of a bundle',
    ({ bundle }) => rows('update tool_bundles set bundle_price = 29999 where id = $1', [bundle.id]),
  ],
  ['the name of a tool', ({ tool }) => rows(`update marketplace_tools set name = 'Renamed' where id = $1`, [tool.id])],
  ['the name of a bundle', ({ bundle }) => rows(`update tool_bundles set name = 'Renamed' where id = $1`, [bundle.id])],
  [
    'the status of a tool',
    ({ tool }) => rows(`update marketplace_tools set status = 'DISABLED' where id = $1`, [tool.id]),
  ],
  [
    'the status of a bundle',
    ({ bundle }) => rows(`update tool_bundles set status = 'ARCHIVED' where id = $1`, [bundle.id]),
  ],
  [
    'the tier of a tool',
    ({ tool }) => rows(`update marketplace_tools set required_tier = 'ELITE' where id = $1`, [tool.id]),
  ],
  [
    'the tier of a bundle',
    ({ bundle }) => rows(`update tool_bundles set required_tier = 'ELITE' where id = $1`, [bundle.id]),
  ],
  [
    'the tier of a tool in a bundle',
    ({ inBundle }) => rows(`update marketplace_tools set required_tier = 'ELITE' where id = $1`, [inBundle[0]?.id]),
  ],
  [
    'a tool taken out of a bundle',
    ({ inBundle }) => rows('delete from bundle_tools where tool_id = $1', [inBundle[0]?.id]),
  ],
  [
    'a free tool put into a bundle',
    async ({ bundle }) =>
      rows('insert into bundle_tools (bundle_id, tool_id) values ($1, $2)', [
        bundle.id,
        (await createTool(database.sql, { price: 0 })).id,
      ]),
  ],
  [
    'one tool of a bundle for another',
    async ({ inBundle }) =>
      rows('update bundle_tools set tool_id = $2 where tool_id = $1', [
        inBundle[0]?.id,
        (await createTool(database.sql, { price: 20_000 })).id,
      ]),
  ],
  [
    'the organization’s tier',
    async ({ organization, tool }) => {
      await rows(`update organizations set subscription_tier = 'FREE' where id = $1`, [organization.id]);
      return rows(`update marketplace_tools set required_tier = 'STARTER' where id = $1`, [tool.id]);
    },
  ],
  [
    'a line added in another window',
    async ({ organization, bundle, tool }) =>
      fillCart(database.sql, organization.id, organization.owner.id, {
        tools: [tool, await createTool(database.sql, { price: 0 })],
        bundles: [bundle],
      }),
  ],
  [
    'a line removed in another window',
    ({ organization, tool }) => fillCart(database.sql, organization.id, organization.owner.id, { tools: [tool] }),
  ],
  [
    'a tool bought by a colleague',
    async ({ organization, tool }) => {
      await fillCart(database.sql, organization.id, organization.admin.id, { tools: [tool] });
      return checkOut(database, organization.admin);
    },
  ],
];

test.each(changes)('CHANGED and nothing written: %s', async (_, change) => {
  const buyer = await createBuyer(database.sql);
  const form = await openCheckout(database, buyer.organization.owner);
  await change(buyer);
  await expectNothingWritten(() => placeOrder(database, buyer.organization.owner, form), 'CHANGED');
  expect((await openCheckout(database, buyer.organization.owner)).shown).not.toEqual(form.shown);
});

test.each([
  ['no longer sold', 'NOT_SOLD', `update marketplace_tools set status = 'DEPRECATED' where id = $1`],
  ['of a tier too high', 'TIER_TOO_LOW', `update marketplace_tools set required_tier = 'ENTERPRISE' where id = $1`],
])('BLOCKED and nothing written: a line that is shown as %s', async (_, state, statement) => {
  const { organization, tool } = await createBuyer(database.sql);
  await rows(statement, [tool.id]);
  const form = await openCheckout(database, organization.owner);
  expect(form.shown.map((line) => line.state)).toContain(state);
  await expectNothingWritten(() => placeOrder(database, organization.owner, form), 'BLOCKED');
});

test('BLOCKED and nothing written: a line that is shown as owned', async () => {
  const { organization, tool } = await createBuyer(database.sql);
  await fillCart(database.sql, organization.id, organization.admin.id, { tools: [tool] });
  expect(await checkOut(database, organization.admin)).toMatchObject({ outcome: 'PLACED' });
  const form = await openCheckout(database, organization.owner);
  await expectNothingWritten(() => placeOrder(database, organization.owner, form), 'BLOCKED');
});

test('EMPTY and nothing written: no cart, and one without lines', async () => {
  const { id, owner } = await createOrganization(database.sql);
  const form = await openCheckout(database, owner);
  await expectNothingWritten(() => placeOrder(database, owner, form), 'EMPTY');
  await fillCart(database.sql, id, owner.id, {});
  await expectNothingWritten(() => placeOrder(database, owner, form), 'EMPTY');
});

test('NOT_ALLOWED and nothing written: MEMBER, VIEWER, nobody, an unknown session', async () => {
  const { organization, tool } = await createBuyer(database.sql);
  const { owner, member, viewer } = organization;
  const form = await openCheckout(database, owner);
  for (const person of [member, viewer]) {
    await fillCart(database.sql, organization.id, person.id, { tools: [tool] });
    const own = { ...form, key: randomUUID(), shown: (await openCheckout(database, person)).shown };
    await expectNothingWritten(() => placeOrder(database, person, own), 'NOT_ALLOWED');
  }
  await expectNothingWritten(() => placeOrder(database, undefined, form), 'NOT_ALLOWED');
  const unknown = { ...owner, tokenHash: unknownTokenHash() };
  await expectNothingWritten(() => placeOrder(database, unknown, form), 'NOT_ALLOWED');
});
