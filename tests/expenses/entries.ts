import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { asViewer } from '../factories/as-viewer.ts';
import { systemCategoryId } from '../factories/module-rows.ts';
import type { TestPerson } from '../factories/organizations.ts';
import { only, present } from '../factories/rows.ts';
import type { TestDatabase } from '../setup/database.ts';

type Values = Record<string, unknown>;
type Database = Pick<TestDatabase, 'sql' | 'asApp'>;

/** Calls a function that gives rows as the person, by the names of its arguments. JSON is given as text. */
export async function callRows<Row extends object>(
  asApp: Client,
  person: TestPerson,
  name: string,
  values: Values,
): Promise<Row[]> {
  const given = Object.keys(values).map((argument, index) => `p_${argument} => $${index + 1}`);
  const { rows } = await asViewer(asApp, person.tokenHash, (client) =>
    client.query<Row>(`select * from app.${name}(${given.join(', ')})`, Object.values(values)),
  );
  return rows;
}

export interface Saved {
  id: string;
  outcome: string;
  status: string | null;
}

/** Enters an expense as the person, or changes the one whose id and version are given. */
export async function enter(database: Database, person: TestPerson, values: Values = {}): Promise<Saved> {
  const id = typeof values.id === 'string' ? values.id : randomUUID();
  const [saved] = await callRows<Omit<Saved, 'id'>>(database.asApp, person, 'save_expense', {
    version: null,
    date: '2026-05-06',
    merchant: 'Corner Store',
    amount: 10_000,
    category_id: values.category_id ?? (await systemCategoryId(database.sql)),
    listing_id: null,
    payee_id: null,
    payment_method: null,
    percent: null,
    description: '',
    notes: '',
    ...values,
    id,
  });
  return { ...present(saved), id };
}

/** Records a refund of an expense as the person. */
export async function refund({ asApp }: Database, person: TestPerson, expenseId: string, values: Values = {}) {
  const id = typeof values.id === 'string' ? values.id : randomUUID();
  const [done] = await callRows<{ outcome: string }>(asApp, person, 'record_expense_refund', {
    expense_id: expenseId,
    date: '2026-06-07',
    amount: 1_000,
    notes: '',
    ...values,
    id,
  });
  return { id, outcome: present(done).outcome };
}

export interface Part {
  id?: string;
  amount: number;
  categoryId: string;
  listingId?: string | null;
  percent?: number | null;
}

/** Splits an expense as the person. */
export async function split({ asApp }: Database, person: TestPerson, id: string, version: number, parts: Part[]) {
  const [done] = await callRows<{ outcome: string }>(asApp, person, 'split_expense', {
    id,
    version,
    parts: JSON.stringify(parts.map((part) => ({ ...part, id: part.id ?? randomUUID() }))),
  });
  return present(done).outcome;
}

/** Does something to ticked expenses as the person: how often each outcome came. */
export async function changeTicked(
  { asApp }: Database,
  person: TestPerson,
  act: string,
  ticked: readonly { id: string; version: number }[],
  { target = null, note = null }: { target?: string | null; note?: string | null } = {},
): Promise<Record<string, number>> {
  const rows = await callRows<{ outcome: string; count: number }>(asApp, person, 'change_expenses', {
    ids: ticked.map(({ id }) => id),
    versions: ticked.map(({ version }) => version),
    act,
    target,
    note,
  });
  return Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count]));
}

export interface Kept {
  id: string;
  version: number;
  amount: number;
  net: number;
  deductible: number;
  percent: number;
  category: string;
  listing: string | null;
  status: string;
  note: string | null;
  decider: string | null;
  userId: string;
  splitId: string | null;
}

const keptColumns = `expense.id, expense.version, amount, net_amount as net, deductible_amount as deductible,
  deduction_percent::float8 as percent, category.code as category, listing_id as listing, status, decision_note as note,
  approved_by as decider, user_id as "userId", split_id as "splitId"`;
const kept = `select ${keptColumns} from expenses expense join expense_categories category on category.id = expense.category_id`;

/** An expense as the table has it. */
export async function readExpense({ sql }: Pick<Database, 'sql'>, id: string): Promise<Kept> {
  return only(await sql.query<Kept>(`${kept} where expense.id = $1`, [id]));
}

/** All expenses of an organization, in the order they were made. */
export async function readExpenses({ sql }: Pick<Database, 'sql'>, organizationId: string): Promise<Kept[]> {
  const { rows } = await sql.query<Kept>(
    `${kept} where expense.organization_id = $1 order by expense.created_at, expense.id`,
    [organizationId],
  );
  return rows;
}
