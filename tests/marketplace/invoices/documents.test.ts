import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBundle, createTool, createTools } from '../../factories/catalog.ts';
import { openOrderForm } from '../../factories/checkout.ts';
import { findBrokenInvariants } from '../../factories/invariants.ts';
import { createOrganization, createPlatformAdmin, type TestOrganization } from '../../factories/organizations.ts';
import { readPageForm } from '../../factories/page-forms.ts';
import { readPdf } from '../../factories/pdf.ts';
import { only, present } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { createSignedInVisitor, type Visitor } from '../../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../../setup/worker.ts';

// Invoices and credit notes as pages, files and attachments, through the built Worker.

let database: TestDatabase;
let worker: TestWorker;
let platformAdmin: Visitor;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
  platformAdmin = await signIn((await createPlatformAdmin(database.sql)).id, null);
});

afterAll(async () => {
  expect(await findBrokenInvariants(database.sql)).toEqual([]);
  await worker?.stop();
  await database?.drop();
});

const signIn = (personId: string, organizationId: string | null): Promise<Visitor> =>
  createSignedInVisitor(worker.url, { sql: database.sql, personId, organizationId });

/** Orders a tool by the month and a bundle, as the OWNER through the checkout. */
async function order(organization: TestOrganization) {
  const owner = await signIn(organization.owner.id, organization.id);
  const tool = await createTool(database.sql, { priceModel: 'MONTHLY' });
  const bundle = await createBundle(database.sql, await createTools(database.sql, 2));
  await owner.post('/cart', { intent: 'add', kind: 'TOOL', id: tool.id });
  await owner.post('/cart', { intent: 'add', kind: 'BUNDLE', id: bundle.id });
  const { location } = await owner.post('/checkout', await openOrderForm(owner));
  const address = present(location);
  const { id, invoice } = only(
    await database.sql.query('select id, invoice_number as invoice from marketplace_orders where number = $1', [
      address.split('/').at(-1),
    ]),
  );
  return { owner, address, id, invoice, tool, bundle };
}

/** A file as it was answered. */
async function download(visitor: Visitor, address: string) {
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await fetch(worker.url + address, { headers: { cookie, connection: 'close' }, redirect: 'manual' });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    name: response.headers.get('content-disposition'),
    file: new Uint8Array(await response.arrayBuffer()),
  };
}

/** The PDF that went with the mail whose subject holds these words. */
async function findAttachment(words: string) {
  const find = () => worker.outbox.messages().find(({ subject }) => subject.includes(words))?.attachments[0];
  await expect.poll(find, { timeout: 10_000 }).toBeDefined();
  const { name, content } = present(find());
  return { name, file: Buffer.from(content, 'base64') };
}

/** The words that a reader sees, as one line. */
const visible = (html: string) =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&#x27;', "'")
    .replaceAll(/\s+/g, ' ');

test('page, file and attachment of an invoice say the same', async () => {
  const organization = await createOrganization(database.sql);
  const { owner, address, invoice, tool, bundle } = await order(organization);
  expect(invoice).toMatch(/^INV-[\dA-F]{8}-\d{4}-0001$/);
  const pdf = await download(owner, `${address}/invoice.pdf`);
  expect([pdf.status, pdf.type, pdf.name]).toEqual([200, 'application/pdf', `attachment; filename="${invoice}.pdf"`]);
  const { texts, title } = readPdf(pdf.file);
  expect(title).toBe(`Invoice ${invoice}`);
  expect(texts).toEqual(expect.arrayContaining([tool.name, bundle.name, 'Amount due', '$250.00', 'Tax (0%)']));
  const page = visible((await owner.get(address)).text);
  // Each page of the file is numbered below.
  for (const text of texts.filter((line) => !/^Page \d|, Invoice /.test(line))) expect(page).toContain(text);

  const attached = await findAttachment(invoice);
  expect(attached.name).toBe(`${invoice}.pdf`);
  expect(attached.file.equals(pdf.file)).toBe(true);
});

test('a credit note likewise', async () => {
  const organization = await createOrganization(database.sql);
  const { owner, address, id, invoice } = await order(organization);
  const number = address.split('/').at(-1);
  const { text } = await platformAdmin.get(`/admin/orders/${number}`);
  const tools = [...text.matchAll(/<input[^>]*name="tools"[^>]*>/g)].map(([box]) =>
    present(/value="([^"]+)"/.exec(box)?.[1]),
  );
  const form = {
    ...readPageForm(text, 'reason'),
    intent: 'refund',
    tools,
    sum: '100',
    reason: 'Bought by mistake — twice',
  };
  expect((await platformAdmin.post(`/admin/orders/${number}`, form)).status).toBe(302);
  const { note } = only(await database.sql.query('select number as note from credit_notes where order_id = $1', [id]));
  expect(note).toMatch(/^CRN-[\dA-F]{8}-\d{4}-0001$/);
  const pdf = await download(owner, `${address}/credit-notes/${note}/credit-note.pdf`);
  expect([pdf.status, pdf.name]).toEqual([200, `attachment; filename="${note}.pdf"`]);
  const { texts } = readPdf(pdf.file);
  expect(texts).toEqual(expect.arrayContaining([invoice, 'Bought by mistake — twice', 'Total credited']));
  const page = visible((await owner.get(`${address}/credit-notes/${note}`)).text);
  for (const said of texts.filter((line) => !/^Page \d|, Credit note /.test(line))) expect(page).toContain(said);
  expect((await findAttachment(note)).file.equals(pdf.file)).toBe(true);
  // The invoice stays what it was, and says what was credited.
  expect(visible((await owner.get(address)).text)).toContain(`Credit note ${note}`);
});

test('another organization, and nobody, get neither', async () => {
  const { address } = await order(await createOrganization(database.sql));
  const stranger = await createOrganization(database.sql);
  const other = await signIn(stranger.owner.id, stranger.id);
  for (const path of [`${address}/invoice.pdf`, `${address}/credit-notes/CRN-1/credit-note.pdf`])
    expect((await download(other, path)).status).toBe(404);
  expect((await fetch(`${worker.url}${address}/invoice.pdf`, { redirect: 'manual' })).status).toBe(302);
});

test('what the settings say stands on the next invoice, and a missing field is said beside it', async () => {
  const { text } = await platformAdmin.get('/admin/settings');
  const form = {
    ...readPageForm(text, 'paymentInstructions'),
    name: 'Lotline, Inc.',
    email: 'billing@lotline.test',
    street: '500 Market Street',
    city: 'San Francisco',
    state: 'CA',
    postalCode: '94105',
    taxId: '94-1234567',
    paymentInstructions: 'First Bank\r\nAccount 123',
    taxNote: 'No sales tax is charged.',
  };
  const refused = await platformAdmin.post('/admin/settings', { ...form, paymentInstructions: '' });
  expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('Enter how invoices are paid')]);
  expect((await platformAdmin.post('/admin/settings', form)).status).toBe(302);
  expect((await platformAdmin.post('/admin/settings', { ...form, name: 'Other' })).status).toBe(409);
  const { owner, address, invoice } = await order(await createOrganization(database.sql));
  const page = visible((await owner.get(address)).text);
  for (const said of [
    'Lotline, Inc.',
    'Tax ID 94-1234567',
    'First Bank',
    'Account 123',
    `Give ${invoice} as the reference.`,
  ])
    expect(page).toContain(said);
});
