import { expect, test } from 'vitest';
import { entriesOf } from '../../factories/audit.ts';
import { createBundle, createTool, createTools } from '../../factories/catalog.ts';
import { admin, database, everythingButSessions, preview, readToast, rows, setUpTests, signInAs } from './setup.ts';

setUpTests();

const idsOf = (tools: readonly { id: string }[]) => tools.map(({ id }) => id);
const addressOf = (act: string, tools: readonly { id: string }[]) =>
  `/admin/tools/bulk?act=${act}&id=${idsOf(tools).join('&id=')}`;
const pricesOf = async (tools: readonly { id: string }[]) =>
  (
    await rows<{ price: number }>('select price from marketplace_tools where id = any ($1) order by price, id', [
      idsOf(tools),
    ])
  ).map(({ price }) => price);

test('twenty tools are repriced at once, as the page said, and each has an entry in the trail', async () => {
  const tools = await createTools(database.sql, 20, { price: 9_995 });
  const { page, form } = await preview(admin, `${addressOf('reprice', tools)}&by=10&unit=percent`, 'tool');
  expect(page.text).toContain('Change the prices of 20 tools');
  expect(page.text.match(/\$109\.95/g)).toHaveLength(20);
  // On a phone, where a row is a card, each value has the word of its own column.
  const [, row = ''] = /<tbody>(.*?)<\/tr>/s.exec(page.text.slice(page.text.indexOf('What would change'))) ?? [];
  expect([...row.matchAll(/data-label="([^"]*)"/g)].map(([, label]) => label)).toEqual(['Now', 'Then', 'Owners']);
  expect(await pricesOf(tools)).toEqual(tools.map(() => 9_995));
  const entries = await entriesOf(database.sql, async () => {
    const answer = await admin.post(addressOf('reprice', tools), form);
    expect(await readToast(admin, answer)).toBe('20 tools changed.');
  });
  expect(await pricesOf(tools)).toEqual(tools.map(() => 10_995));
  const changed = entries.filter(({ subjectType, after }) => subjectType === 'tool' && after?.price === 10_995);
  expect(changed.map(({ subjectId }) => subjectId).toSorted()).toEqual(idsOf(tools).toSorted());
});

test('the list leads there with what was ticked, without script', async () => {
  const { id, name } = await createTool(database.sql);
  const { text } = await admin.get(`/admin/tools?q=${name}`);
  expect(text).toContain(`<form id="bulk" action="/admin/tools/bulk"`);
  expect(text).toMatch(new RegExp(`<input type="checkbox"[^>]*form="bulk"[^>]*value="${id}"`));
});

test('when somebody changed one of them meanwhile, none is changed, and sending it twice does it once', async () => {
  const tools = await createTools(database.sql, 3, { price: 1_000 });
  const { form } = await preview(admin, `${addressOf('reprice', tools)}&by=-1&unit=dollars`, 'tool');
  await rows(`update marketplace_tools set name = name || ' new' where id = $1`, [tools[1]?.id]);
  const refused = await admin.post(addressOf('reprice', tools), form);
  expect([refused.status, refused.text.includes('Somebody changed one of these tools')]).toEqual([409, true]);
  expect(await pricesOf(tools)).toEqual([1_000, 1_000, 1_000]);

  const { form: again } = await preview(admin, `${addressOf('reprice', tools)}&by=-1&unit=dollars`, 'tool');
  for (const _ of [1, 2]) expect((await admin.post(addressOf('reprice', tools), again)).status).toBe(302);
  expect(await pricesOf(tools)).toEqual([900, 900, 900]);
});

test('a tool that cannot have such a price is left out, and said so', async () => {
  const tools = [await createTool(database.sql, { price: 0 }), await createTool(database.sql, { price: 500 })];
  const { page, form } = await preview(admin, `${addressOf('reprice', tools)}&by=-4&unit=dollars`, 'tool');
  expect(page.text).toContain('A free tool costs nothing: left out');
  expect(page.text).toContain('Change the price of 1 tool');
  expect((await admin.post(addressOf('reprice', tools), form)).status).toBe(302);
  expect(await pricesOf(tools)).toEqual([0, 100]);
});

test.each(['reprice', 'disable'])('on a phone each value of %s stands below the words of its column', async (act) => {
  const { text } = await admin.get(`${addressOf(act, [await createTool(database.sql)])}&by=10&unit=percent`);
  const body = /What would change[\s\S]*?<tbody>([\s\S]*?)<\/tbody>/.exec(text)?.[1] ?? '';
  expect([...body.matchAll(/<td[^>]*data-label="([^"]*)"/g)].map(([, label]) => label)).toEqual([
    'Now',
    'Then',
    'Owners',
  ]);
});

test('the page says what becomes of bundles on sale that hold them', async () => {
  const tools = await createTools(database.sql, 2, { price: 10_000 });
  const { name } = await createBundle(database.sql, tools, { price: 15_000 });
  const { text } = await admin.get(`${addressOf('reprice', tools)}&by=-30&unit=percent`);
  const row = new RegExp(`<tr>(?:(?!</tr>)[\\s\\S])*${name}[\\s\\S]*?</tr>`).exec(text)?.[0] ?? '';
  expect([row.includes('$140.00'), row.includes('Nothing')]).toEqual([true, true]);
  expect((await admin.get(addressOf('disable', tools))).text).toContain('1 bundle on sale with them');
});

test.each([
  ['publish', 'DISABLED', `status = 'ACTIVE'`],
  ['deprecate', 'ACTIVE', `status = 'DEPRECATED'`],
  ['disable', 'BETA', `status = 'DISABLED'`],
  ['feature', 'ACTIVE', 'is_featured'],
] as const)('%s does so to all of them', async (act, status, condition) => {
  const tools = await createTools(database.sql, 2, { status });
  const { form } = await preview(admin, addressOf(act, tools), 'tool');
  expect((await admin.post(addressOf(act, tools), form)).status).toBe(302);
  expect(await rows(`select from marketplace_tools where id = any ($1) and ${condition}`, [idsOf(tools)])).toHaveLength(
    2,
  );
});

test('what is made up changes nothing, and an auditor finds neither boxes nor the page', async () => {
  const tool = await createTool(database.sql, { price: 1_000 });
  const auditor = await signInAs(['AUDITOR']);
  const before = await everythingButSessions();
  const change = (...parts: (string | number)[]) => ({ act: 'reprice', tool: [[tool.id, ...parts].join(' ')] });
  const wrong: Record<string, string | string[]>[] = [
    { act: 'reprice' },
    { act: 'reprice', tool: 'x' },
    { ...change(1, 1), act: 'sell' },
    change(1, -1),
    change(1),
    change('one', 1),
    { act: 'reprice', tool: [...change(1, 1).tool, ...change(1, 2).tool] },
  ];
  for (const form of wrong) {
    expect((await admin.post(addressOf('reprice', [tool]), form)).status).toBe(400);
  }
  expect((await auditor.post(addressOf('reprice', [tool]), change(1, 1))).status).toBe(404);
  expect((await auditor.get(addressOf('reprice', [tool]))).status).toBe(404);
  const { status, text } = await auditor.get(`/admin/tools?q=${tool.name}`);
  expect([status, text.includes('id="bulk"'), text.includes('form="bulk"')]).toEqual([200, false, false]);
  expect(await everythingButSessions()).toEqual(before);
});
