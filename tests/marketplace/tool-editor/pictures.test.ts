import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTool, type TestTool } from '../../factories/catalog.ts';
import { createPlatformAdmin } from '../../factories/organizations.ts';
import { createToolPicture, fileOf, webp } from '../../factories/tool-pictures.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { type FaultPlan, leaveFile, listBucket, withFailingBucket } from '../../setup/faulty-bucket.ts';
import { createSignedInVisitor, createVisitor, type Visitor } from '../../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../../setup/worker.ts';

// Pictures of tools, from the form to the bucket and to whoever opens the tool's page.

let database: TestDatabase;
let worker: TestWorker;
let plan: FaultPlan;
let admin: Visitor;
let tool: TestTool;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database, {}, { changeWorkers: withFailingBucket((...asked) => plan(...asked)) });
  admin = await signIn((await createPlatformAdmin(database.sql)).id);
});

beforeEach(async () => {
  plan = () => undefined;
  tool = await createTool(database.sql);
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const signIn = (personId: string) =>
  createSignedInVisitor(worker.url, { sql: database.sql, personId, organizationId: null });
const page = () => `/admin/tools/${tool.id}/pictures`;
const rows = async () =>
  (
    await database.sql.query(
      'select id, position, alt, address, width, height, small_address, small_width from tool_pictures where tool_id = $1 order by position, id',
      [tool.id],
    )
  ).rows;
const order = async () => (await rows()).map(({ alt }) => alt);
const bucket = () => listBucket(worker.url, 'tools/');
const add = (fields: Record<string, string | File>, visitor = admin) =>
  visitor.post(page(), { id: randomUUID(), intent: 'add', alt: 'A map with prices', ...fields });
const large = () => fileOf(webp(1600, 1000));
const small = () => fileOf(webp(800, 500), 'small.webp');

test('a picture is stored in two sizes, stands on the tool’s page, and everybody sees it for good', async () => {
  const id = randomUUID();
  const answer = await add({ id, picture: large(), small: small() });
  expect([answer.status, answer.location]).toEqual([302, `${page()}#picture-${id}`]);
  const [row] = await rows();
  expect(row).toMatchObject({
    id,
    position: 0,
    alt: 'A map with prices',
    width: 1600,
    height: 1000,
    small_width: 800,
    address: expect.stringMatching(/^\/p\/[0-9a-f]{32}$/),
    small_address: expect.stringMatching(/^\/p\/[0-9a-f]{32}$/),
  });

  const guest = createVisitor(worker.url);
  const { text } = await guest.get(`/tools/${tool.name}`);
  expect(text.toLowerCase()).toContain(`srcset="${row.small_address} 800w, ${row.address} 1600w"`);
  expect(text).toContain('alt="A map with prices"');
  expect(text).toMatch(/<img[^>]* width="1600" height="1000"/);
  expect(text).toContain(`<meta property="og:image" content="${worker.url}${row.address}"`);
  const picture = await fetch(worker.url + row.address, { headers: { connection: 'close' } });
  expect(Buffer.from(await picture.arrayBuffer()).equals(webp(1600, 1000))).toBe(true);
  expect(Object.fromEntries(picture.headers)).toMatchObject({
    'content-type': 'image/webp',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining('sandbox'),
  });
  expect(database.endpoint.requestsFor(picture.headers.get('x-request-id') ?? '')).toEqual([]);
});

test('only the first picture is loaded at once; each can be enlarged without script', async () => {
  for (const position of [0, 1, 2])
    await createToolPicture(database.sql, tool.id, { position, alt: `View ${position}` });
  const { text } = await createVisitor(worker.url).get(`/tools/${tool.name}`);
  expect(text.match(/loading="eager"/g)).toHaveLength(1);
  expect(text.match(/fetchPriority="high"/gi)).toHaveLength(1);
  // Two in sight of whoever scrolls, and three in dialogs.
  expect(text.match(/loading="lazy"/g)).toHaveLength(5);
  for (const { id, alt } of await rows()) {
    expect(text).toContain(`popovertarget="picture-${id}"`);
    expect(text).toMatch(new RegExp(`<dialog id="picture-${id}" popover="auto"[^>]*>.*${alt}`, 's'));
  }
});

test('a form that is sent twice adds one picture, and leaves the files of one', async () => {
  const id = randomUUID();
  const before = await bucket();
  for (const _ of [1, 2]) expect((await add({ id, picture: large() })).status).toBe(302);
  expect(await rows()).toHaveLength(1);
  expect(await bucket()).toHaveLength(before.length + 1);
});

test('what the browser made smaller is left out where it is not smaller', async () => {
  const before = await bucket();
  await add({ picture: small(), small: large() });
  expect(await rows()).toMatchObject([{ width: 800, small_address: null, small_width: null }]);
  expect(await bucket()).toHaveLength(before.length + 1);
});

test('a tool has six pictures at most', async () => {
  for (const position of [0, 1, 2, 3, 4]) await createToolPicture(database.sql, tool.id, { position });
  const before = await bucket();
  const answers = await Promise.all([add({ picture: large() }), add({ picture: large() })]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([302, 409]);
  expect(await rows()).toHaveLength(6);
  expect(await bucket()).toHaveLength(before.length + 1);
  expect((await admin.get(page())).text).toContain('A tool has at most 6 pictures');
});

test('words are changed, pictures change their places and are removed, each once however often it is sent', async () => {
  const ids: string[] = [];
  for (const [position, alt] of ['one', 'two', 'three'].entries())
    ids.push(await createToolPicture(database.sql, tool.id, { position, alt }));
  const [one = '', two = '', three = ''] = ids;
  const send = (fields: Record<string, string>) => admin.post(page(), fields);
  for (const _ of [1, 2]) {
    const moved = await send({ intent: 'move', id: three, position: '0' });
    expect([moved.status, moved.location]).toEqual([302, `${page()}#picture-${three}`]);
  }
  expect(await order()).toEqual(['three', 'one', 'two']);
  await send({ intent: 'move', id: three, position: '2' });
  expect(await order()).toEqual(['one', 'two', 'three']);
  await send({ intent: 'describe', id: two, alt: ' The second ' });
  expect(await order()).toEqual(['one', 'The second', 'three']);
  const removed = await send({ intent: 'remove', id: one, next: two });
  expect(removed.location).toBe(`${page()}#picture-${two}`);
  expect(await order()).toEqual(['The second', 'three']);
  const again = await send({ intent: 'remove', id: one });
  expect([again.status, again.text.includes('not there any more')]).toEqual([409, true]);
});

test('a picture of another tool is not changed here', async () => {
  const other = await createTool(database.sql);
  const id = await createToolPicture(database.sql, other.id);
  const forms: Record<string, string>[] = [
    { intent: 'describe', id, alt: 'Other words' },
    { intent: 'move', id, position: '1' },
    { intent: 'remove', id },
  ];
  for (const fields of forms) expect((await admin.post(page(), fields)).status).toBe(409);
  const { rows: left } = await database.sql.query('select alt, position from tool_pictures where id = $1', [id]);
  expect(left).toEqual([{ alt: 'A map with prices', position: 0 }]);
});

test.each([
  ['no file', {}, 'Choose a picture.'],
  ['a PNG', { picture: fileOf(Buffer.from('89504e470d0a1a0a', 'hex'), 'a.png', 'image/png') }, 'is broken, or cut off'],
  [
    'an SVG',
    { picture: fileOf(Buffer.from('<svg><script>alert(1)</script></svg>'), 'a.svg') },
    'Choose a WebP or AVIF.',
  ],
  ['nothing', { picture: fileOf(Buffer.alloc(0)) }, 'This file is empty.'],
  ['half a picture', { picture: fileOf(webp(10, 10).subarray(0, 30)) }, 'is broken, or cut off'],
  ['4,001 pixels', { picture: fileOf(webp(4001, 10)) }, 'more than 4,000 pixels'],
  ['2 MB and more', { picture: fileOf(Buffer.concat([webp(9, 9), Buffer.alloc(2 * 1024 * 1024)])) }, 'more than 2 MB'],
] as const)('%s is refused at its field, and the words stay', async (_, files, message) => {
  const before = await bucket();
  const answer = await add({ ...files, alt: 'Kept words' });
  expect(answer.status).toBe(400);
  expect(answer.text).toContain(message);
  expect(answer.text).toContain('href="#picture"');
  expect(answer.text).toContain('value="Kept words"');
  expect(await rows()).toEqual([]);
  expect(await bucket()).toEqual(before);
});

test('a picture without words is refused, and its file is gone', async () => {
  const before = await bucket();
  const answer = await add({ picture: large(), alt: ' ' });
  expect([answer.status, answer.text.includes('Enter what the picture shows.')]).toEqual([400, true]);
  expect(answer.text).toContain('href="#new-alt"');
  expect(await bucket()).toEqual(before);
});

test('while the storage is away, nothing is kept and the form says so', async () => {
  plan = (operation) => (operation === 'put' ? 'before' : undefined);
  const answer = await add({ picture: large() });
  expect([answer.status, answer.text.includes('could not be stored just now')]).toEqual([400, true]);
  expect(await rows()).toEqual([]);
});

test('nobody else adds or changes a picture: neither a guest nor an auditor', async () => {
  const id = await createToolPicture(database.sql, tool.id);
  const reader = await signIn((await createPlatformAdmin(database.sql, null, ['AUDITOR'])).id);
  expect((await reader.get(page())).status).toBe(200);
  const before = await bucket();
  const forms: Record<string, string>[] = [
    { intent: 'remove', id },
    { intent: 'describe', id, alt: 'Other words' },
    { intent: 'nonsense' },
  ];
  for (const [visitor, status] of [
    [reader, 404],
    [createVisitor(worker.url), 302],
  ] as const) {
    expect((await add({ picture: large() }, visitor)).status).toBe(status);
    for (const fields of forms) expect((await visitor.post(page(), fields)).status, fields.intent).toBe(status);
  }
  expect(await rows()).toHaveLength(1);
  expect(await bucket()).toEqual(before);
});

test('the sweep keeps the files that a picture names, in both sizes, and no others', async () => {
  await add({ picture: large(), small: small() });
  const [row] = await rows();
  const kept = [row.address, row.small_address].map((address: string) => address.replace('/p/', 'tools/'));
  const left = `tools/${'0'.repeat(32)}`;
  await leaveFile(worker.url, left);
  const { rows: unnamed } = await database.asTasks.query('select app.list_unnamed_tool_pictures($1) as key', [
    [...kept, left],
  ]);
  expect(unnamed).toEqual([{ key: left }]);
});

test.each(['/p/x', `/p/${'0'.repeat(31)}g`, `/p/${'a'.repeat(32)}`, '/p/..%2freceipts'])(
  '%s finds nothing',
  async (path) => {
    expect((await createVisitor(worker.url).get(path)).status).toBe(404);
  },
);

test('whoever edits the catalog finds the pictures from the tool, and every change is in the trail', async () => {
  expect((await admin.get(`/admin/tools/${tool.id}`)).text).toContain(`href="${page()}"`);
  const id = randomUUID();
  await add({ id, picture: large() });
  await admin.post(page(), { intent: 'remove', id });
  const { rows: trail } = await database.sql.query(
    `select action from audit_log where subject_type = 'tool_picture' and subject_id = $1 order by chain_position`,
    [id],
  );
  expect(trail).toEqual([{ action: 'insert' }, { action: 'delete' }]);
});
