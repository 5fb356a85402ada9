import { sql } from 'drizzle-orm';
import type { QueryHandle } from '../../db/request-db.server.ts';
import type { TestDatabase } from '../setup/database.ts';
import { fillCart } from './carts.ts';
import type { CheckoutAnswer, CheckoutForm } from './checkout.ts';
import { openCheckout, writeSeats } from './checkout.ts';
import type { TestOrganization, TestPerson } from './organizations.ts';
import { requestDatabase } from './request-databases.ts';
import { only, present } from './rows.ts';

type Items = Parameters<typeof fillCart>[3];

/** Calls a function of the requests, over HTTP through the driver, as a person or as nobody; its outcome. */
async function call(
  database: TestDatabase,
  person: TestPerson | undefined,
  statement: ReturnType<typeof sql>,
): Promise<string> {
  const { done } = await requestDatabase(database, person?.tokenHash).write((handle: QueryHandle) => ({
    done: handle.select({ outcome: sql<string>`outcome` }).from(sql`${statement} as outcome`),
  }));
  return present(done[0]).outcome;
}

/** Sends the person's cart. */
export function sendRequest(database: TestDatabase, person: TestPerson | undefined, reason = 'We need it.') {
  return call(database, person, sql`app.send_request(${reason})`);
}

export function withdrawRequest(database: TestDatabase, person: TestPerson | undefined, id: string) {
  return call(database, person, sql`app.withdraw_request(${id})`);
}

export function declineRequest(database: TestDatabase, person: TestPerson | undefined, id: string, note = 'Not now.') {
  return call(database, person, sql`app.decline_request(${id}, ${note})`);
}

export function removeRequestLine(
  database: TestDatabase,
  person: TestPerson | undefined,
  id: string,
  line: { kind: 'TOOL' | 'BUNDLE'; id: string },
) {
  return call(database, person, sql`app.remove_request_line(${id}, ${line.kind}, ${line.id})`);
}

export function setSpendingLimit(database: TestDatabase, person: TestPerson | undefined, cents: number | null) {
  return call(database, person, sql`app.set_spending_limit(${cents})`);
}

/** Fills the MEMBER's cart, or that of somebody else, and sends it. Returns the request's id. */
export async function createRequest(
  database: TestDatabase,
  organization: TestOrganization,
  items: Items,
  requester: TestPerson = organization.member,
): Promise<string> {
  await fillCart(database.sql, organization.id, requester.id, items);
  const outcome = await sendRequest(database, requester);
  if (outcome !== 'SENT') throw new Error(`The request was not sent: ${outcome}.`);
  const { id } = only(
    await database.sql.query<{ id: string }>(
      'select id from purchase_requests where requester_id = $1 order by created_at desc limit 1',
      [requester.id],
    ),
  );
  return id;
}

/** The form that approves a request, as its page fills it for the person now. */
export async function openApproval(database: TestDatabase, person: TestPerson, id: string): Promise<CheckoutForm> {
  const { request } = await requestDatabase(database, person.tokenHash).read((handle) => ({
    request: handle.select({ shown: sql<CheckoutForm['shown']>`shown` }).from(sql`app.show_request(${id}) as shown`),
  }));
  return { ...(await openCheckout(database, person)), shown: present(request[0]).shown };
}

/** Sends the form that approves a request. */
export async function approveRequest(
  database: TestDatabase,
  person: TestPerson | undefined,
  id: string,
  { key, shown, paymentMethod, purchaseOrderNumber, billing, seats }: CheckoutForm,
): Promise<CheckoutAnswer> {
  const { placed } = await requestDatabase(database, person?.tokenHash).write((handle) => ({
    placed: handle
      .select({ outcome: sql<string>`outcome`, orderNumber: sql<string | null>`order_number` })
      .from(
        sql`app.approve_request(${id}, ${key}, ${JSON.stringify(shown)}::jsonb, ${paymentMethod}, ${purchaseOrderNumber}, ${JSON.stringify(billing)}::jsonb, ${writeSeats(seats)}::uuid[])`,
      ),
  }));
  return present(placed[0]);
}
