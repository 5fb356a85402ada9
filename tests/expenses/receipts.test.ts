import { createHash, randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createModuleRow, receiptOf } from '../factories/module-rows.ts';
import { createOrganization, type TestOrganization, type TestPerson } from '../factories/organizations.ts';
import { unlockModules } from '../factories/purchases.ts';
import { encryptedPdf, jpegOf, pdfOf, shopReceipt, tinyPng, zipBombPdf } from '../factories/receipt-files.ts';
import { only, present } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { type FaultPlan, leaveFile, listBucket, withFailingBucket } from '../setup/faulty-bucket.ts';
import { createSignedInVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// Receipts, from the form to the bucket and back. What is in the bucket is asked of the bucket, what is in the rows of the rows.

let database: TestDatabase;
let worker: TestWorker;
let plan: FaultPlan;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database, {}, { changeWorkers: withFailingBucket((...asked) => plan(...asked)) });
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

beforeEach(() => {
  plan = () => undefined;
});

const megabyte = 1024 * 1024;

interface Scene {
  organization: TestOrganization;
  /** The MEMBER's own, and pending. */
  expenseId: string;
  member: Visitor;
  owner: Visitor;
  address: string;
}

function signIn(organization: TestOrganization, person: TestPerson): Promise<Visitor> {
  return createSignedInVisitor(worker.url, { sql: database.sql, personId: person.id, organizationId: organization.id });
}

async function createScene(tier: 'STARTER' | 'ENTERPRISE' = 'ENTERPRISE'): Promise<Scene> {
  const organization = await createOrganization(database.sql, { tier });
  await unlockModules(database.sql, organization);
  const { id } = await createModuleRow(database.sql, 'expenses', organization, { user_id: organization.member.id });
  const [member, owner] = await Promise.all([
    signIn(organization, organization.member),
    signIn(organization, organization.owner),
  ]);
  return { organization, expenseId: String(id), member, owner, address: `/expenses/${id}/receipts` };
}

const fileOf = (content: Uint8Array, name = 'receipt.pdf', type = 'application/pdf') =>
  new File([new Uint8Array(content)], name, { type });

/** Sends files as the page's form does. */
async function upload(visitor: Visitor, { organization, address }: Scene, ...files: File[]) {
  const form = new FormData();
  form.append('forOrganization', organization.id);
  form.append('intent', 'add-receipts');
  for (const file of files) form.append('receipts', file);
  const body = new Response(form);
  const bytes = Buffer.from(await body.arrayBuffer());
  return sendBytes(visitor, address, bytes, present(body.headers.get('content-type')));
}

async function sendBytes(visitor: Visitor, address: string, body: Uint8Array, type: string) {
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await fetch(new URL(address, worker.url), {
    method: 'POST',
    body: new Uint8Array(body),
    redirect: 'manual',
    headers: { 'content-type': type, origin: worker.url, referer: worker.url + address, cookie, connection: 'close' },
  });
  return { status: response.status, text: (await response.text()).replaceAll('<!-- -->', '') };
}

async function listRows(expenseId: string) {
  const { rows } = await database.sql.query(
    `select id, file_key, file_name, file_type, file_size_bytes, content_hash, ocr_text, merchant_name, receipt_date::text,
      receipt_total, deleted_at from receipts where expense_id = $1 order by created_at, id`,
    [expenseId],
  );
  return rows;
}

