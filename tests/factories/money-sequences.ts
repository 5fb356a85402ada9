import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { createBundle, createTools } from './catalog.ts';
import { billing } from './checkout.ts';
import { findBrokenInvariants } from './invariants.ts';
import { bundleCount, type MoneyStep, organizationCount, toolCount } from './money-steps.ts';
import { createOrganization, createPlatformAdmin, type TestOrganization, type TestPerson } from './organizations.ts';
import { only, present } from './rows.ts';

// Plays what buyers, the platform and time do to money (money-steps.ts), by three organizations at once.

/** Sets the terms of a tool by use where this price model of it is by use: ten units a month, and 37 cents for each further one. */
const setUsage = (model: string) =>
  `usage_unit = case ${model}::price_model when 'USAGE_BASED' then 'report' end,
   units_included = case ${model}::price_model when 'USAGE_BASED' then 10 end,
   unit_price = case ${model}::price_model when 'USAGE_BASED' then 37 end`;

/** The tools and bundles that every sequence trades, and a platform admin. */
export interface MoneyWorld {
  tools: readonly { id: string }[];
  bundles: readonly { id: string }[];
  platformAdmin: TestPerson;
}

/** Makes the tools and bundles that sequences trade. */
export async function createMoneyWorld(sql: Client): Promise<MoneyWorld> {
  const tools = await createTools(sql, toolCount);
  const bundles = [];
  while (bundles.length < bundleCount)
    bundles.push(await createBundle(sql, tools.slice(bundles.length, bundles.length + 4)));
  return { tools, bundles, platformAdmin: await createPlatformAdmin(sql) };
}

/**
 * Plays a sequence with three new organizations, in a transaction that is taken back.
 * @param sql  connected as the owner of the tables, in no transaction
 * @returns the conditions that do not hold after it, and the outcome of each step
 */
export async function playSequence(sql: Client, world: MoneyWorld, steps: readonly MoneyStep[]) {
  await sql.query('begin');
  try {
    await setUpCatalog(sql, world);
    const organizations: TestOrganization[] = [];
    while (organizations.length < organizationCount)
      organizations.push(await createOrganization(sql, { tier: 'GROWTH' }));
    const outcomes: string[] = [];
    for (const one of steps) outcomes.push(`${one.act}: ${await play(sql, world, organizations, one)}`);
    return { broken: await findBrokenInvariants(sql), outcomes };
  } finally {
    await sql.query('rollback');
  }
}

async function setUpCatalog(sql: Client, { tools, bundles }: MoneyWorld) {
  const models = ['USAGE_BASED', 'MONTHLY', 'ANNUAL', 'ONE_TIME', 'USAGE_BASED', 'MONTHLY'];
  for (const [place, { id }] of tools.entries()) {
    await sql.query(
      `update marketplace_tools set price = $2, price_model = $3, status = 'ACTIVE', required_tier = $4, demo_url = 'https://example.com',
         ${setUsage('$3')} where id = $1`,
      [id, 5_000 + place * 3_001, models[place], place === 5 ? 'ELITE' : 'FREE'],
    );
  }
  for (const [place, { id }] of bundles.entries()) {
    await sql.query('delete from bundle_tools where bundle_id = $1', [id]);
    for (const { id: toolId } of tools.slice(place, place + 4)) {
      await sql.query('insert into bundle_tools (bundle_id, tool_id) values ($1, $2)', [id, toolId]);
    }
    await sql.query('update tool_bundles set bundle_price = $2 where id = $1', [id, 25_000 + place * 999]);
  }
}

