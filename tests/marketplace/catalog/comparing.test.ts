import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBundle, createTool, type TestTool } from '../../factories/catalog.ts';
import { only } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { createVisitor, type Visitor } from '../../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../../setup/worker.ts';

// Tools and bundles side by side.

let database: TestDatabase;
let worker: TestWorker;
let guest: Visitor;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
  guest = createVisitor(worker.url);
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const slugOf = async (table: 'marketplace_tools' | 'tool_bundles', { id }: { id: string }): Promise<string> =>
  only(await database.sql.query<{ slug: string }>(`select slug from ${table} where id = $1`, [id])).slug;

/** The titles of the rows of the comparison on a page. */
const rowsOf = (html: string) =>
  [...html.matchAll(/<th scope="row">(.*?)<\/th>/gs)].map(([, title = '']) =>
    title
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );
const has = (html: string, { name }: TestTool) => rowsOf(html).some((title) => title.startsWith(name));

test('bundles side by side show what differs, and everything to who asks', async () => {
  const [shared, first, second] = [
    await createTool(database.sql),
    await createTool(database.sql),
    await createTool(database.sql),
  ];
  const slugs = [
    await slugOf('tool_bundles', await createBundle(database.sql, [shared, first], { price: 15_000 })),
    await slugOf('tool_bundles', await createBundle(database.sql, [shared, second], { price: 18_000 })),
  ];
  const address = `/bundles/compare?b=${slugs[0]}&b=${slugs[1]}`;
  const { text } = await guest.get(address);
  expect([has(text, shared), has(text, first), has(text, second)]).toEqual([false, true, true]);
  // Both hold two tools that cost the same one by one.
  expect(rowsOf(text)).not.toContain('Number of tools');
  expect(rowsOf(text)).toContain('You save');
  const all = /href="([^"]*all=1)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const whole = (await guest.get(all)).text;
  expect([has(whole, shared), has(whole, first)]).toEqual([true, true]);
  expect(rowsOf(whole)).toContain('Number of tools');
  expect(whole).toContain('Show only what differs');
});

test('tools of bundles stand in the order in which people sort, numbers by their size', async () => {
  const tools = [await createTool(database.sql), await createTool(database.sql), await createTool(database.sql)];
  const names = ['Step 10', 'step 9', 'Step 11'];
  for (const [index, tool] of tools.entries()) {
    await database.sql.query('update marketplace_tools set name = $2 where id = $1', [tool.id, names[index]]);
  }
  const slugs = [
    await slugOf('tool_bundles', await createBundle(database.sql, tools, { price: 15_000 })),
    await slugOf('tool_bundles', await createBundle(database.sql, tools, { price: 18_000 })),
  ];
  const { text } = await guest.get(`/bundles/compare?b=${slugs[0]}&b=${slugs[1]}&all=1`);
  const steps = rowsOf(text).filter((title) => /^step/i.test(title));
  expect(steps.map((title) => title.slice(0, 7).trim())).toEqual(['step 9', 'Step 10', 'Step 11']);
});

test('the title of a comparison of three reads like a sentence', async () => {
  const tools = [await createTool(database.sql), await createTool(database.sql)];
  const bundles = [
    await createBundle(database.sql, tools, { price: 10_001 }),
    await createBundle(database.sql, tools, { price: 10_002 }),
    await createBundle(database.sql, tools, { price: 10_003 }),
  ];
  const slugs: string[] = [];
  for (const bundle of bundles) slugs.push(await slugOf('tool_bundles', bundle));
  const { text } = await guest.get(`/bundles/compare?${slugs.map((slug) => `b=${slug}`).join('&')}`);
  const [one, two, three] = bundles.map(({ name }) => name);
  expect(text).toContain(`<title>Compare ${one}, ${two}, and ${three} | Lotline</title>`);
});

test('tools side by side show price and period on top, and what differs below', async () => {
  const monthly = await createTool(database.sql, { priceModel: 'MONTHLY', price: 20_000 });
  const once = await createTool(database.sql, { priceModel: 'ONE_TIME', price: 30_000, requiredTier: 'ELITE' });
  const slugs = [await slugOf('marketplace_tools', monthly), await slugOf('marketplace_tools', once)];
  const { status, text } = await guest.get(`/tools/compare?t=${slugs[0]}&t=${slugs[1]}`);
  expect(status).toBe(200);
  const head = (/<thead>.*?<\/thead>/s.exec(text)?.[0] ?? '').replaceAll(/<[^>]*>/g, '');
  expect(head).toContain('$200.00 per month');
  expect(head).toContain('$300.00 once');
  expect(rowsOf(text)).toContain('Paid');
  expect(rowsOf(text)).toContain('Plan needed');
  expect(rowsOf(text)).not.toContain('Made by');
});

test('what cannot be compared is said with what to choose from, and nothing is no mistake', async () => {
  const slug = await slugOf('marketplace_tools', await createTool(database.sql));
  const alone = await guest.get(`/tools/compare?t=${slug}`);
  expect(alone.status).toBe(400);
  expect(alone.text).toContain('Choose at least two tools.');
  expect(alone.text).toContain(`value="${slug}"`);
  expect((await guest.get('/tools/compare?t=nothing&t=none')).status).toBe(400);
  const empty = await guest.get('/tools/compare');
  expect(empty.status).toBe(200);
  expect(empty.text).toContain('Nothing to compare yet');
});

test('nothing is said of a tool that the catalog hides: neither by what is like it, nor by a link to its page', async () => {
  const hidden = await createTool(database.sql, { status: 'DISABLED' });
  await createTool(database.sql);
  const asked = await guest.get(`/tools/compare?t=${hidden.name}`);
  expect([asked.status, asked.text.includes('Nothing to compare yet')]).toEqual([400, true]);

  const shown = await createTool(database.sql);
  const [one, two] = [
    await createBundle(database.sql, [shown, hidden], { price: 10_000 }),
    await createBundle(database.sql, [shown], { price: 5_000 }),
  ];
  for (const address of [`/bundles/compare?b=${one.name}&b=${two.name}&all=1`, `/bundles/${one.name}`]) {
    const { text } = await guest.get(address);
    expect(text, address).toContain(`href="/tools/${shown.name}"`);
    expect(text, address).not.toContain(`href="/tools/${hidden.name}"`);
  }
});

test('a bundle that saves nothing promises no saving, beside others or on the page of its tool', async () => {
  const tools = [await createTool(database.sql), await createTool(database.sql)];
  const [whole, less] = [
    await createBundle(database.sql, tools, { price: 20_000 }),
    await createBundle(database.sql, tools, { price: 15_000 }),
  ];
  const { text } = await guest.get(`/bundles/compare?b=${whole.name}&b=${less.name}`);
  const saving = /<th scope="row">You save<\/th>(.*?)<\/tr>/s.exec(text)?.[1] ?? '';
  expect([...saving.matchAll(/<td>([^<]*)</g)].map(([, words]) => words)).toEqual(['$50.00 (25 %)', '–']);
  const page = (await guest.get(`/tools/${tools[0]?.name}`)).text;
  expect([page.includes('Saves $50.00'), page.includes('Saves $0.00')]).toEqual([true, false]);
});

test('the catalog offers a box for each tool, and one button for all of them', async () => {
  const { text } = await guest.get('/tools');
  const boxes = [...text.matchAll(/<input[^>]*form="compare-tools"/g)];
  expect(boxes).toHaveLength(24);
  expect(text).toContain('action="/tools/compare"');
});
