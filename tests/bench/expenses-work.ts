import { randomUUID } from 'node:crypto';
import type { LocalWorker } from '../../app/local/workerd.ts';
import { writeStatement } from '../factories/imports.ts';
import { createOrganization, type TestOrganization } from '../factories/organizations.ts';
import { readPageForm } from '../factories/page-forms.ts';
import { readPdf } from '../factories/pdf.ts';
import { unlockModules } from '../factories/purchases.ts';
import { jpegOf } from '../factories/receipt-files.ts';
import { present } from '../factories/rows.ts';
import type { TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, type Visitor } from '../setup/visitor.ts';
import type { Comparison, Workshop } from './module-bench.ts';

const mebibyte = 2 ** 20;
const lines = 50_000;
const reportedExpenses = 20_000;
const mostPages = 60;

/**
 * Uploads the largest receipts, imports the longest statement and takes it back, and makes the largest report, each through the Worker
 * as the browser of an owner does it.
 * @throws when a step is not answered as it should be
 */
export async function measureExpenseWork({ database, worker, measure }: Workshop): Promise<Comparison[]> {
  const organization = await createOrganization(database.sql);
  await unlockModules(database.sql, organization);
  const visitor = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: organization.owner.id,
    organizationId: organization.id,
  });
  const expenseId = await addExpenses(database, organization, 1);
  await measure('a page', {}, () => visitor.get('/expenses'));
  await measure('three receipts of 8 MB in one post', {}, () => uploadReceipts(visitor, expenseId));
  const statement = `${lines.toLocaleString('en-US')} lines`;
  const address = await measure(`${statement}: read, check, import`, { heapLimit: 96, requestLimit: 60 }, async () => {
    const started = await readStatement(visitor);
    await goOn(visitor, started, 'import', 'lines imported.');
    return started;
  });
  await measure(`${statement}: undo`, { heapLimit: 96 }, () => goOn(visitor, address, 'undo', 'was taken back'));

  await addExpenses(database, organization, reportedExpenses);
  const report = await measure(
    `a report of ${reportedExpenses.toLocaleString('en-US')} expenses`,
    { heapLimit: 64 },
    () => makeReport(visitor),
  );
  await measure('its PDF and its CSV', { heapLimit: 64 }, () => readReport(worker, visitor, report));
  return [];
}

/** Gives an organization so many approved expenses of last year, over its days and the system categories. Returns the id of one. */
async function addExpenses({ sql }: TestDatabase, { id, owner }: TestOrganization, count: number): Promise<string> {
  const { rows } = await sql.query<{ id: string }>(
    `insert into expenses (organization_id, user_id, date, tax_year, merchant, description, amount, category_id, status)
     select $1, $2, date '2025-01-01' + number % 365, 2025, 'Merchant ' || number, 'What was bought for it, number ' || number,
       100 + number % 90000,
       (array(select id from expense_categories where organization_id is null order by code))[1 + number % 12], 'APPROVED'
     from generate_series(1, $3::integer) as number
     returning id`,
    [id, owner.id, count],
  );
  return present(rows[0]).id;
}

async function uploadReceipts(visitor: Visitor, expenseId: string): Promise<void> {
  const address = `/expenses/${expenseId}/receipts`;
  const receipts = [1, 2, 3].map(
    (number) =>
      new File([new Uint8Array(jpegOf(8 * mebibyte + number))], `receipt-${number}.jpg`, { type: 'image/jpeg' }),
  );
  const { location, text } = await visitor.post(address, { intent: 'add-receipts', receipts });
  if (location !== address) throw new Error(`The receipts were refused: ${text.slice(0, 300)}`);
}

/** Uploads a statement, takes the suggested mapping and reads on until every line is checked. Returns the address of the import. */
async function readStatement(visitor: Visitor): Promise<string> {
  const form = readPageForm((await visitor.get('/expenses/import')).text, 'account');
  const content = writeStatement(
    Array.from({ length: lines }, (_, place) => [
      `2026-0${1 + (place % 9)}-${String(1 + (place % 28)).padStart(2, '0')}`,
      `Merchant ${place}`,
      `-${place + 1}.00`,
      `R${place}`,
    ]),
  );
  const file = new File([content], 'statement.csv', { type: 'text/csv' });
  const { location: address, text } = await visitor.post('/expenses/import?index', {
    ...form,
    account: 'Checking',
    file,
  });
  if (!address) throw new Error(`The statement was refused: ${text.slice(0, 300)}`);
  const mapping = readPageForm((await visitor.get(address)).text, 'moneyIn');
  await visitor.post(address, mapping);
  await goOn(visitor, address, 'read', `${lines.toLocaleString('en-US')} selected`);
  return address;
}

/** Presses the button of an import's step until its page says that it is done. */
async function goOn(visitor: Visitor, address: string, intent: string, done: string): Promise<void> {
  for (let press = 0; press < 30; press += 1) {
    if (press > 0 || intent !== 'read') await visitor.post(address, { intent });
    const { text } = await visitor.get(address);
    if (text.includes(done)) return;
  }
  throw new Error(`${intent}: the page of the import never says “${done}”.`);
}

/** Returns the address of the expense summary of 2025, made. */
async function makeReport(visitor: Visitor): Promise<string> {
  const key = randomUUID();
  const address = `/expenses/reports/${key}`;
  await visitor.post('/expenses/reports?index', { key, template: 'EXPENSE_SUMMARY', taxYear: '2025' });
  let page = await visitor.get(address);
  while (page.text.includes('The files are being made')) page = await visitor.get(address);
  if (!page.text.includes('Download PDF')) throw new Error('The report was not made.');
  return address;
}

async function readReport(worker: LocalWorker, visitor: Visitor, address: string): Promise<void> {
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const download = async (file: string) => {
    const response = await fetch(`${worker.url}${address}/${file}`, { headers: { cookie } });
    if (!response.ok) throw new Error(`${file}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  };
  const { pages } = readPdf(await download('report.pdf'));
  if (pages.length > mostPages) throw new Error(`The PDF has ${pages.length} pages, and may have ${mostPages}.`);
  await download('rows.csv');
}
