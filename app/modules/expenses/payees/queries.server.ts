import { asc, eq, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { payees } from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';

export const payeesPerPage = 50;

/** What is missing before a form can be sent. */
export type MissingOfPayee = 'W9' | 'TAX_NUMBER' | 'ADDRESS';

/** What somebody was paid in a year for one Form 1099; amounts are cents. */
export interface PayeeForm {
  form: 'NEC' | 'MISC';
  payments: number;
  paid: number;
  paidUnsaid: number;
  paidOtherwise: number;
  /** Null while it is not published. */
  threshold: number | null;
  isExempt: boolean;
  isDue: boolean | null;
  lacks: MissingOfPayee[];
}

// As JSON, so that the sums are numbers and the forms of a payee stand with them.
const paymentsIn = (year: number) => sql`(
  select payee_id, jsonb_agg(jsonb_build_object('form', form, 'payments', payments, 'paid', paid, 'paidUnsaid', paid_unsaid,
    'paidOtherwise', paid_otherwise, 'threshold', threshold, 'isExempt', is_exempt, 'isDue', is_due, 'lacks', lacks) order by form desc) as forms
  from app.payee_payments(${year}) group by payee_id) paid`;

const columns = {
  id: payees.id,
  name: payees.name,
  classification: payees.classification,
  isAttorney: payees.isAttorney,
  w9ReceivedOn: payees.w9ReceivedOn,
  taxNumberLastFour: payees.taxNumberLastFour,
  address: payees.address,
  city: payees.city,
  state: payees.state,
  zipCode: payees.zipCode,
  isActive: payees.isActive,
};

/** Payees by name, those that are picked first, each with what they were paid in the year. */
function selectPayees(handle: QueryHandle, year: number) {
  return handle
    .select({ ...columns, forms: sql<PayeeForm[]>`coalesce(paid.forms, '[]')` })
    .from(payees)
    .leftJoin(paymentsIn(year), sql`paid.payee_id = ${payees.id}`);
}

/**
 * A page of payees by name, and one row more where another page follows.
 * @param after  the last one of the page before
 */
export function listPayees(handle: QueryHandle, year: number, after?: { name: string; id: string }) {
  return selectPayees(handle, year)
    .where(after && sql`(${inNameOrder(payees.name)}, ${payees.id}) > (${after.name}, ${after.id}::uuid)`)
    .orderBy(inNameOrder(payees.name), asc(payees.id))
    .limit(payeesPerPage + 1);
}

/** All payees, for a file. */
export function listPayeesForFile(handle: QueryHandle, year: number) {
  return selectPayees(handle, year).orderBy(inNameOrder(payees.name), asc(payees.id)).limit(10_000);
}

/** How many forms are due for a year, and for how many of them something is missing. */
export function countForms(handle: QueryHandle, year: number) {
  return handle
    .select({
      due: sql<number>`(count(*) filter (where is_due))::integer`,
      lacking: sql<number>`(count(*) filter (where is_due and cardinality(lacks) > 0))::integer`,
      /** Null while it is not published. */
      threshold: sql<number | null>`app.form_1099_threshold(${year})::float8`,
    })
    .from(sql`app.payee_payments(${year}) as payments`);
}

/** A payee with what they were paid in the year. */
export function findPayee(handle: QueryHandle, id: string, year: number) {
  return handle
    .select({ ...columns, version: payees.version, forms: sql<PayeeForm[]>`coalesce(paid.forms, '[]')` })
    .from(payees)
    .leftJoin(paymentsIn(year), sql`paid.payee_id = ${payees.id}`)
    .where(eq(payees.id, id));
}
export type FoundPayee = Awaited<ReturnType<typeof findPayee>>[number];