const filesOf = ({ organization }: Scene) => listBucket(worker.url, `receipts/${organization.id}/`);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('a receipt is kept byte for byte under a key of its expense, read, listed and served to nobody but who may see it', async () => {
  const scene = await createScene();
  const bytes = shopReceipt();
  const before = database.endpoint.requestCount();
  expect(await upload(scene.member, scene, fileOf(bytes, 'März "taxi"; a=b.pdf'))).toMatchObject({ status: 302 });
  expect(database.endpoint.requestCount() - before).toBe(2);
  const [row] = await listRows(scene.expenseId);
  expect(row).toMatchObject({
    file_name: 'März taxi ; a=b.pdf',
    file_type: 'application/pdf',
    file_size_bytes: bytes.length,
    content_hash: sha256(bytes),
    merchant_name: 'Harbor Hardware',
    receipt_date: '2026-03-14',
    receipt_total: 4120,
  });
  expect(row.file_key).toMatch(new RegExp(`^receipts/${scene.organization.id}/${scene.expenseId}/[0-9a-f]{32}$`));
  expect(await filesOf(scene)).toEqual([row.file_key]);
  const page = await scene.member.get(scene.address);
  expect(page.text).toContain('Read from the receipt: Harbor Hardware');

  const address = `/expenses/receipts/${row.id}`;
  const cookie = [...scene.member.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const served = await fetch(new URL(address, worker.url), { headers: { cookie, connection: 'close' } });
  expect(sha256(new Uint8Array(await served.arrayBuffer()))).toBe(sha256(bytes));
  expect(Object.fromEntries(served.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
    'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    'content-disposition': `inline; filename="Marz taxi ; a=b.pdf"; filename*=UTF-8''M%C3%A4rz%20taxi%20%3B%20a%3Db.pdf`,
  });

  const { organization } = scene;
  const { id: otherId } = await createModuleRow(database.sql, 'expenses', organization, {
    user_id: organization.owner.id,
  });
  const other = { ...scene, expenseId: String(otherId), address: `/expenses/${otherId}/receipts` };
  expect((await upload(scene.owner, other, fileOf(jpegOf(500), 'a.jpg'))).status).toBe(302);
  const [ownersRow] = await listRows(other.expenseId);
  const elsewhere = await createScene();
  const viewer = await signIn(organization, organization.viewer);
  const statuses = async (visitor: Visitor, id: string) => (await visitor.get(`/expenses/receipts/${id}`)).status;
  expect(await statuses(scene.member, ownersRow.id)).toBe(404);
  expect((await scene.member.get(other.address)).status).toBe(404);
  expect((await upload(scene.member, other, fileOf(tinyPng))).status).toBe(404);
  expect(await statuses(scene.owner, row.id)).toBe(200);
  expect(await statuses(viewer, row.id)).toBe(200);
  expect((await upload(viewer, scene, fileOf(tinyPng))).status).toBe(404);
  expect(await statuses(elsewhere.owner, row.id)).toBe(404);
  expect(
    (await upload(elsewhere.owner, { ...scene, organization: elsewhere.organization }, fileOf(tinyPng))).status,
  ).toBe(404);
  expect(await filesOf(scene)).toHaveLength(2);
});

test('types are told by bytes, whatever a file is called', async () => {
  const scene = await createScene();
  const page = Buffer.from('<!doctype html><script>alert(1)</script>');
  const refused = [
    fileOf(page, 'receipt.pdf', 'application/pdf'),
    fileOf(Buffer.from('GIF89a...'), 'photo.jpg', 'image/jpeg'),
    fileOf(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'x.png', 'image/png'),
  ];
  const answer = await upload(scene.member, scene, ...refused);
  expect(answer.status).toBe(400);
  for (const { name } of refused)
    expect(answer.text).toContain(`${name} was not added: it is no JPEG, PNG, WebP or PDF.`);
  expect(await filesOf(scene)).toEqual([]);

  // A page and a PDF in one: served as a PDF, in a sandbox, never as a page.
  expect(
    (await upload(scene.member, scene, fileOf(Buffer.concat([page, pdfOf(['x'])]), 'x.html', 'text/html'))).status,
  ).toBe(302);
  const [row] = await listRows(scene.expenseId);
  expect(row.file_type).toBe('application/pdf');
  const served = await scene.member.get(`/expenses/receipts/${row.id}`);
  expect(served.headers.get('content-type')).toBe('application/pdf');
  expect(served.headers.get('content-security-policy')).toContain('sandbox');
});

test('10 MB fit and one byte more does not; what fits of a form is added all the same', async () => {
  const scene = await createScene();
  const most = jpegOf(10 * megabyte);
  const answer = await upload(
    scene.member,
    scene,
    fileOf(jpegOf(10 * megabyte + 1), 'large.jpg'),
    fileOf(most, 'most.jpg'),
  );
  expect(answer.status).toBe(400);
  expect(answer.text).toContain('large.jpg was not added: a receipt has at most 10 MB.');
  expect(await listRows(scene.expenseId)).toMatchObject([
    { file_name: 'most.jpg', file_size_bytes: 10 * megabyte, content_hash: sha256(most) },
  ]);
  expect(await filesOf(scene)).toHaveLength(1);
});

test('more than three files or 25 MB at once are refused as a whole, on a page that says so', async () => {
  const scene = await createScene();
  const four = await upload(scene.member, scene, ...[1, 2, 3, 4].map(() => fileOf(jpegOf(400), 'a.jpg')));
  const large = await upload(scene.member, scene, ...[1, 2, 3].map(() => fileOf(jpegOf(9 * megabyte), 'a.jpg')));
  for (const answer of [four, large]) {
    expect(answer.status).toBe(413);
    expect(answer.text).toContain('at most 3 files, of together at most 25 MB');
  }
  expect(await listRows(scene.expenseId)).toEqual([]);
  expect(await filesOf(scene)).toEqual([]);
});

test('an expense has five receipts, however many forms come at once; the same file twice is one', async () => {
  const scene = await createScene();
  const same = shopReceipt();
  const twice = await Promise.all([1, 2].map(() => upload(scene.member, scene, fileOf(same))));
  expect(twice.map(({ status }) => status)).toEqual([302, 302]);
  expect(await listRows(scene.expenseId)).toHaveLength(1);
  const answers = await Promise.all(
    [1, 2, 3].map(() => upload(scene.member, scene, fileOf(jpegOf(300)), fileOf(jpegOf(300)))),
  );
  expect(answers.filter(({ status }) => status === 302).length).toBe(2);
  expect(present(answers.find(({ status }) => status !== 302)).text).toContain('an expense has at most 5 receipts');
  expect(await listRows(scene.expenseId)).toHaveLength(5);
  expect(await filesOf(scene)).toHaveLength(5);
  const sixth = await upload(scene.member, scene, fileOf(jpegOf(300), 'sixth.jpg'));
  expect(sixth.text).toContain('sixth.jpg was not added: an expense has at most 5 receipts.');
});

test.each(['before', 'after'] as const)(
  'where R2 fails %s a put, the page says that the receipt is not there, and no row is',
  async (when) => {
    const scene = await createScene();
    plan = (operation) => (operation === 'put' ? when : undefined);
    const answer = await upload(scene.member, scene, fileOf(shopReceipt(), 'taxi.pdf'));
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('taxi.pdf was not added: our storage of files cannot be reached.');
    expect(await listRows(scene.expenseId)).toEqual([]);
    plan = (operation) => (operation === 'list' ? 'aged' : undefined);
    await worker.runSchedule('17 4 * * *');
    expect(await filesOf(scene)).toEqual([]);
  },
);

test('where the database fails after the put, nothing is added twice nor lost, and what has no row is swept a day later', async () => {
  const scene = await createScene();
  database.endpoint.addFault({ fault: 'status-500', match: 'app.add_receipts' });
  const answer = await upload(scene.member, scene, fileOf(shopReceipt()));
  expect(answer.status).toBe(503);
  expect(await listRows(scene.expenseId)).toEqual([]);
  expect(await filesOf(scene)).toHaveLength(1);
  await worker.runSchedule('17 4 * * *');
  expect(await filesOf(scene)).toHaveLength(1);
  plan = (operation) => (operation === 'list' ? 'aged' : undefined);
  await worker.runSchedule('17 4 * * *');
  expect(await filesOf(scene)).toEqual([]);
});

test('the sweep leaves what a row names, and takes receipts that were deleted 30 days ago', async () => {
  const scene = await createScene();
  await upload(scene.member, scene, fileOf(jpegOf(200)), fileOf(jpegOf(201)), fileOf(jpegOf(202)));
  const [kept, removed, old] = await listRows(scene.expenseId);
  for (const { id } of [removed, old])
    await scene.member.post(`/expenses/receipts/${id}`, {
      intent: 'remove-receipt',
      forOrganization: scene.organization.id,
    });
  await database.sql.query(`update receipts set deleted_at = now() - interval '31 days' where id = $1`, [old.id]);
  await leaveFile(worker.url, `receipts/${scene.organization.id}/${randomUUID()}/left`);
  plan = (operation) => (operation === 'list' ? 'aged' : undefined);
  await worker.runSchedule('17 4 * * *');
  expect(await filesOf(scene)).toEqual([kept.file_key, removed.file_key].sort());
  expect((await listRows(scene.expenseId)).map(({ id }) => id).sort()).toEqual([kept.id, removed.id].sort());
  expect((await scene.member.get(`/expenses/receipts/${removed.id}`)).status).toBe(404);
  await scene.member.post(`/expenses/receipts/${removed.id}`, {
    intent: 'restore-receipt',
    forOrganization: scene.organization.id,
  });
  expect((await scene.member.get(`/expenses/receipts/${removed.id}`)).status).toBe(200);
});

test('a form that is cut in the middle leaves no row and no file', async () => {
  const scene = await createScene();
  const form = new FormData();
  form.append('forOrganization', scene.organization.id);
  form.append('receipts', fileOf(jpegOf(8 * megabyte), 'cut.jpg'));
  const whole = new Response(form);
  const bytes = Buffer.from(await whole.arrayBuffer());
  const cookie = [...scene.member.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  for (const [length, announced] of [
    [bytes.length / 2, `content-length: ${bytes.length}`],
    [300, `content-length: ${bytes.length}`],
    [bytes.length / 2, 'transfer-encoding: chunked'],
  ] as const)
    await new Promise<void>((resolve, reject) => {
      const { hostname, port, host } = new URL(worker.url);
      const socket = connect(Number(port), hostname);
      const piece = bytes.subarray(0, length);
      socket.write(
        `POST ${scene.address} HTTP/1.1\r\nhost: ${host}\r\norigin: ${worker.url}\r\ncookie: ${cookie}\r\ncontent-type: ${whole.headers.get('content-type')}\r\n${announced}\r\n\r\n`,
      );
      socket.write(
        announced.startsWith('content')
          ? piece
          : Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), piece]),
        () => socket.destroySoon(),
      );
      socket.once('close', () => resolve()).once('error', reject);
    });
  // The next form comes when the cut ones are done with.
  expect((await upload(scene.member, scene, fileOf(tinyPng, 'next.png'))).status).toBe(302);
  await expect.poll(() => filesOf(scene)).toHaveLength(1);
  expect(await listRows(scene.expenseId)).toMatchObject([{ file_name: 'next.png' }]);
});

