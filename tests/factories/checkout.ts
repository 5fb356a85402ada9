import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Client } from 'pg';
import type { TestDatabase } from '../setup/database.ts';
import type { Visitor } from '../setup/visitor.ts';
import type { TestPerson } from './organizations.ts';
import { readPageForm } from './page-forms.ts';
import { requestDatabase } from './request-databases.ts';
import { present } from './rows.ts';

interface ShownLine {
  kind: 'TOOL' | 'BUNDLE';
  id: string;
  name: string;
  state: string;
  listPrice: number;
  price: number;
  tools: {
    id: string;
    name: string;
    state: string;
    priceModel: string;
    price: number;
    renewalPrice: number | null;
  }[];
}

type PaymentMethod = 'CREDIT_CARD' | 'ACH' | 'INVOICE' | 'PLATFORM_CREDITS';

/** The fields of a checkout form. */
export interface CheckoutForm {
  key: string;
  shown: ShownLine[];
  paymentMethod: PaymentMethod;
  purchaseOrderNumber: string | null;
  billing: Record<'name' | 'email' | 'street' | 'city' | 'state' | 'postalCode' | 'country', string>;
  /** Ids of the people who get a seat; nobody where it is left out. */
  seats?: readonly string[];
}

/** The people who get a seat, as the database takes them. */
export const writeSeats = (seats: CheckoutForm['seats']) => (seats ? `{${seats.join(',')}}` : null);

export interface CheckoutAnswer {
  outcome: string;
  orderNumber: string | null;
}

/** Whom the orders of tests are billed to, as the database takes it. */
export const billing: CheckoutForm['billing'] = {
  name: 'A brokerage',
  email: 'billing@people.test',
  street: '1 Main Street',
  city: 'Chicago',
  state: 'IL',
  postalCode: '60601',
  country: 'US',
};

/** Texts that people type into the order form of a page. */
export const orderFields = {
  paymentMethod: 'INVOICE',
  purchaseOrderNumber: 'PO-1',
  billingName: billing.name,
  billingEmail: billing.email,
  street: billing.street,
  city: billing.city,
  state: billing.state,
  postalCode: billing.postalCode,
};

/** The order form of the checkout or of a request, as a browser sends it once it is filled in. */
export async function openOrderForm(visitor: Visitor, address = '/checkout'): Promise<Record<string, string>> {
  return fillOrderForm((await visitor.get(address)).text);
}

/** The order form of a page that is open, filled in. */
export const fillOrderForm = (page: string): Record<string, string> => ({
  ...readPageForm(page, 'checkoutKey'),
  ...orderFields,
});

/** The form as the page fills it for the person now. */
export async function openCheckout(database: TestDatabase, person: TestPerson): Promise<CheckoutForm> {
  const { cart } = await requestDatabase(database, person.tokenHash).read((handle) => ({
    cart: handle.select({ shown: sql<ShownLine[]>`shown` }).from(sql`app.show_cart() as shown`),
  }));
  return {
    key: randomUUID(),
    shown: present(cart[0]).shown,
    paymentMethod: 'INVOICE',
    purchaseOrderNumber: null,
    billing,
  };
}

/** Sends the form, over HTTP through the driver, with the session of a person or without one. */
export async function placeOrder(
  database: TestDatabase,
  person: TestPerson | undefined,
  { key, shown, paymentMethod, purchaseOrderNumber, billing, seats }: CheckoutForm,
): Promise<CheckoutAnswer> {
  const { placed } = await requestDatabase(database, person?.tokenHash).write((handle) => ({
    placed: handle
      .select({ outcome: sql<string>`outcome`, orderNumber: sql<string | null>`order_number` })
      .from(
        sql`app.place_order(${key}, ${JSON.stringify(shown)}::jsonb, ${paymentMethod}, ${purchaseOrderNumber}, ${JSON.stringify(billing)}::jsonb, ${writeSeats(seats)}::uuid[])`,
      ),
  }));
  return present(placed[0]);
}

/** Opens the checkout and sends it at once. */
export async function checkOut(database: TestDatabase, person: TestPerson): Promise<CheckoutAnswer> {
  return placeOrder(database, person, await openCheckout(database, person));
}

/** Ends the purchase of a tool the way a cancellation, refund or expiry does: the status, and one owner less. */
export async function endToolPurchase(
  sql: Client,
  organizationId: string,
  toolId: string,
  status: 'CANCELLED' | 'REFUNDED' | 'EXPIRED',
): Promise<void> {
  await sql.query(
    `with ended as (update tool_purchases set status = $3 where organization_id = $1 and tool_id = $2 returning tool_id)
     update marketplace_tools set purchase_count = purchase_count - 1 where id in (select tool_id from ended)`,
    [organizationId, toolId, status],
  );
}
