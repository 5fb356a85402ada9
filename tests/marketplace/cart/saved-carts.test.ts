import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asViewer } from '../../factories/as-viewer.ts';
import { addToCart, findCart } from '../../factories/carts.ts';
import { createTool, createTools, type TestTool } from '../../factories/catalog.ts';
import { openCheckout, placeOrder } from '../../factories/checkout.ts';
import { findBrokenInvariants } from '../../factories/invariants.ts';
import {
  addMembership,
  createOrganization,
  type OrganizationRole,
  type TestPerson,
  unknownTokenHash,
} from '../../factories/organizations.ts';
import { only, present } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';

// A person has one cart. Their lines for other organizations rest until they work there again.

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  expect(await findBrokenInvariants(database.sql)).toEqual([]);
  await database.drop();
});

/** Two organizations and somebody of both, who works in the first. */
async function createWorld(role: OrganizationRole = 'OWNER') {
  const [first, second] = [await createOrganization(database.sql), await createOrganization(database.sql)];
  const person = first.owner;
  await addMembership(database.sql, second.id, person.id, role);
  return { first: first.id, second: second.id, person };
}

const switchTo = async (person: TestPerson, organizationId: string) =>
  only(
    await asViewer(database.asApp, person.tokenHash, (client) =>
      client.query<{ done: boolean }>('select app.switch_organization($1) as done', [organizationId]),
    ),
  ).done;

/** Signs in on another device. Returns the person with that session. */
async function signInElsewhere(person: TestPerson): Promise<TestPerson> {
  const tokenHash = unknownTokenHash();
  const { hash } = only(
    await database.sql.query<{ hash: string }>('select password_hash as hash from users where id = $1', [person.id]),
  );
  await asViewer(database.asApp, null, (client) =>
    client.query('select app.finish_sign_in($1, $2, $3, null)', [person.id, hash, tokenHash]),
  );
  return { ...person, tokenHash };
}

const organizationOf = async ({ tokenHash }: TestPerson) =>
  only(await database.sql.query('select organization_id from sessions where token_hash = $1', [tokenHash]))
    .organization_id;

/** The ids of the tools in all carts of a person, by organization, resting or not. */
async function listLines({ id }: TestPerson): Promise<Record<string, string[]>> {
  const { rows } = await database.sql.query<{ organization: string; tools: string[] }>(
    `select organization_id as organization, array(select item ->> 'id' from jsonb_array_elements(tools) item) as tools
     from (select organization_id, tools from shopping_carts where user_id = $1
       union all select organization_id, tools from saved_carts where user_id = $1) cart
     where tools <> '[]'`,
    [id],
  );
  return Object.fromEntries(rows.map(({ organization, tools }) => [organization, tools]));
}

/** The ids of the tools in the cart that somebody sees. */
const seeCart = async (person: TestPerson) =>
  (
    await asViewer(database.asApp, person.tokenHash, (client) =>
      client.query<{ id: string }>('select tool_id as id from marketplace_cart order by position'),
    )
  ).rows.map(({ id }) => id);

const add = async (person: TestPerson, tool: TestTool | undefined) =>
  expect(await addToCart(database.asApp, person, 'TOOL', present(tool).id)).toBe('ADDED');

test('switching exchanges the cart for that of the other organization, and back', async () => {
  const { first, second, person } = await createWorld();
  const [one, other] = await createTools(database.sql, 2);
  await add(person, one);
  expect(await switchTo(person, second)).toBe(true);
  expect(await seeCart(person)).toEqual([]);
  await add(person, other);
  expect(await listLines(person)).toEqual({ [first]: [present(one).id], [second]: [present(other).id] });
  expect(await findCart(database.sql, person.id)).toMatchObject({ organizationId: second, totalPrice: 10_000 });

  await switchTo(person, first);
  expect(await seeCart(person)).toEqual([present(one).id]);
  expect(await listLines(person)).toEqual({ [first]: [present(one).id], [second]: [present(other).id] });
});

test('switching to an organization one does not belong to leaves the cart where it is', async () => {
  const { first, person } = await createWorld();
  const tool = await createTool(database.sql);
  await add(person, tool);
  expect(await switchTo(person, (await createOrganization(database.sql)).id)).toBe(false);
  expect(await listLines(person)).toEqual({ [first]: [tool.id] });
});