test.each([
  ['encrypted', encryptedPdf()],
  ['broken', Buffer.from('%PDF-1.7 nothing more')],
  ['of a zip bomb', zipBombPdf(40)],
])('a PDF that is %s is filed unread, and the next one is read', async (_, bytes) => {
  const scene = await createScene();
  expect((await upload(scene.member, scene, fileOf(bytes))).status).toBe(302);
  expect((await upload(scene.member, scene, fileOf(shopReceipt()))).status).toBe(302);
  expect(await listRows(scene.expenseId)).toMatchObject([
    { ocr_text: null, merchant_name: null },
    { merchant_name: 'Harbor Hardware' },
  ]);
});

test('of a long PDF, five pages and 10,000 characters are read', async () => {
  const scene = await createScene();
  const pages = Array.from({ length: 8 }, (_, index) => [`page ${index + 1}`]);
  await upload(
    scene.member,
    scene,
    fileOf(pdfOf(...pages)),
    fileOf(pdfOf(...Array.from({ length: 4 }, () => Array.from({ length: 40 }, () => 'x'.repeat(90))))),
  );
  const [short, long] = (await listRows(scene.expenseId)).sort(
    (one, other) => one.ocr_text.length - other.ocr_text.length,
  );
  expect(short.ocr_text).toContain('page 5');
  expect(short.ocr_text).not.toContain('page 6');
  expect(long.ocr_text).toHaveLength(10_000);
});

