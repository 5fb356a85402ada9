import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { createOrganization, createPlatformAdmin, type TestOrganization } from '../factories/organizations.ts';
import { unlockModules } from '../factories/purchases.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, createVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

/** A shop in which every page of the route table has something to show. */
export interface VisitedShop {
  database: TestDatabase;
  worker: TestWorker;
  organization: TestOrganization;
  visitors: Record<'guest' | 'owner' | 'administrator', Visitor>;
  /** What stands for the parts of addresses that are another in each run. */
  known: Record<string, string>;
  /** An address of the route table with those parts filled in. */
  fillAddress(address: string): string;
  stop(): Promise<void>;
}

/** Makes the shop: one organization that has ordered, asked and owns the modules, and a platform admin. */
export async function createVisitedShop(): Promise<VisitedShop> {
  const known: Record<string, string> = { invitation: 'c'.repeat(43) };
  const database = await createTestDatabase();
  const worker = await startTestWorker(database);
  const organization = await createOrganization(database.sql);
  const guest = createVisitor(worker.url);
  const owner = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: organization.owner.id,
    organizationId: organization.id,
  });
  const administrator = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: (await createPlatformAdmin(database.sql)).id,
    organizationId: null,
  });
  const tool = only(
    await database.sql.query<{ id: string }>(`select id from marketplace_tools where slug = 'cma-generator'`),
  ).id;
  known.tool = tool;
  await owner.post('/cart', { intent: 'add', kind: 'TOOL', id: tool });
  known.order = await placeOrder(owner);
  known.organization = organization.id;
  known.creditNote = `CRN-${randomUUID()}`;
  await database.sql.query(
    `insert into credit_notes (organization_id, order_id, number, reason, total)
     select organization_id, id, $2, 'Reason', 0 from marketplace_orders where number = $1`,
    [known.order, known.creditNote],
  );
  await unlockModules(database.sql, organization);
  known.request = only(
    await database.sql.query<{ id: string }>(
      `insert into purchase_requests (organization_id, requester_id, reason, tools)
       select $1, $2, 'Reason', jsonb_build_array(jsonb_build_object('id', id, 'price', price))
       from marketplace_tools where slug = 'photo-enhancement' returning id`,
      [organization.id, organization.member.id],
    ),
  ).id;
  known.review = only(await database.sql.query('select id from published_reviews limit 1')).id;
  known.bundle = only(
    await database.sql.query<{ id: string }>(`select id from tool_bundles where slug = 'listing-domination'`),
  ).id;
  await owner.post('/cart', {
    intent: 'add',
    kind: 'BUNDLE',
    id: known.bundle,
  });
  return {
    database,
    worker,
    organization,
    visitors: { guest, owner, administrator },
    known,
    fillAddress: (address) => address.replace(/:(\w+)/g, (part, name: string) => known[name] ?? part),
    async stop() {
      await worker.stop();
      await database.drop();
    },
  };
}

async function placeOrder(visitor: Visitor): Promise<string> {
  const { text: page } = await visitor.get('/checkout');
  const hidden = (name: string) =>
    (page.match(new RegExp(`name="${name}" value="([^"]*)"`))?.[1] ?? '').replaceAll('&quot;', '"');
  const response = await visitor.post('/checkout', {
    checkoutKey: hidden('checkoutKey'),
    shown: hidden('shown'),
    paymentMethod: 'INVOICE',
    purchaseOrderNumber: '',
    billingName: 'A brokerage',
    billingEmail: 'billing@example.test',
    street: '1 Main Street',
    city: 'Chicago',
    state: 'IL',
    postalCode: '60601',
  });
  expect(response.status).toBe(302);
  return response.location?.split('/').at(-1) ?? '';
}
