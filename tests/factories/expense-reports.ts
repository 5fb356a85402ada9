import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { asViewer } from './as-viewer.ts';
import { insertRow, systemCategoryId } from './module-rows.ts';
import type { TestOrganization, TestPerson } from './organizations.ts';
import { only } from './rows.ts';

/** What a report is asked for with; everything has a usual value. */
export interface AskedReport {
  id?: string;
  template?: string;
  taxYear?: number;
  member?: string | null;
  filters?: Record<string, string>;
  isShared?: boolean;
  sharedWith?: string[];
  wholeDollars?: boolean;
}

/** Asks for a report as the person, in a transaction of its own: its id and the outcome. */
export async function startReport(asApp: Client, person: TestPerson, asked: AskedReport = {}) {
  const id = asked.id ?? randomUUID();
  const { outcome } = only(
    await asViewer(asApp, person.tokenHash, (client) =>
      client.query<{ outcome: string }>(
        `select app.start_tax_report($1, 'A report', $2, $3, null, null, $4, $5, $6, $7, $8) as outcome`,
        [
          id,
          asked.template ?? 'EXPENSE_SUMMARY',
          asked.taxYear ?? 2025,
          asked.member ?? null,
          JSON.stringify(asked.filters ?? {}),
          asked.wholeDollars ?? false,
          asked.isShared ?? false,
          asked.sharedWith ?? [],
        ],
      ),
    ),
  );
  return { id, outcome };
}

/** An expense of the organization, approved unless it says otherwise, of its MEMBER in 2025 unless it says otherwise. */
export async function addExpense(
  sql: Client,
  organization: TestOrganization,
  { category = 'OFFICE', ...values }: Record<string, unknown> & { category?: string } = {},
): Promise<{ id: string }> {
  const date = String(values.date ?? '2025-05-06');
  const row = await insertRow(sql, 'expenses', {
    organization_id: organization.id,
    user_id: organization.member.id,
    merchant: 'Merchant',
    amount: 10_000,
    category_id: await systemCategoryId(sql, category),
    status: 'APPROVED',
    approved_by: organization.owner.id,
    ...values,
    date,
    tax_year: Number(date.slice(0, 4)),
  });
  return { id: String(row.id) };
}

/** A year of books: expenses of two people in every system category, refunds, what does not count, two properties, income. */
export async function fillBooks(sql: Client, organization: TestOrganization) {
  const property = async (kind: string) =>
    String(
      (
        await insertRow(sql, 'listings', {
          organization_id: organization.id,
          address: `${kind} Street`,
          city: 'Chicago',
          state: 'IL',
          zip_code: '60601',
          kind,
        })
      ).id,
    );
  const [rental, sale] = [await property('RENTAL'), await property('SALE')];
  const codes = (
    await sql.query<{ code: string }>('select code from expense_categories where organization_id is null order by code')
  ).rows.map(({ code }) => code);
  for (const [index, category] of codes.entries()) {
    const percent = category === 'MEALS' ? 50 : 100;
    const common = { category, deduction_percent: percent };
    await addExpense(sql, organization, { ...common, amount: 10_001 + index * 137, date: '2025-02-03' });
    await addExpense(sql, organization, {
      ...common,
      amount: 333 + index,
      date: '2025-11-30',
      user_id: organization.admin.id,
      listing_id: rental,
    });
    await addExpense(sql, organization, {
      ...common,
      amount: 700 + index,
      date: '2025-03-01',
      listing_id: sale,
      is_refund: true,
    });
    await addExpense(sql, organization, { ...common, amount: 5_000, date: '2025-04-01', status: 'REJECTED' });
    await addExpense(sql, organization, {
      ...common,
      amount: 5_000,
      date: '2025-04-01',
      status: 'PENDING',
      approved_by: null,
    });
    await addExpense(sql, organization, { ...common, amount: 5_000, date: '2024-12-31' });
  }
  const income = (kind: string, amount: number, listing: string | null) =>
    insertRow(sql, 'income_entries', {
      organization_id: organization.id,
      user_id: organization.owner.id,
      date: '2025-06-01',
      tax_year: 2025,
      kind,
      payer: 'Payer',
      amount,
      listing_id: listing,
    });
  await income('COMMISSION', 900_000, null);
  await income('OTHER', 12_345, null);
  await income('RENT', 240_000, rental);
  return { rental, sale };
}
