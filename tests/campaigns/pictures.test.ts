import { crc32, deflateSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TestOrganization } from '../factories/organizations.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { type FaultPlan, listBucket, withFailingBucket } from '../setup/faulty-bucket.ts';
import { createSignedInVisitor, createVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';
import { createDraft, createSenders, readEditor } from './emails-setup.ts';

// Pictures of emails, from the form to the bucket and to whoever reads the mail.

let database: TestDatabase;
let worker: TestWorker;
let plan: FaultPlan;
let organization: TestOrganization;
let member: Visitor;
let page: string;
let fields: Record<string, string>;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database, {}, { changeWorkers: withFailingBucket((...asked) => plan(...asked)) });
});

beforeEach(async () => {
  plan = () => undefined;
  organization = await createSenders(database.sql);
  member = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: organization.member.id,
    organizationId: organization.id,
  });
  page = `/campaigns/emails/${await createDraft(database.sql, organization)}`;
  const opened = readEditor((await member.get(page)).text);
  const answer = await member.post(page, { ...opened, intent: 'add', addType: 'image' });
  fields = readEditor(answer.text);
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const number = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
};
const chunk = (name: string, content: Buffer) => {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  return Buffer.concat([number(content.length), named, number(crc32(named))]);
};
/** A PNG of these sides, with a text that tells a place. */
const png = (width: number, height: number, extra = 0) =>
  Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', Buffer.concat([number(width), number(height), Buffer.from([8, 0, 0, 0, 0])])),
    chunk('tEXt', Buffer.from('Comment\0secret place')),
    chunk('IDAT', deflateSync(Buffer.alloc(100 + extra))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
const fileOf = (bytes: Buffer, name = 'house.png', type = 'image/png') =>
  new File([new Uint8Array(bytes)], name, { type });
const upload = (file: File, changes: Record<string, string> = {}) =>
  member.post(page, { ...fields, intent: 'upload', ...changes, 'blocks[5].file': file });
const rows = async () =>
  (
    await database.sql.query(
      'select key, file_name, file_type, width, height, file_size_bytes from media_files where organization_id = $1 order by created_at',
      [organization.id],
    )
  ).rows;

test('a picture is kept under a random key without what it tells of its maker, and everybody with the key sees it', async () => {
  const answer = await upload(fileOf(png(320, 240), '../My house.png'), { subject: 'Kept words' });
  expect(answer.status).toBe(200);
  const [row] = await rows();
  expect(row).toMatchObject({ file_name: 'My house.png', file_type: 'image/png', width: 320, height: 240 });
  expect(row.key).toMatch(/^[0-9a-f]{32}$/);
  expect(readEditor(answer.text)).toMatchObject({ 'blocks[5].url': `/i/${row.key}`, subject: 'Kept words' });

  const response = await fetch(`${worker.url}/i/${row.key}`, { headers: { connection: 'close' } });
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(bytes.length).toBe(row.file_size_bytes);
  expect(bytes.includes('secret place')).toBe(false);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'image/png',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining('sandbox'),
  });
  expect(database.endpoint.requestsFor(response.headers.get('x-request-id') ?? '')).toEqual([]);
});

test('a picture that comes with “Save” is saved with the email', async () => {
  const answer = await upload(fileOf(png(10, 10)), { intent: 'save', 'blocks[5].alt': 'House' });
  expect(answer.location).toBe(page);
  const [{ key }] = await rows();
  const { blocks } = only(
    await database.sql.query('select body_blocks as blocks from email_campaigns where id = $1', [
      page.split('/').at(-1),
    ]),
  );
  expect(blocks[5]).toMatchObject({ type: 'image', url: `/i/${key}`, alt: 'House' });
});

test('the same picture is kept once', async () => {
  await upload(fileOf(png(10, 10)));
  const before = await listBucket(worker.url, 'media/');
  const again = await upload(fileOf(png(10, 10), 'copy.png'));
  expect(await rows()).toHaveLength(1);
  expect(readEditor(again.text)['blocks[5].url']).toBe(`/i/${(await rows())[0].key}`);
  expect(await listBucket(worker.url, 'media/')).toEqual(before);
});

test.each([
  [
    'an SVG',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    'is no PNG, JPEG, GIF or WebP',
  ],
  ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'is no PNG, JPEG, GIF or WebP'],
  ['nothing', Buffer.alloc(0), 'is empty'],
  ['half a picture', png(10, 10).subarray(0, 60), 'is broken, or cut off'],
  ['a picture of 4,001 pixels', png(4_001, 10), 'is more than 4,000 pixels'],
  ['more than 2 MB', Buffer.concat([png(10, 10), Buffer.alloc(2 * 1024 * 1024)]), 'has more than 2 MB'],
])('%s is refused at its field, and what was typed stays', async (_, bytes, message) => {
  const answer = await upload(fileOf(bytes), { subject: 'Kept words', 'blocks[5].url': 'https://harbor.test/a.png' });
  expect(answer.status).toBe(400);
  expect(answer.text).toContain(message);
  expect(answer.text).toContain('href="#blocks[5].url"');
  expect(readEditor(answer.text)).toMatchObject({
    subject: 'Kept words',
    'blocks[5].url': 'https://harbor.test/a.png',
  });
  expect(await rows()).toEqual([]);
});

test('while the storage is away, nothing is kept and the form says so', async () => {
  plan = (operation) => (operation === 'put' ? 'before' : undefined);
  const answer = await upload(fileOf(png(10, 10)));
  expect([answer.status, answer.text.includes('could not be stored just now')]).toEqual([400, true]);
  expect(await rows()).toEqual([]);
});

test('after 200 pictures within an hour, no more are kept', async () => {
  await database.sql.query(`insert into limited_uses (purpose, subject, uses) values ('PICTURE_UPLOAD', $1, 200)`, [
    organization.id,
  ]);
  const before = await listBucket(worker.url, 'media/');
  const answer = await upload(fileOf(png(11, 11)));
  expect(answer.text).toContain('uploaded 200 pictures within an hour');
  expect(await listBucket(worker.url, 'media/')).toEqual(before);
});

test.each(['/i/x', `/i/${'0'.repeat(32)}`, `/i/${'A'.repeat(32)}`, '/i/..%2freceipts'])(
  '%s finds nothing',
  async (path) => {
    expect((await createVisitor(worker.url).get(path)).status).toBe(404);
  },
);

test('a VIEWER uploads nothing', async () => {
  const viewer = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: organization.viewer.id,
    organizationId: organization.id,
  });
  const before = await listBucket(worker.url, 'media/');
  const answer = await viewer.post(page, { ...fields, intent: 'upload', 'blocks[5].file': fileOf(png(12, 12)) });
  expect(answer.status).toBe(404);
  expect(await listBucket(worker.url, 'media/')).toEqual(before);
});
