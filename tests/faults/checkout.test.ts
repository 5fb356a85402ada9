import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createBuyer, type TestBuyer } from '../factories/buyers.ts';
import { openOrderForm } from '../factories/checkout.ts';
import { wrongBundlePurchaseCounts, wrongPurchaseCounts } from '../factories/ownership.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';
import { expectHonestFailure, saidInDoubt, saidNotSaved } from './failure-answers.ts';
import { killWorkerd } from './workerd-process.ts';

// Checkout with a fault at every row it writes, at its commit, at every answer, and with the Worker killed in the middle.

let database: TestDatabase;
let worker: TestWorker;
/** New for every test: a tool and a bundle of two others in the cart. */
let buyer: TestBuyer;
let visitor: Visitor;
let form: Record<string, string>;

const start = () => startTestWorker(database, { DATABASE_TIME_LIMIT_MS: '3000' });

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await start();
  // Counts the rows that are written, and fails at the one it is told to. A sequence is not rolled back.
  await database.sql.query(`
    create sequence rows_written minvalue 0;
    create table planned_failure (row_number integer not null, state text not null);
    create function fail_at_row() returns trigger language plpgsql security definer as $$
    declare
      v_row integer := nextval('public.rows_written');
      v_state text := (select state from public.planned_failure where row_number = v_row);
    begin
      if v_state is not null then raise exception 'told to fail' using errcode = v_state; end if;
      return coalesce(new, old);
    end $$;
    create function fail_at_commit() returns trigger language plpgsql security definer as $$
    declare
      v_state text := (select state from public.planned_failure where row_number = -1);
    begin
      if v_state is not null then raise exception 'told to fail' using errcode = v_state; end if;
      return null;
    end $$;
    create constraint trigger fail_at_commit after insert on marketplace_orders deferrable initially deferred
      for each row execute function fail_at_commit();
    do $$
    declare
      v_table text;
    begin
      for v_table in select format('%I.%I', schemaname, tablename) from pg_tables
        where schemaname = 'public' and tablename not in ('planned_failure', 'sessions') loop
        execute format('create trigger a_fail_at_row before insert or update or delete on %s
          for each row execute function fail_at_row()', v_table);
      end loop;
    end $$;`);
});

beforeEach(async () => {
  await planFailure(undefined);
  buyer = await createBuyer(database.sql);
  visitor = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: buyer.organization.owner.id,
    organizationId: buyer.organization.id,
  });
  form = await openOrderForm(visitor);
});

afterEach(() => database.endpoint.clearFaults());

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

/** Lets the write of this row fail from now on, once; -1 is the commit. Counting begins anew. */
async function planFailure(row: number | undefined, state = 'XX000') {
  await database.sql.query('truncate planned_failure');
  await database.sql.query(`select setval('rows_written', 0, false)`);
  if (row !== undefined) await database.sql.query('insert into planned_failure values ($1, $2)', [row, state]);
}

const rowsWritten = async () =>
  only(await database.sql.query<{ count: number }>('select last_value::integer as count from rows_written')).count;

/** Everything an order is made of, as numbers of rows. */
async function readOrder() {
  const { id } = buyer.organization;
  return only(
    await database.sql.query(
      `select (select count(*)::integer from marketplace_orders where organization_id = $1) as orders,
         (select count(*)::integer from order_lines where organization_id = $1) as lines,
         (select count(*)::integer from tool_purchases where organization_id = $1) as tools,
         (select count(*)::integer from bundle_purchases where organization_id = $1) as bundles,
         (select count(*)::integer from outgoing_mail where key like 'order-confirmation:%' and content ->> 'organization' = $2) as mail,
         (select count(*)::integer from shopping_carts where organization_id = $1 and tools = '[]' and bundles = '[]') as empty_carts`,
      [id, buyer.organization.name],
    ),
  );
}

const nothing = { orders: 0, lines: 0, tools: 0, bundles: 0, mail: 0, empty_carts: 0 };
/** The mail goes to the buyer and to the address of the invoice. */
const oneOrder = { orders: 1, lines: 2, tools: 3, bundles: 1, mail: 2, empty_carts: 1 };

async function expectConsistency() {
  for (const wrong of [wrongPurchaseCounts, wrongBundlePurchaseCounts]) {
    expect((await database.sql.query(wrong)).rows).toEqual([]);
  }
}

/** Sends the same form again, twice: one order, which both lead to. */
async function expectOneOrder(by = visitor) {
  const [again, oncemore] = [await by.post('/checkout', form), await by.post('/checkout', form)];
  expect(again.location).toMatch(/^\/orders\/LOT-[\dA-Z]+$/);
  expect(oncemore.location).toBe(again.location);
  expect(await readOrder()).toEqual(oneOrder);
  await expectConsistency();
}

