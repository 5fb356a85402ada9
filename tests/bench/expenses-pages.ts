import { Client } from 'pg';
import { type LocalWorker, startWorker } from '../../app/local/workerd.ts';
import { localUrl } from '../../db/local/connection.ts';
import { createOrganization, type TestOrganization } from '../factories/organizations.ts';
import { unlockModules } from '../factories/purchases.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { templatePort } from '../setup/template.ts';
import { createSignedInVisitor, type Visitor } from '../setup/visitor.ts';
import { measuredBindings } from './measured-bindings.ts';

const expensesEach = 5_000;
const small = 2;
const large = 200;

/** How much more a page may cost among 200 organizations than among two. */
const highestRatio = 1.5;
const warmUps = 3;
const rounds = 15;

/** Pages of the ledger, with a text they show when they show what they should. `:id` is an expense. */
const pages: readonly { address: string; shows: string }[] = [
  { address: '/expenses', shows: 'Merchant 1' },
  { address: '/expenses?q=merchant+17', shows: 'Merchant 17' },
  { address: '/expenses?year=2025&status=APPROVED', shows: 'Merchant' },
  { address: '/expenses?sort=largest&receipt=without&kind=expense', shows: 'Merchant' },
  { address: '/expenses?min=100&max=200&listing=none', shows: 'Merchant' },
  { address: '/expenses/new', shows: 'Add expense' },
  { address: '/expenses/:id', shows: 'History' },
  { address: '/expenses/:id/split', shows: 'Save split' },
  { address: '/expenses/approvals', shows: 'Approve' },
  { address: '/expenses/recurring', shows: 'Recurring' },
  { address: '/expenses/categories', shows: 'Categories' },
  { address: '/expenses/hints?amount=1250&date=2025-05-06&merchant=Merchant', shows: 'duplicates' },
];

/** What a page costs with few organizations and with many. Medians, in milliseconds. */
export interface ExpensePageResult {
  page: string;
  small: number;
  large: number;
  ratio: number;
  isWithin: boolean;
}

interface Books {
  database: TestDatabase;
  visitor: Visitor;
  expenseId: string;
  close(): Promise<void>;
}

/**
 * Measures the pages of the ledger among two organizations and among 200, of 5,000 expenses each, for an organization that has the
 * same in both. The template's Postgres and a built Worker have to be there.
 * @throws when a page does not show what it should, or a table of the books was read whole
 */
export async function measureExpensePages(note: (text: string) => void): Promise<ExpensePageResult[]> {
  const open: Books[] = [];
  try {
    const openBooks = async (organizations: number) => {
      const books = await startBooks(organizations, note);
      open.push(books);
      return books;
    };
    const [few, many] = [await openBooks(small), await openBooks(large)];
    const scansBefore = await countWholeScans(many.database);
    const results: ExpensePageResult[] = [];
    for (const page of pages) {
      const [one, other] = await measureBoth(page, few, many);
      const ratio = other / one;
      results.push({ page: page.address, small: one, large: other, ratio, isWithin: ratio <= highestRatio });
    }
    const scans = (await countWholeScans(many.database)) - scansBefore;
    if (scans > 0)
      throw new Error(`A table of the books was read whole ${scans} times: a plan reads other organizations.`);
    return results;
  } finally {
    for (const books of open) await books.close();
  }
}

async function startBooks(organizations: number, note: (text: string) => void): Promise<Books> {
  const startedAt = performance.now();
  const database = await createTestDatabase();
  const organization = await createOrganization(database.sql);
  await unlockModules(database.sql, organization);
  const expenseId = await fillBooks(database, organization, organizations);
  note(`${organizations * expensesEach} expenses: ${Math.round((performance.now() - startedAt) / 1000)} s to fill`);
  const worker: LocalWorker = await startWorker({
    port: 0,
    onOutput: () => {},
    bindings: measuredBindings(database),
  });
  return {
    database,
    expenseId,
    visitor: await createSignedInVisitor(worker.url, {
      sql: database.sql,
      personId: organization.owner.id,
      organizationId: organization.id,
    }),
    async close() {
      await worker.stop();
      await database.drop();
    },
  };
}

/** Gives every organization its expenses, half of them with a receipt. Returns the id of one that is looked at. */
async function fillBooks(
  database: TestDatabase,
  { id, owner }: TestOrganization,
  organizations: number,
): Promise<string> {
  // Only a superuser may leave triggers and foreign keys out, which rows in bulk do not need to be read.
  const sql = new Client({
    connectionString: localUrl(templatePort(), 'postgres', new URL(database.appUrl).pathname.slice(1)),
  });
  await sql.connect();
  try {
    await sql.query('set session_replication_role = replica');
    await sql.query(
      `insert into organizations (name, slug) select 'Brokerage ' || number, 'brokerage-' || number
       from generate_series(2, $1::integer) number`,
      [organizations],
    );
    await sql.query(
      `insert into expenses (organization_id, user_id, date, tax_year, merchant, amount, category_id, deduction_percent, status, approved_at)
       select organization.id, $2, day, extract(year from day), 'Merchant ' || number % 200, 100 + number * 37 % 90000,
         (array(select id from expense_categories where organization_id is null order by code))[1 + number % 12], 100,
         case when number % 20 = 0 then 'PENDING' else 'APPROVED' end::expense_status, case when number % 20 > 0 then now() end
       from (select id from organizations where slug like 'brokerage-%' or id = $1) organization
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
    await sql.query('vacuum analyze');
    return only(
      await sql.query<{ id: string }>(
        'select id from expenses where organization_id = $1 order by date desc, id limit 1',
        [id],
      ),
    ).id;
  } finally {
    await sql.end();
  }
}

/** How often a table that grows with the organizations was read from end to end. Sessions tell it within ten seconds. */
async function countWholeScans({ sql }: TestDatabase): Promise<number> {
  await sql.query('select pg_sleep(11)');
  const { count } = only(
    await sql.query<{ count: number }>(
      `select sum(seq_scan)::integer as count from pg_stat_user_tables where relname in ('expenses', 'receipts')`,
    ),
  );
  return count;
}

/** Medians of both, turn by turn, so that a busy machine slows both. */
async function measureBoth(page: (typeof pages)[number], few: Books, many: Books): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < warmUps + rounds; round++) {
    for (const [place, books] of [few, many].entries()) {
      const startedAt = performance.now();
      const { status, text } = await books.visitor.get(page.address.replace(':id', books.expenseId));
      const milliseconds = performance.now() - startedAt;
      if (status !== 200 || !text.includes(page.shows))
        throw new Error(`${page.address} does not show “${page.shows}”: ${status}.`);
      if (round >= warmUps) times[place === 0 ? 0 : 1].push(milliseconds);
    }
  }
  return [median(times[0]), median(times[1])];
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