test('two browsers at work for two organizations each see their own cart, and order from it', async () => {
  const { first, second, person } = await createWorld();
  const [one, other] = await createTools(database.sql, 2);
  const elsewhere = await signInElsewhere(person);
  await switchTo(elsewhere, second);
  await add(person, one);
  await add(elsewhere, other);
  for (const _ of [1, 2]) {
    expect(await seeCart(person)).toEqual([present(one).id]);
    expect(await seeCart(elsewhere)).toEqual([present(other).id]);
  }
  const form = await openCheckout(database, person);
  expect(await seeCart(elsewhere)).toEqual([present(other).id]);
  expect(await placeOrder(database, person, form)).toMatchObject({ outcome: 'PLACED' });
  expect(await listLines(person)).toEqual({ [second]: [present(other).id] });
  const bought = await database.sql.query(
    'select organization_id, tool_id from tool_purchases where purchased_by = $1',
    [person.id],
  );
  expect(bought.rows).toEqual([{ organization_id: first, tool_id: present(one).id }]);
});

test('signing in leads to the organization worked in last, with its cart', async () => {
  const { first, second, person } = await createWorld();
  const [one, other] = await createTools(database.sql, 2);
  await add(person, one);
  await switchTo(person, second);
  await add(person, other);
  const elsewhere = await signInElsewhere(person);
  expect(await organizationOf(elsewhere)).toBe(second);
  expect(await seeCart(elsewhere)).toEqual([present(other).id]);

  await switchTo(elsewhere, first);
  expect(await organizationOf(await signInElsewhere(person))).toBe(first);
  // The other browser has been used since.
  await database.sql.query(`update sessions set last_seen_at = now() - interval '6 minutes' where token_hash = $1`, [
    person.tokenHash,
  ]);
  expect(await seeCart(person)).toEqual([present(other).id]);
  expect(await organizationOf(await signInElsewhere(person))).toBe(second);
});

test('signing in leads to the organization joined first once one belongs to the last one no longer', async () => {
  const { first, second, person } = await createWorld();
  await switchTo(person, second);
  await database.sql.query('delete from memberships where user_id = $1 and organization_id = $2', [person.id, second]);
  expect(await organizationOf(await signInElsewhere(person))).toBe(first);
});

test('accepting an invitation leaves the lines with the organization they are for', async () => {
  const [first, second] = [await createOrganization(database.sql), await createOrganization(database.sql)];
  const { owner: person } = first;
  const tool = await createTool(database.sql);
  await add(person, tool);
  const [invitation, tokenHash] = [unknownTokenHash(), unknownTokenHash()];
  await database.sql.query(
    `insert into invitations (organization_id, email, role, token_hash, invited_by, expires_at)
     values ($1, $2, 'MEMBER', $3, $4, now() + interval '7 days')`,
    [second.id, person.email, invitation, second.owner.id],
  );
  await asViewer(database.asApp, person.tokenHash, (client) =>
    client.query('select app.accept_invitation($1, null, null, $2, null)', [invitation, tokenHash]),
  );
  const joined = { ...person, tokenHash };
  expect(await organizationOf(joined)).toBe(second.id);
  expect(await seeCart(joined)).toEqual([]);
  expect(await listLines(person)).toEqual({ [first.id]: [tool.id] });
});

test('a cart goes with the membership, resting or not', async () => {
  const { first, second, person } = await createWorld();
  const [one, other] = await createTools(database.sql, 2);
  await add(person, one);
  await switchTo(person, second);
  await add(person, other);
  await database.sql.query('delete from memberships where user_id = $1 and organization_id = $2', [person.id, first]);
  expect(await listLines(person)).toEqual({ [second]: [present(other).id] });
});

test('a VIEWER sees no cart, and their lines for other organizations stay', async () => {
  const { first, second, person } = await createWorld('VIEWER');
  const tool = await createTool(database.sql);
  await add(person, tool);
  await switchTo(person, second);
  expect(await seeCart(person)).toEqual([]);
  await switchTo(person, first);
  expect(await seeCart(person)).toEqual([tool.id]);
});

/** Places a card order of the cart, and returns its number. */
async function orderByCard(person: TestPerson): Promise<string> {
  const form = await openCheckout(database, person);
  const { orderNumber } = await placeOrder(database, person, { ...form, paymentMethod: 'CREDIT_CARD' });
  return present(orderNumber);
}

