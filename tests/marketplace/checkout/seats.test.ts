import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { fillCart } from '../../factories/carts.ts';
import { createBundle, createTool, type TestTool } from '../../factories/catalog.ts';
import { endToolPurchase, openCheckout, openOrderForm, placeOrder } from '../../factories/checkout.ts';
import { checksums } from '../../factories/checksums.ts';
import { findBrokenInvariants } from '../../factories/invariants.ts';
import { createOrganization, createPerson, type TestOrganization } from '../../factories/organizations.ts';
import { approveRequest, createRequest, openApproval } from '../../factories/requests.ts';
import { present } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { createSignedInVisitor } from '../../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../../setup/worker.ts';

// Seats that are given with an order: at the checkout, and when a request is approved.

let database: TestDatabase;
let worker: TestWorker;
let organization: TestOrganization;
let tool: TestTool;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
});

beforeEach(async () => {
  organization = await createOrganization(database.sql);
  tool = await createTool(database.sql, { seats: 2, demoUrl: 'https://tool.example/' });
});

afterAll(async () => {
  expect(await findBrokenInvariants(database.sql)).toEqual([]);
  await worker?.stop();
  await database?.drop();
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;
const holdersOf = async ({ id }: { id: string }) =>
  (
    await rows('select user_id from tool_seats where organization_id = $1 and tool_id = $2 order by user_id', [
      organization.id,
      id,
    ])
  ).map(({ user_id }) => user_id);
const idsOf = (...people: { id: string }[]) => people.map(({ id }) => id).toSorted();
const signIn = (role: 'owner' | 'admin' | 'member') =>
  createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: organization[role].id,
    organizationId: organization.id,
  });

/** The box of a person on a page, as markup; '' where there is none. */
const boxOf = (text: string, { id }: { id: string }) =>
  [...text.matchAll(/<input[^>]*name="seats"[^>]*>/g)].map(([box]) => box).find((box) => box.includes(id)) ?? '';

/** The checkout form of the owner with these things in the cart and these people to get seats. */
async function openWith(items: Parameters<typeof fillCart>[3], people: { id: string }[]) {
  await fillCart(database.sql, organization.id, organization.owner.id, items);
  return { ...(await openCheckout(database, organization.owner)), seats: people.map(({ id }) => id) };
}

test('whom the buyer ticked has a seat as soon as the order is placed, and the trail says who gave it', async () => {
  const { owner, member } = organization;
  const form = await openWith({ tools: [tool] }, [owner, member]);
  expect(await placeOrder(database, owner, form)).toMatchObject({ outcome: 'PLACED' });
  expect(await holdersOf(tool)).toEqual(idsOf(owner, member));
  expect(await rows('select distinct assigned_by from tool_seats where tool_id = $1', [tool.id])).toEqual([
    { assigned_by: owner.id },
  ]);
  expect(
    await rows(
      `select action, actor_id from audit_log where organization_id = $1 and subject_type = 'tool_seat' order by chain_position`,
      [organization.id],
    ),
  ).toEqual([
    { action: 'insert', actor_id: owner.id },
    { action: 'insert', actor_id: owner.id },
  ]);
});

test('viewers and people of other organizations get none, and are not noted with the order', async () => {
  const stranger = await createOrganization(database.sql);
  const { owner, viewer } = organization;
  const form = await openWith({ tools: [tool] }, [stranger.owner, viewer, owner]);
  const { orderNumber } = await placeOrder(database, owner, form);
  expect(await rows('select user_id from tool_seats where tool_id = $1', [tool.id])).toEqual([{ user_id: owner.id }]);
  const [order] = await rows('select seat_holders from marketplace_orders where number = $1', [orderNumber]);
  expect(order?.seat_holders).not.toContain(stranger.owner.id);
});

test('each tool gives its seats from the top down while it has any, also those of a bundle', async () => {
  const { owner, admin, member } = organization;
  const scarce = await createTool(database.sql, { seats: 1 });
  const open = await createTool(database.sql);
  const bundle = await createBundle(database.sql, [scarce, open]);
  const form = await openWith({ tools: [tool], bundles: [bundle] }, [member, owner, admin]);
  expect(await placeOrder(database, owner, form)).toMatchObject({ outcome: 'PLACED' });
  expect(await holdersOf(scarce)).toEqual([member.id]);
  expect(await holdersOf(tool)).toEqual(idsOf(member, owner));
  expect(await holdersOf(open)).toEqual([]);
});

test('who held a seat of it before keeps it, and it counts', async () => {
  const { owner, admin, member } = organization;
  await placeOrder(database, owner, await openWith({ tools: [tool] }, [admin]));
  await endToolPurchase(database.sql, organization.id, tool.id, 'CANCELLED');
  await placeOrder(database, owner, await openWith({ tools: [tool] }, [admin, member, owner]));
  expect(await holdersOf(tool)).toEqual(idsOf(admin, member));
});

test('a card order gives them when it is paid, to those who can hold one by then', async () => {
  const { owner, admin, member } = organization;
  const form = await openWith({ tools: [tool] }, [admin, member]);
  const { orderNumber } = await placeOrder(database, owner, { ...form, paymentMethod: 'CREDIT_CARD' });
  expect(await holdersOf(tool)).toEqual([]);
  await rows(`update memberships set role = 'VIEWER' where user_id = $1`, [admin.id]);
  await rows(`update marketplace_orders set payment_status = 'COMPLETED' where number = $1`, [orderNumber]);
  await rows('select app.unlock_order(id) from marketplace_orders where number = $1', [orderNumber]);
  expect(await holdersOf(tool)).toEqual([member.id]);
});