test('a failure at any row it writes, or at its commit, leaves nothing; the form comes back and then orders once', async () => {
  let failures = 0;
  for (let row = 0; ; row++) {
    await planFailure(row);
    const answer = await visitor.post('/checkout', form);
    if (answer.status === 302) break;
    failures += 1;
    expectHonestFailure(answer);
    expect(answer.text.includes(saidNotSaved), `row ${row}`).toBe(true);
    expect(answer.text.includes('A brokerage'), `row ${row}`).toBe(true);
    expect(await readOrder(), `row ${row}`).toEqual(nothing);
  }
  // Order, lines, purchases, counts, mail, cart and the audit trail of each.
  expect(failures).toBeGreaterThan(12);
  await planFailure(undefined);
  await expectOneOrder();
});

test('a failure of its commit leaves nothing', async () => {
  await planFailure(-1);
  const answer = await visitor.post('/checkout', form);
  expectHonestFailure(answer);
  expect(await readOrder()).toEqual(nothing);
  expect(await rowsWritten()).toBeGreaterThan(12);
  await planFailure(undefined);
  await expectOneOrder();
});

test.each(['40001', '40P01'])('%s at any row is tried again without a word, and orders once', async (state) => {
  for (const row of [0, 3, 6, 9, 12]) {
    buyer = await createBuyer(database.sql);
    visitor = await createSignedInVisitor(worker.url, {
      sql: database.sql,
      personId: buyer.organization.owner.id,
      organizationId: buyer.organization.id,
    });
    form = await openOrderForm(visitor);
    await planFailure(row, state);
    const answer = await visitor.post('/checkout', form);
    expect(answer.location, `row ${row}`).toMatch(/^\/orders\/LOT-[\dA-Z]+$/);
    expect(await readOrder()).toEqual(oneOrder);
  }
});

describe('an answer that does not come', () => {
  test.each([
    ['hang', nothing],
    ['slow', nothing],
    ['stalled-body', oneOrder],
    ['cut-body', oneOrder],
    ['wrong-shape', oneOrder],
    ['reset-before', nothing],
    ['reset-after-commit', oneOrder],
  ] as const)('%s: the buyer is told what is not known, and finds out by ordering again', async (fault, written) => {
    database.endpoint.addFault({ fault, match: 'app.place_order', delayMs: 10_000 });
    const answer = await visitor.post('/checkout', form);
    expectHonestFailure(answer);
    expect(answer.text.includes(saidInDoubt)).toBe(true);
    expect(await readOrder()).toEqual(written);
    await expectOneOrder();
  });

  test('and a database that is away for the page as well keeps the form all the same', async () => {
    database.endpoint.addFault({ fault: 'status-429', times: 100 });
    const answer = await visitor.post('/checkout', form);
    database.endpoint.clearFaults();
    expectHonestFailure(answer);
    expect(answer.text.includes(saidNotSaved)).toBe(true);
    expect(answer.text.includes(`name="checkoutKey" value="${form.checkoutKey}"`)).toBe(true);
    expect(answer.text.includes('<dd class="break-words whitespace-pre-line">A brokerage</dd>')).toBe(true);
    await expectOneOrder();
  });
});

describe('the Worker is killed', () => {
  async function restart() {
    await worker.stop();
    worker = await start();
    await expectOneOrder(
      await createSignedInVisitor(worker.url, {
        sql: database.sql,
        personId: buyer.organization.owner.id,
        organizationId: buyer.organization.id,
      }),
    );
  }

  test('while the order is being written', async () => {
    await database.sql.query('begin');
    await database.sql.query(`select pg_advisory_xact_lock(hashtextextended('checkout:' || $1, 0))`, [
      buyer.organization.id,
    ]);
    const answer = visitor.post('/checkout', form).catch(() => 'no answer');
    const waiting = async () =>
      (
        await database.asApp.query(
          `select from pg_locks where locktype = 'advisory' and not granted
             and database = (select oid from pg_database where datname = current_database())`,
        )
      ).rowCount;
    await expect.poll(waiting).toBe(1);
    await killWorkerd();
    expect(await answer).toBe('no answer');
    await database.sql.query('rollback');
    await restart();
  });

  test('when the order is written and its answer is on the way', async () => {
    database.endpoint.addFault({ fault: 'stalled-body', match: 'app.place_order' });
    const answer = visitor.post('/checkout', form).catch(() => 'no answer');
    await expect.poll(readOrder).toEqual(oneOrder);
    await killWorkerd();
    expect(await answer).toBe('no answer');
    await restart();
  });
});