async function play(
  sql: Client,
  world: MoneyWorld,
  organizations: TestOrganization[],
  one: MoneyStep,
): Promise<string> {
  const toolId = 'tool' in one ? present(world.tools[one.tool]).id : '';
  const bundleId = 'bundle' in one ? present(world.bundles[one.bundle]).id : '';
  const buyer = present(organizations['who' in one ? one.who : 0]);
  const call = (statement: string, values: unknown[] = []) => callAs(sql, buyer.owner, buyer.id, statement, values);
  switch (one.act) {
    case 'buy tools':
      return order(
        sql,
        buyer,
        one.tools.map((place) => present(world.tools[place]).id),
        [],
        one.method,
      );
    case 'buy a bundle':
      return order(sql, buyer, [], [bundleId], one.method);
    case 'cancel an order': {
      const found = await findOrder(sql, buyer, one.nth);
      if (!found) return 'NONE';
      return call(
        `select app.cancel_order($1, case when $2 then (select order_numbers from app.find_cancellation($1)) else '{}' end) as outcome`,
        [found.number, one.together],
      );
    }
    case 'pay': {
      const found = await findOrder(sql, buyer, one.nth);
      if (!found) return 'NONE';
      if (found.method === 'INVOICE')
        return callAsPlatform(sql, world, 'select app.record_payment($1) as outcome', [found.id]);
      const reference = `cs_${found.number}`;
      return call(`select app.apply_payment_event($1, 'checkout', 'PAID', $2, $3, 'pi_' || $3, $4, 'usd') as outcome`, [
        randomUUID(),
        reference,
        found.number,
        found.total,
      ]);
    }
    case 'refund': {
      const found = await findOrder(sql, buyer, one.nth);
      if (!found) return 'NONE';
      return callAsPlatform(
        sql,
        world,
        `select outcome from app.refund_order($1, (select array[id] from order_line_tools where order_id = $1 order by id offset $2 limit 1), 'Reason', $3)`,
        [found.id, one.row, found.refunded],
      );
    }
    case 'suspend': {
      const found = await findOrder(sql, buyer, one.nth);
      if (!found) return 'NONE';
      return callAsPlatform(sql, world, 'select app.suspend_overdue_order($1) as outcome', [found.number]);
    }
    case 'limit credit':
      return change(sql, 'update organizations set invoice_limit = $2 where id = $1', [buyer.id, one.limit]);
    case 'reverse':
      return reverse(sql, buyer, one);
    case 'use':
      return call('select outcome from app.open_tool($1, gen_random_uuid()::text)', [toolId]);
    case 'use units':
      return call(`select app.record_use((${anyOwned('tool_id')}), $2, $3) as outcome`, [
        buyer.id,
        `key ${one.key}`,
        one.units,
      ]);
    case 'cap':
      return call(`select app.set_usage_cap((${anyOwned('id')}), $2) as outcome`, [buyer.id, one.cents]);
    case 'renew or not':
      return call(
        `select app.set_renewal((select id from tool_purchases where organization_id = $1 and tool_id = $2), $3) as outcome`,
        [buyer.id, toolId, one.renews],
      );
    case 'cancel a purchase':
      return call(
        `select app.cancel_purchase('TOOL', (select id from tool_purchases where organization_id = $1 and tool_id = $2)) as outcome`,
        [buyer.id, toolId],
      );
    case 'cancel a bundle':
      return call(
        `select app.cancel_purchase('BUNDLE', (select id from bundle_purchases where organization_id = $1 and bundle_id = $2
           order by status = 'ACTIVE' desc limit 1)) as outcome`,
        [buyer.id, bundleId],
      );
    case 'days pass':
      await passDays(sql, organizations, one.days);
      return 'PASSED';
    case 'reprice':
      return change(sql, 'update marketplace_tools set price = $2 where id = $1', [toolId, one.price]);
    case 'sell otherwise':
      return change(sql, `update marketplace_tools set price_model = $2, ${setUsage('$2')} where id = $1`, [
        toolId,
        one.model,
      ]);
    case 'sell or not':
      return change(sql, 'update marketplace_tools set status = $2 where id = $1', [
        toolId,
        one.isSold ? 'ACTIVE' : 'DEPRECATED',
      ]);
    case 'reprice a bundle':
      return change(sql, 'update tool_bundles set bundle_price = $2 where id = $1', [bundleId, one.price]);
    case 'fill a bundle':
      return one.isIn
        ? change(sql, 'insert into bundle_tools (bundle_id, tool_id) values ($1, $2) on conflict do nothing', [
            bundleId,
            toolId,
          ])
        : change(sql, 'delete from bundle_tools where bundle_id = $1 and tool_id = $2', [bundleId, toolId]);
    case 'change tier':
      return change(sql, 'update organizations set subscription_tier = $2 where id = $1', [buyer.id, one.tier]);
  }
}