test('the same form sent twice gives them once, and with others ticked it is another order', async () => {
  const { owner, member } = organization;
  const form = await openWith({ tools: [tool] }, [owner]);
  const { orderNumber } = await placeOrder(database, owner, form);
  const before = await checksums(database.sql);
  expect(await placeOrder(database, owner, form)).toEqual({ outcome: 'REPLAYED', orderNumber });
  expect(await placeOrder(database, owner, { ...form, seats: [member.id] })).toEqual({
    outcome: 'KEY_REUSED',
    orderNumber: null,
  });
  expect(await checksums(database.sql)).toEqual(before);
});

test('an approved request gives its sender a seat', async () => {
  const { owner, member } = organization;
  const id = await createRequest(database, organization, { tools: [tool] });
  const form = { ...(await openApproval(database, owner, id)), seats: [member.id] };
  expect(await approveRequest(database, owner, id, form)).toMatchObject({ outcome: 'PLACED' });
  expect(await holdersOf(tool)).toEqual([member.id]);
});

test('the checkout ticks the buyer, an approval who asked and who approves; what is ticked is what is given', async () => {
  const owner = await signIn('owner');
  const member = await signIn('member');
  await owner.post('/cart', { intent: 'add', kind: 'TOOL', id: tool.id });
  const page = (await owner.get('/checkout')).text;
  expect(page).toContain(`${tool.name} has 2 free seats.`);
  expect(boxOf(page, organization.owner)).toContain('checked');
  expect(boxOf(page, organization.member)).not.toContain('checked');
  expect(boxOf(page, organization.viewer)).toBe('');
  const { seats, ...form } = await openOrderForm(owner);
  expect(seats).toBe(organization.owner.id);
  const { location } = await owner.post('/checkout', {
    ...form,
    seats: [organization.member.id, organization.admin.id],
  });
  expect(await holdersOf(tool)).toEqual(idsOf(organization.member, organization.admin));

  // The page of the order opens with what to do next.
  const order = (await owner.get(present(location))).text;
  expect(order).toContain('Your tool is ready');
  expect(order).toContain('(2 of 2)');
  expect(order).toContain(`/my-tools/${tool.name}#seats`);
  expect(order.indexOf('Your tool is ready')).toBeLessThan(order.indexOf('<article'));
  expect(order.indexOf('popovertarget="cancel-order"')).toBeGreaterThan(order.indexOf('Download PDF'));
  expect((await member.get(present(location))).text).toContain('value="open"');
  await rows(`update marketplace_orders set placed_at = placed_at - interval '2 days' where organization_id = $1`, [
    organization.id,
  ]);
  expect((await owner.get(present(location))).text).not.toContain('Your tool is ready');

  const asked = await createTool(database.sql, { seats: 5 });
  const id = await createRequest(database, organization, { tools: [asked] });
  const request = (await owner.get(`/requests/${id}`)).text;
  expect(boxOf(request, organization.member)).toContain('checked');
  expect(boxOf(request, organization.owner)).toContain('checked');
  expect(boxOf(request, organization.admin)).not.toContain('checked');
});

test('a form that names more than a page offers is refused; ticks survive a refusal; nothing asks where nothing has seats', async () => {
  const owner = await signIn('owner');
  await owner.post('/cart', { intent: 'add', kind: 'TOOL', id: tool.id });
  const { seats: _, ...form } = await openOrderForm(owner);
  const refused = await owner.post('/checkout', { ...form, city: '', seats: [organization.admin.id] });
  expect(refused.status).toBe(400);
  expect(boxOf(refused.text, organization.admin)).toContain('checked');
  expect(boxOf(refused.text, organization.owner)).not.toContain('checked');
  for (const seats of [['no id'], Array.from({ length: 51 }, () => organization.owner.id)])
    expect((await owner.post('/checkout', { ...form, seats })).status).toBe(400);
  expect(await rows('select from marketplace_orders where organization_id = $1', [organization.id])).toEqual([]);

  const other = await createOrganization(database.sql);
  const visitor = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: (await createPerson(database.sql, other.id, 'OWNER')).id,
    organizationId: other.id,
  });
  await visitor.post('/cart', { intent: 'add', kind: 'TOOL', id: (await createTool(database.sql)).id });
  expect((await visitor.get('/checkout')).text).not.toContain('Who gets a seat?');
});

test('whom the buyer ticked is still ticked once they have signed in again', async () => {
  const owner = await signIn('owner');
  await owner.post('/cart', { intent: 'add', kind: 'TOOL', id: tool.id });
  const { seats: _, ...form } = await openOrderForm(owner);
  await rows('delete from sessions where user_id = $1', [organization.owner.id]);
  const asked = await owner.post('/checkout', { ...form, city: 'Galena', seats: [organization.admin.id] });
  expect(asked.location).toMatch(/^\/login\?/);
  const [name, draft] = present([...owner.cookies].find(([cookie]) => cookie.endsWith('draft')));
  const again = await signIn('owner');
  again.cookies.set(name, draft);
  const page = (await again.get('/checkout')).text;
  expect(page).toContain('value="Galena"');
  expect(boxOf(page, organization.admin)).toContain('checked');
  expect(boxOf(page, organization.owner)).not.toContain('checked');
});