test('a file that is at two expenses is said, and where only to who may see the other', async () => {
  const scene = await createScene();
  const { organization } = scene;
  const { id } = await createModuleRow(database.sql, 'expenses', organization, {
    user_id: organization.owner.id,
    merchant: 'Secret Shop',
  });
  const owners = { ...scene, expenseId: String(id), address: `/expenses/${id}/receipts` };
  const bytes = shopReceipt();
  await upload(scene.owner, owners, fileOf(bytes));
  await upload(scene.member, scene, fileOf(bytes));
  const seen = await scene.member.get(scene.address);
  expect(seen.text).toContain('This file is a receipt of another expense, too');
  expect(seen.text).not.toContain('Secret Shop');
  expect(seen.text).not.toContain(owners.expenseId);
  expect((await scene.owner.get(scene.address)).text).toContain('Secret Shop');
});

test('a closed year, an approved expense of a MEMBER, a full plan and 300 uploads an hour are refused in words', async () => {
  const scene = await createScene('STARTER');
  const { organization, expenseId } = scene;
  const { sql } = database;
  const add = async (visitor: Visitor) => (await upload(visitor, scene, fileOf(jpegOf(500), 'a.jpg'))).text;

  const { id: other } = await createModuleRow(sql, 'expenses', organization, { user_id: organization.owner.id });
  const large = { ...receiptOf(organization, { id: other }), file_size_bytes: 10_485_760 };
  const names = Object.keys(large);
  // Five gigabytes of one expense: the sum is what counts here.
  await sql.query('alter table receipts disable trigger limit_receipts');
  await sql.query(
    `insert into receipts (organization_id, ${names.join(', ')})
     select $1, ${names.map((name, index) => (name === 'file_key' ? `$${index + 2} || n` : `$${index + 2}`)).join(', ')} from generate_series(1, 512) n`,
    [organization.id, ...Object.values(large)],
  );
  await sql.query('alter table receipts enable trigger limit_receipts');
  expect(await add(scene.member)).toContain('fill the storage of its plan');
  await sql.query('update organizations set subscription_tier = $2 where id = $1', [organization.id, 'GROWTH']);
  await sql.query(`insert into limited_uses (purpose, subject, uses) values ('RECEIPT_UPLOAD', $1, 300)`, [
    organization.id,
  ]);
  expect(await add(scene.member)).toContain('uploaded 300 receipts within an hour');
  await sql.query(`update limited_uses set started_at = now() - interval '61 minutes' where subject = $1`, [
    organization.id,
  ]);
  expect(await add(scene.member)).not.toContain('was not added');

  await sql.query(`update expenses set status = 'APPROVED' where id = $1`, [expenseId]);
  expect(await add(scene.member)).toContain('was approved meanwhile');
  expect(await add(scene.owner)).not.toContain('was not added');
  const { tax_year } = only(await sql.query('select tax_year from expenses where id = $1', [expenseId]));
  await createModuleRow(sql, 'closed_tax_years', organization, { tax_year });
  expect(await add(scene.owner)).toContain('the tax year of its expense is closed');
  expect(await listRows(expenseId)).toHaveLength(2);
});