/** What the provider says of a refund or a dispute of an order's payment, whether it is paid yet or not. */
async function reverse(
  sql: Client,
  buyer: TestOrganization,
  one: Extract<MoneyStep, { act: 'reverse' }>,
): Promise<string> {
  const found = await findOrder(sql, buyer, one.nth);
  if (!found) return 'NONE';
  const intent = `pi_${found.number}`;
  const reference = `${one.state === 'REFUNDED' ? 're' : 'dp'}_${found.number}_${one.reversal}`;
  const amount = Math.ceil(found.total / one.part);
  const { outcome } = only(
    one.state === 'REFUNDED'
      ? await sql.query<{ outcome: string }>(`select app.apply_refunds($1, 'charge.refunded', $2, $3) as outcome`, [
          randomUUID(),
          intent,
          JSON.stringify([
            { reference, amount, currency: 'usd', state: 'GONE', sentFor: null, happenedAt: '2026-01-01' },
          ]),
        ])
      : await sql.query<{ outcome: string }>(
          `select app.apply_dispute($1, 'charge.dispute', $2, $3, $4, 'usd', $5, now()) as outcome`,
          [randomUUID(), reference, intent, amount, one.state],
        ),
  );
  return outcome;
}

/** A column of a purchase that the organization $1 has, of a tool by use where there is one. */
const anyOwned = (column: string) =>
  `select ${column} from tool_purchases where organization_id = $1 and status = 'ACTIVE'
   order by price_model = 'USAGE_BASED' desc, tool_id limit 1`;

async function change(sql: Client, statement: string, values: unknown[]): Promise<string> {
  await sql.query(statement, values);
  return 'CHANGED';
}

async function callAs(
  sql: Client,
  person: TestPerson,
  organizationId: string | null,
  statement: string,
  values: unknown[],
): Promise<string> {
  await sql.query(`select app.set_viewer($1, $2, 'OWNER', $3)`, [person.id, organizationId, organizationId === null]);
  return only(await sql.query<{ outcome: string }>(statement, values)).outcome;
}

const callAsPlatform = (sql: Client, { platformAdmin }: MoneyWorld, statement: string, values: unknown[]) =>
  callAs(sql, platformAdmin, null, statement, values);

async function order(
  sql: Client,
  { id, owner }: TestOrganization,
  tools: string[],
  bundles: string[],
  method: string,
): Promise<string> {
  const lines = (ids: string[]) => JSON.stringify(ids.map((item) => ({ id: item, price: 0 })));
  await sql.query(
    `insert into shopping_carts (organization_id, user_id, tools, bundles) values ($1, $2, $3, $4)
     on conflict (user_id) do update set tools = excluded.tools, bundles = excluded.bundles`,
    [id, owner.id, lines(tools), lines(bundles)],
  );
  return callAs(sql, owner, id, 'select outcome from app.place_order($1, app.show_cart(), $2, null, $3)', [
    randomUUID(),
    method,
    JSON.stringify(billing),
  ]);
}

interface FoundOrder {
  id: string;
  number: string;
  method: string;
  total: number;
  refunded: number;
}

async function findOrder(sql: Client, { id }: TestOrganization, place: number): Promise<FoundOrder | undefined> {
  const { rows } = await sql.query<FoundOrder>(
    `select id, number, payment_method as method, total, refunded_total as refunded from marketplace_orders
     where organization_id = $1 order by placed_at desc, number desc offset $2 limit 1`,
    [id, place],
  );
  return rows[0];
}

/** Moves everything so many days into the past, and lets the schedule do what is due. */
async function passDays(sql: Client, organizations: TestOrganization[], days: number) {
  const ids = organizations.map(({ id }) => id);
  const moved: [table: string, columns: string[]][] = [
    ['tool_purchases', ['purchase_date', 'period_end', 'first_used_at', 'last_used', 'suspended_at']],
    ['bundle_purchases', ['purchase_date']],
    ['order_line_tools', ['period_start', 'period_end']],
    ['marketplace_orders', ['placed_at', 'cancelled_at', 'payment_expires_at', 'suspended_at']],
    ['credit_notes', ['issued_at']],
    ['tool_uses', ['used_at']],
    ['usage_periods', ['closed_at']],
  ];
  for (const [table, columns] of moved) {
    const sets = columns.map((column) => `${column} = ${column} - $2 * interval '1 day'`).join(', ');
    await sql.query(`update ${table} set ${sets} where organization_id = any ($1)`, [ids, days]);
  }
  // The key of a renewal names the moment it is for, which has moved, too.
  await sql.query(
    `update marketplace_orders set checkout_key = gen_random_uuid(), due_on = due_on - $2::integer, reminded_on = reminded_on - $2::integer
     where organization_id = any ($1)`,
    [ids, days],
  );
  await sql.query('select app.remind_and_suspend(1000)');
  const { failed, busy } = only(
    await sql.query<{ failed: number; busy: number }>('select * from app.expire_purchases(now())'),
  );
  if (failed + busy > 0) throw new Error(`The schedule failed for ${failed} organizations and found ${busy} busy.`);
}
