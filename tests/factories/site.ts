import { randomUUID } from 'node:crypto';
import type { TestDatabase } from '../setup/database.ts';
import { type Answer, createSignedInVisitor, createVisitor, type Visitor } from '../setup/visitor.ts';
import type { TestWorker } from '../setup/worker.ts';
import { createOrganization, createPlatformAdmin, type TestOrganization } from './organizations.ts';
import { readPageForm } from './page-forms.ts';
import { unlockModules } from './purchases.ts';
import { only } from './rows.ts';

/** An organization with one of everything that has a page, and people to visit every route. */
export interface Site {
  organization: TestOrganization;
  guest: Visitor;
  owner: Visitor;
  administrator: Visitor;
  /** What the parts of addresses like `:order` stand for. */
  known: Record<string, string>;
  /** An address of `route-table.ts` with those parts filled in. */
  fillAddress(address: string): string;
}

/** Makes a site for the tests that visit every route. */
export async function createSite({ sql }: Pick<TestDatabase, 'sql'>, { url }: Pick<TestWorker, 'url'>): Promise<Site> {
  const organization = await createOrganization(sql);
  const owner = await createSignedInVisitor(url, {
    sql,
    personId: organization.owner.id,
    organizationId: organization.id,
  });
  const administrator = await createSignedInVisitor(url, {
    sql,
    personId: (await createPlatformAdmin(sql)).id,
    organizationId: null,
  });
  const idOf = async (query: string, values: unknown[] = []) => only(await sql.query<{ id: string }>(query, values)).id;

  const tool = await idOf(`select id from marketplace_tools where slug = 'cma-generator'`);
  await owner.post('/cart', { intent: 'add', kind: 'TOOL', id: tool });
  const order = await placeOrder(owner);
  const creditNote = `CRN-${randomUUID()}`;
  await sql.query(
    `insert into credit_notes (organization_id, order_id, number, reason, total)
     select organization_id, id, $2, 'Reason', 0 from marketplace_orders where number = $1`,
    [order, creditNote],
  );
  await unlockModules(sql, organization);
  const request = await idOf(
    `insert into purchase_requests (organization_id, requester_id, reason, tools)
     select $1, $2, 'Reason', jsonb_build_array(jsonb_build_object('id', id, 'price', price))
     from marketplace_tools where slug = 'photo-enhancement' returning id`,
    [organization.id, organization.member.id],
  );
  const review = await idOf('select id from published_reviews limit 1');
  const bundle = await idOf(`select id from tool_bundles where slug = 'listing-domination'`);
  await owner.post('/cart', { intent: 'add', kind: 'BUNDLE', id: bundle });

  const invitation = 'c'.repeat(43);
  const known = { invitation, tool, order, organization: organization.id, creditNote, request, review, bundle };
  const parts = new Map(Object.entries(known));
  return {
    organization,
    guest: createVisitor(url),
    owner,
    administrator,
    known,
    fillAddress: (address) => address.replace(/:(\w+)/g, (part, name: string) => parts.get(name) ?? part),
  };
}

async function placeOrder(visitor: Visitor): Promise<string> {
  const { text: page } = await visitor.get('/checkout');
  const { checkoutKey = '', shown = '' } = readPageForm(page, 'checkoutKey');
  const { status, location, text }: Answer = await visitor.post('/checkout', {
    checkoutKey,
    shown,
    paymentMethod: 'INVOICE',
    purchaseOrderNumber: '',
    billingName: 'A brokerage',
    billingEmail: 'billing@example.test',
    street: '1 Main Street',
    city: 'Chicago',
    state: 'IL',
    postalCode: '60601',
  });
  if (status !== 302) throw new Error(`The order was not placed: ${status} ${text}`);
  return location?.split('/').at(-1) ?? '';
}
