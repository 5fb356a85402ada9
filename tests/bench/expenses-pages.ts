import type { Client } from 'pg';
import type { TestOrganization } from '../factories/organizations.ts';
import { type CrowdedPage, crowdedOrganizations, findId } from './crowded-pages.ts';

/** So that 200 organizations have a million. */
const expensesEach = 5_000;

/** Pages of the ledger. */
export const expensePages: readonly CrowdedPage[] = [
  { address: '/expenses', shows: 'Merchant 1' },
  { address: '/expenses?q=merchant+17', shows: 'Merchant 17' },
  { address: '/expenses?year=2025&status=APPROVED', shows: 'Merchant' },
  { address: '/expenses?sort=largest&receipt=without&kind=expense', shows: 'Merchant' },
  { address: '/expenses?min=100&max=200&listing=none', shows: 'Merchant' },
  { address: '/expenses/new', shows: 'Add expense' },
  { address: '/expenses/:expense', shows: 'History' },
  { address: '/expenses/:expense/split', shows: 'Save split' },
  { address: '/expenses/approvals', shows: 'Approve' },
  { address: '/expenses/recurring', shows: 'Recurring' },
  { address: '/expenses/categories', shows: 'Categories' },
  { address: '/expenses/hints?amount=1250&date=2025-05-06&merchant=Merchant', shows: 'duplicates' },
];

/** Gives every organization 5,000 expenses, half of them with a receipt. */
export async function fillExpenses(sql: Client, { id, owner }: TestOrganization): Promise<Record<string, string>> {
  await sql.query(
    `insert into expenses (organization_id, user_id, date, tax_year, merchant, amount, category_id, deduction_percent, status, approved_at)
     select organization.id, $2, day, extract(year from day), 'Merchant ' || number % 200, 100 + number * 37 % 90000,
       (array(select id from expense_categories where organization_id is null order by code))[1 + number % 12], 100,
       case when number % 20 = 0 then 'PENDING' else 'APPROVED' end::expense_status, case when number % 20 > 0 then now() end
     from ${crowdedOrganizations}
     cross join generate_series(1, $3::integer) number
     cross join lateral (select app.today() - number * 1700 / $3::integer as day) dated`,
    [id, owner.id, expensesEach],
  );
  await sql.query(
    `insert into receipts (organization_id, expense_id, file_name, file_key, file_type, file_size_bytes, content_hash)
     select organization_id, id, 'receipt.pdf', 'receipts/' || organization_id || '/' || id || '/1', 'application/pdf', 1000,
       repeat(md5(id::text), 2)
     from expenses where amount % 2 = 0`,
  );
  return {
    expense: await findId(sql, 'select id from expenses where organization_id = $1 order by date desc, id limit 1', [
      id,
    ]),
  };
}
