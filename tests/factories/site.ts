import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { VisitorName } from '../pages/facts.ts';
import { fillAddress } from '../pages.ts';
import type { TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, createVisitor, type Visitor } from '../setup/visitor.ts';
import type { TestWorker } from '../setup/worker.ts';
import { createInvitation, createPasswordReset } from './account-links.ts';
import { openOrderForm } from './checkout.ts';
import { createOrganization, createPlatformAdmin, createUser, type TestOrganization } from './organizations.ts';
import { unlockModules } from './purchases.ts';
import { only } from './rows.ts';

/** Values of the parts of addresses like `:order`. */
export type KnownParts = Awaited<ReturnType<typeof createKnownParts>>;

/** An organization with one of everything that has a page, and people to visit every route. */
export interface Site extends Record<VisitorName, Visitor> {
  organization: TestOrganization;
  known: KnownParts;
  /** An address of the table of pages with its parts filled in. */
  fillAddress(address: string): string;
}

/** Makes a site for the tests that visit every route. */
export async function createSite(
  { sql }: Pick<TestDatabase, 'sql'>,
  { url, outbox }: Pick<TestWorker, 'url' | 'outbox'>,
): Promise<Site> {
  const organization = await createOrganization(sql);
  const signIn = (person: { id: string }, organizationId: string | null = organization.id) =>
    createSignedInVisitor(url, { sql, personId: person.id, organizationId });
  const owner = await signIn(organization.owner);

  const { id: tool } = only(await sql.query(`select id from marketplace_tools where slug = 'cma-generator'`));
  await owner.post('/cart', { intent: 'add', kind: 'TOOL', id: tool });
  const order = await placeOrder(owner);
  await unlockModules(sql, organization);
  const known = await createKnownParts(sql, outbox.url, {
    organizationId: organization.id,
    requesterId: organization.member.id,
    order,
    ownTool: 'cma-generator',
  });
  await owner.post('/cart', { intent: 'add', kind: 'BUNDLE', id: known.bundle });
  const file = new File(['%PDF-1.7'], 'receipt.pdf');
  await owner.post(`/expenses/${known.expense}/receipts`, { intent: 'add-receipts', receipts: file });
  const receipt = only(
    await sql.query<{ id: string }>('select id from receipts where expense_id = $1', [known.expense]),
  );

  return {
    organization,
    guest: createVisitor(url),
    viewer: await signIn(organization.viewer),
    member: await signIn(organization.member),
    admin: await signIn(organization.admin),
    owner,
    administrator: await signIn(await createPlatformAdmin(sql), null),
    known: { ...known, receipt: receipt.id },
    fillAddress: (address) => fillAddress(address, { ...known, receipt: receipt.id }),
  };
}

/**
 * Makes one of everything that has an address and was not there before.
 * @param outbox  where the Worker's mail goes
 * @param have  number of an order of the organization, and slug of a tool that it owns
 */
export async function createKnownParts(
  sql: Client,
  outbox: string,
  have: { organizationId: string; requesterId: string; order: string; ownTool: string },
) {
  const { organizationId, requesterId, order, ownTool } = have;
  const idOf = async (query: string, values: unknown[] = []) => only(await sql.query<{ id: string }>(query, values)).id;
  const creditNote = `CRN-${randomUUID()}`;
  await sql.query(
    `insert into credit_notes (organization_id, order_id, number, reason, total)
     select organization_id, id, $2, 'Reason', 0 from marketplace_orders where number = $1`,
    [order, creditNote],
  );
  const request = await idOf(
    `insert into purchase_requests (organization_id, requester_id, reason, tools)
     select $1, $2, 'Reason', jsonb_build_array(jsonb_build_object('id', id, 'price', price))
     from marketplace_tools where slug = 'photo-enhancement' returning id`,
    [organizationId, requesterId],
  );
  const { token: invitation } = await createInvitation(sql, organizationId, `${randomUUID()}@people.test`);
  const mail = { to: 'somebody@people.test', subject: 'Subject', text: 'Text', html: '<p>Text</p>' };
  const sent = await fetch(`${outbox}/messages`, { method: 'POST', body: JSON.stringify(mail) });
  const { id: message }: { id: string } = await sent.json();
  const expense = await idOf(
    `insert into expenses (organization_id, user_id, date, tax_year, merchant, amount, category_id)
     select $1, $2, '2024-05-06', 2024, 'Store', 1250, id from expense_categories
     where organization_id is null and code = 'OFFICE' returning id`,
    [organizationId, requesterId],
  );
  return {
    organization: organizationId,
    /** Of a file that is not there; `createSite` uploads one. */
    receipt: String(randomUUID()),
    expense,
    order,
    ownTool,
    creditNote,
    request,
    invitation,
    message,
    reset: await createPasswordReset(sql, (await createUser(sql)).id),
    tool: await idOf(`select id from marketplace_tools where slug = 'cma-generator'`),
    bundle: await idOf(`select id from tool_bundles where slug = 'listing-domination'`),
    review: await idOf('select id from published_reviews limit 1'),
  };
}

async function placeOrder(visitor: Visitor): Promise<string> {
  const { status, location, text } = await visitor.post('/checkout', await openOrderForm(visitor));
  if (status !== 302) throw new Error(`The order was not placed: ${status} ${text}`);
  return location?.split('/').at(-1) ?? '';
}