test('a form made for another organization is not taken in, and its page says which files to choose again', async () => {
  const scene = await createScene();
  const elsewhere = await createScene();
  const answer = await upload(
    scene.member,
    { ...scene, organization: elsewhere.organization },
    fileOf(shopReceipt(), 'taxi.pdf'),
  );
  expect(answer.status).toBe(409);
  expect(await filesOf(scene)).toEqual([]);
});

test('a new expense is filled from its receipt where nothing was typed, and saved with it by the next sending', async () => {
  const scene = await createScene();
  const { id: category } = only(
    await database.sql.query(`select id from expense_categories where organization_id is null and code = 'REPAIRS'`),
  );
  const id = randomUUID();
  const fields = { forOrganization: scene.organization.id, id, intent: 'save', categoryId: String(category) };
  const answer = await scene.member.post('/expenses/new', {
    ...fields,
    date: '2026-03-20',
    merchant: '',
    amount: '',
    receipts: fileOf(shopReceipt(), 'taxi.pdf'),
  });
  expect(answer.status).toBe(200);
  expect(answer.text).toContain('Nothing is saved yet');
  expect(answer.text).toContain('value="Harbor Hardware"');
  expect(answer.text).toContain('value="41.20"');
  expect(answer.text).toContain('value="2026-03-20"');
  expect(await listRows(id)).toEqual([]);
  const [, receiptKey = ''] = /name="receiptKey" value="([^"]+)"/.exec(answer.text) ?? [];

  // What carries the file is signed: changed, it names none.
  const typed = { ...fields, date: '2026-03-20', merchant: 'Harbor Hardware', amount: '41.20' };
  const forged = `${Buffer.from(JSON.stringify({ key: 'receipts/x' })).toString('base64url')}.${receiptKey.split('.')[1]}`;
  const sent = await scene.member.post('/expenses/new', { ...typed, receiptKey: [receiptKey, forged] });
  expect(sent.location).toBe(`/expenses/${id}`);
  expect(await listRows(id)).toMatchObject([{ file_name: 'taxi.pdf', merchant_name: 'Harbor Hardware' }]);
  await scene.member.post('/expenses/new', { ...typed, receiptKey });
  expect(await listRows(id)).toHaveLength(1);
  expect(await filesOf(scene)).toHaveLength(1);
});