const expirePayment = async (number: string) =>
  expect(
    only(
      await database.asApp.query(
        `select app.apply_payment_event($1, 'checkout.session.expired', 'EXPIRED', null, $2, null, null, null) as outcome`,
        [randomUUID(), number],
      ),
    ),
  ).toEqual({ outcome: 'CANCELLED' });

test('an expired payment gives its lines back to the organization they were for, wherever the buyer works', async () => {
  const { first, second, person } = await createWorld();
  const [one, other, later] = await createTools(database.sql, 3);
  await add(person, one);
  const number = await orderByCard(person);
  await add(person, later);
  await switchTo(person, second);
  await add(person, other);
  await expirePayment(number);
  expect(await seeCart(person)).toEqual([present(other).id]);
  await switchTo(person, first);
  expect(await seeCart(person)).toEqual([present(later).id, present(one).id]);
  expect(await listLines(person)).toEqual({
    [first]: [present(later).id, present(one).id],
    [second]: [present(other).id],
  });
});

test('an expired payment gives its lines back at once to a buyer who still works there, each once', async () => {
  const { first, person } = await createWorld();
  const tool = await createTool(database.sql);
  await add(person, tool);
  const number = await orderByCard(person);
  await add(person, tool);
  await expirePayment(number);
  expect(await findCart(database.sql, person.id)).toMatchObject({ organizationId: first, totalPrice: 10_000 });
  expect(await listLines(person)).toEqual({ [first]: [tool.id] });
});

test('lines that come back fill the cart as far as there is room', async () => {
  const { first, person } = await createWorld();
  const tools = await createTools(database.sql, 101);
  for (const tool of tools.slice(0, 2)) await add(person, tool);
  const number = await orderByCard(person);
  await database.sql.query(
    `update shopping_carts set tools = (select jsonb_agg(jsonb_build_object('id', id, 'price', price)) from marketplace_tools where id = any ($2))
     where user_id = $1`,
    [person.id, tools.slice(2).map(({ id }) => id)],
  );
  await expirePayment(number);
  expect((await listLines(person))[first]).toHaveLength(100);
});

const step = fc.record({
  action: fc.constantFrom('add', 'add', 'switch', 'sign in', 'order', 'expire'),
  device: fc.nat({ max: 1 }),
  tool: fc.nat({ max: 5 }),
});

test('whatever two browsers do, no line is lost and none changes its organization', async () => {
  const tools = await createTools(database.sql, 6);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
      const { first, second, person } = await createWorld();
      const devices = [person, await signInElsewhere(person)];
      const worksIn = [first, first];
      let last = first;
      const carts: Record<string, Set<string>> = { [first]: new Set(), [second]: new Set() };
      const orders: { number: string; organization: string; tools: string[] }[] = [];
      for (const { action, device, tool } of steps) {
        const one = present(devices[device]);
        const organization = present(worksIn[device]);
        const cart = present(carts[organization]);
        const { id } = present(tools[tool]);
        if (action === 'add') {
          await addToCart(database.asApp, one, 'TOOL', id);
          cart.add(id);
        } else if (action === 'switch') {
          last = organization === first ? second : first;
          await switchTo(one, last);
          worksIn[device] = last;
        } else if (action === 'sign in') {
          devices[device] = await signInElsewhere(person);
          worksIn[device] = last;
        } else if (action === 'order') {
          // What waits for another payment cannot be ordered again.
          const waits = orders.some(
            (order) => order.organization === organization && order.tools.some((held) => cart.has(held)),
          );
          if (cart.size === 0 || waits) continue;
          orders.push({ number: await orderByCard(one), organization, tools: [...cart] });
          cart.clear();
        } else {
          const order = orders.shift();
          if (!order) continue;
          await expirePayment(order.number);
          for (const held of order.tools) present(carts[order.organization]).add(held);
        }
        const expected = Object.entries(carts).filter(([, held]) => held.size > 0);
        const found = Object.entries(await listLines(person)).map(([name, held]) => [name, held.toSorted()]);
        expect(Object.fromEntries(found)).toEqual(
          Object.fromEntries(expected.map(([name, held]) => [name, [...held].toSorted()])),
        );
        expect((await seeCart(present(devices[device]))).toSorted()).toEqual(
          [...present(carts[present(worksIn[device])])].toSorted(),
        );
      }
    }),
    { numRuns: 40 },
  );
}, 120_000);