test('where R2 is away, a new expense is saved, and its page says that the receipt is not', async () => {
  const scene = await createScene();
  const { id: category } = only(
    await database.sql.query(`select id from expense_categories where organization_id is null and code = 'REPAIRS'`),
  );
  const id = randomUUID();
  plan = () => 'before';
  const sent = await scene.member.post('/expenses/new', {
    forOrganization: scene.organization.id,
    id,
    intent: 'save-and-add',
    categoryId: String(category),
    date: '2026-03-20',
    merchant: 'Shop',
    amount: '5.00',
    receipts: fileOf(tinyPng, 'photo.png', 'image/png'),
  });
  expect(sent.location).toBe(`/expenses/${id}`);
  expect((await scene.member.get(`/expenses/${id}`)).text).toContain(
    'photo.png was not added: our storage of files cannot be reached.',
  );
});

test('malformed forms with files are answered with a 4xx', async () => {
  const scene = await createScene();
  const form = new FormData();
  form.append('forOrganization', scene.organization.id);
  form.append('intent', 'add-receipts');
  form.append('receipts', fileOf(Buffer.from('%PDF-1.4 x'), 'a.pdf'));
  const whole = new Response(form);
  const type = present(whole.headers.get('content-type'));
  const bytes = Buffer.from(await whole.arrayBuffer());
  // Every place is broken once: cut off, a byte changed, a piece doubled.
  const sendBroken = async (round: number) => {
    const place = Math.floor((round / 400) * bytes.length);
    const broken = Buffer.from(bytes);
    broken[place] = (broken[place] ?? 0) ^ (1 + (round % 255));
    const sent =
      round % 3 === 0
        ? bytes.subarray(0, place)
        : round % 3 === 1
          ? broken
          : Buffer.concat([bytes.subarray(0, place), bytes.subarray(place / 2)]);
    const sentType = round % 7 === 0 ? type.replace('boundary', 'bound') : type;
    return (await sendBytes(scene.member, scene.address, sent, sentType)).status;
  };
  const statuses: number[] = [];
  for (let first = 0; first < 400; first += 8) {
    statuses.push(...(await Promise.all(Array.from({ length: 8 }, (_, next) => sendBroken(first + next)))));
  }
  expect(statuses.filter((status) => status >= 500 || status < 300)).toEqual([]);
  // Files of forms that were refused wait for their next sending, and are swept where it does not come.
  plan = (operation) => (operation === 'list' ? 'aged' : undefined);
  await worker.runSchedule('17 4 * * *');
  expect(await filesOf(scene)).toHaveLength((await listRows(scene.expenseId)).length);
}, 120_000);
