import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createTool, createTools } from '../../factories/catalog.ts';
import { releaseTogether } from '../../factories/connections.ts';
import { readPageForm } from '../../factories/page-forms.ts';
import { only } from '../../factories/rows.ts';
import { admin, database, everythingButSessions, readToast, rows, setUpTests, signInAs } from './setup.ts';

setUpTests();

const address = '/admin/tools/import';
const heading = 'Name,Slug,Description,Category,Area,Price tier,Price,Paid,Tier needed,Works as,Icon,Provider';
const newSlug = () => `csv-${randomBytes(6).toString('hex')}`;
const rowOf = (slug: string, { price = '50', area = 'Listings', name = `Tool ${slug}` } = {}) =>
  `"${name}",${slug},Of a test.,Elite,${area},T2,${price},Monthly,Any,API,box,A company`;
const csvOf = (...lines: string[]) => [heading, ...lines, ''].join('\r\n');

const check = (csv: string) => admin.post(address, { intent: 'check', csv });
const countOf = async (slugs: readonly string[]) =>
  (await rows('select from marketplace_tools where slug = any ($1)', [slugs])).length;

test('200 tools with three bad rows import nothing, and each error names its line; mended, all of them do', async () => {
  const slugs = Array.from({ length: 200 }, newSlug);
  const lines = slugs.map((slug) => rowOf(slug));
  const broken = [...lines];
  broken[4] = rowOf(slugs[4] ?? '', { price: 'cheap' });
  broken[50] = rowOf(slugs[50] ?? '', { area: 'Nowhere' });
  broken[199] = rowOf(slugs[0] ?? '');
  const refused = await check(csvOf(...broken));
  expect(refused.status).toBe(400);
  for (const [line, message] of [
    [6, 'Enter dollars, like 125 or 125.50.'],
    [52, 'Area'],
    [201, 'Line 2 is about this tool already.'],
  ] as const) {
    const row = new RegExp(`<tr><t[dh][^>]*>${line}</t[dh]>[\\s\\S]*?</tr>`).exec(refused.text)?.[0] ?? '';
    expect([line, row.includes(message)]).toEqual([line, true]);
  }
  expect(refused.text).toContain('3 rows with errors');
  expect(refused.text).not.toContain('name="shown"');
  // Also whoever asks for it all the same.
  const forced = await admin.post(address, { intent: 'import', csv: csvOf(...broken), shown: '0'.repeat(64) });
  expect([forced.status, await countOf(slugs)]).toEqual([400, 0]);

  const checked = await check(csvOf(...lines));
  expect([checked.status, checked.text.includes('Import 200 tools'), await countOf(slugs)]).toEqual([200, true, 0]);
  const form = { ...readPageForm(checked.text, 'shown'), intent: 'import' };
  expect(await readToast(admin, await admin.post(address, form))).toBe('200 tools imported: 200 new, 0 changed.');
  expect(
    await rows(
      `select count(*)::integer as count from marketplace_tools
       where slug = any ($1) and price = 5000 and category = 'ELITE' and area = 'LISTINGS' and status = 'DISABLED'`,
      [slugs],
    ),
  ).toEqual([{ count: 200 }]);
  // Sent again, as by a second click.
  expect(await readToast(admin, await admin.post(address, form))).toBe('All of this is in the catalog already.');
  expect(await countOf(slugs)).toBe(200);
}, 60_000);

test('what was downloaded changes nothing when it comes back, whatever stands in it', async () => {
  const { id } = await createTool(database.sql, { priceModel: 'USAGE_BASED', price: 1_250 });
  await rows(
    `update marketplace_tools set long_description = E'=1+1\\n- one; "two"\\n\\n@three', features = '{"-5 %","a,b"}', is_featured = true where id = $1`,
    [id],
  );
  const { name } = only(
    await database.sql.query<{ name: string }>('select name from marketplace_tools where id = $1', [id]),
  );
  const { text: csv, headers } = await admin.get(`/admin/tools.csv?q=${name}`);
  expect(headers.get('content-type')).toMatch(/^text\/csv/);
  const before = await everythingButSessions();
  const checked = await check(csv);
  expect([checked.status, checked.text.includes('name="shown"')]).toEqual([200, false]);
  expect(await everythingButSessions()).toEqual(before);
});

test('a file of a few columns changes those and leaves the others, and says so first', async () => {
  const { id, name } = await createTool(database.sql, { price: 10_000 });
  const before = only(await database.sql.query('select * from marketplace_tools where id = $1', [id]));
  const file = new File([`\uFEFFSlug;Price;Status\n${name};125.50;Beta\n`], 'tools.csv', { type: 'text/csv' });
  const checked = await admin.post(address, { intent: 'check', csv: '', file });
  expect(checked.status).toBe(200);
  expect(checked.text).toContain('$125.50');
  const form = { ...readPageForm(checked.text, 'shown'), intent: 'import' };
  expect((await admin.post(address, form)).status).toBe(302);
  const after = only(await database.sql.query('select * from marketplace_tools where id = $1', [id]));
  const changed = Object.keys(after).filter(
    (column) => JSON.stringify(after[column]) !== JSON.stringify(before[column]),
  );
  expect(changed.toSorted()).toEqual(['price', 'revision', 'status', 'updated_at']);
  expect([after.price, after.status]).toEqual([12_550, 'BETA']);
});

test('nothing else is imported than the page showed: a change meanwhile is shown first', async () => {
  const { id, name } = await createTool(database.sql, { price: 10_000 });
  const csv = `Slug,Price\r\n${name},90\r\n`;
  const form = { ...readPageForm((await check(csv)).text, 'shown'), intent: 'import' };
  await rows(`update marketplace_tools set description = 'Changed meanwhile.' where id = $1`, [id]);
  const refused = await admin.post(address, form);
  expect([refused.status, refused.text.includes('Something changed since this was checked')]).toEqual([409, true]);
  expect(await rows('select price from marketplace_tools where id = $1', [id])).toEqual([{ price: 10_000 }]);
  const again = { ...readPageForm(refused.text, 'shown'), intent: 'import' };
  expect((await admin.post(address, again)).status).toBe(302);
  expect(await rows('select price from marketplace_tools where id = $1', [id])).toEqual([{ price: 9_000 }]);
});

test('a slug that another tool had is refused, with its line', async () => {
  const { id, name } = await createTool(database.sql);
  await rows('update marketplace_tools set slug = $2 where id = $1', [id, newSlug()]);
  const { status, text } = await check(csvOf(rowOf(name)));
  expect([status, text.includes('Another tool had this slug')]).toEqual([400, true]);
});

test.each([
  ['nothing', '', 'Choose a file, or paste its rows.'],
  ['no headings', 'a,b\n1,2\n', 'has to name the columns'],
  ['only headings', heading, 'There are no rows below'],
  ['an open quote', `${heading}\n"Open,x\n`, 'never closes'],
  ['a column twice', 'Name,Slug,name\na,b,c\n', 'twice'],
  ['201 rows', `Name\n${'Tool\n'.repeat(201)}`, 'at most 200 tools'],
])('a file with %s is refused, and what was pasted stays', async (_, csv, message) => {
  const { status, text } = await check(csv);
  expect([status, text.includes(message)]).toEqual([400, true]);
});

test('a file that is no text is refused', async () => {
  const file = new File([new Uint8Array([0, 1, 2, 0, 255])], 'tools.xlsx');
  const { status, text } = await admin.post(address, { intent: 'check', csv: '', file });
  expect([status, text.includes('This is no file of text')]).toEqual([400, true]);
});

test('an auditor downloads and imports nothing; nobody else finds either', async () => {
  const [auditor, billing] = [await signInAs(['AUDITOR']), await signInAs(['BILLING'])];
  const csv = csvOf(rowOf(newSlug()));
  const statuses: number[] = [];
  for (const visitor of [auditor, billing]) {
    statuses.push(
      (await visitor.get('/admin/tools.csv')).status,
      (await visitor.get(address)).status,
      (await visitor.post(address, { intent: 'check', csv })).status,
    );
  }
  expect(statuses).toEqual([200, 404, 404, 404, 404, 404]);
});

test('two clicks at once import the tools once, and both say so', async () => {
  const slugs = [newSlug(), newSlug()];
  const checked = await check(csvOf(...slugs.map((slug) => rowOf(slug))));
  const form = { ...readPageForm(checked.text, 'shown'), intent: 'import' };
  const lock = `select pg_advisory_xact_lock(hashtextextended('catalog', 0))`;
  const answers = await releaseTogether(database.ownerUrl, { lock, waiting: 2 }, () =>
    Promise.all([admin.post(address, form), admin.post(address, form)]),
  );
  expect(answers.map(({ status }) => status)).toEqual([302, 302]);
  expect(await countOf(slugs)).toBe(2);
});

test('the page says which new tools are published, and what they cost', async () => {
  const { text } = await check(csvOf(rowOf(newSlug(), { price: '61.50' })));
  const words = text.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
  expect(words).toContain('New Status : Not available Price : $61.50');
});

test('a row that a comma cuts in two is refused; one that ends early changes only what it holds', async () => {
  const { id, name } = await createTool(database.sql, { price: 10_000 });
  const before = only(await database.sql.query('select * from marketplace_tools where id = $1', [id]));
  const cut = await check(`Slug,Price,Description\r\n${name},90,One thing, and another\r\n`);
  expect([cut.status, cut.text.includes('more cells than the first line has columns')]).toEqual([400, true]);
  const short = await check(`Slug,Price,Description,Demo address\r\n${name},90\r\n`);
  expect(short.status).toBe(200);
  expect((await admin.post(address, { ...readPageForm(short.text, 'shown'), intent: 'import' })).status).toBe(302);
  const after = only(await database.sql.query('select * from marketplace_tools where id = $1', [id]));
  expect(after).toMatchObject({ price: 9_000, description: before.description, demo_url: before.demo_url });
});

test('a file of the largest size is imported after it was checked, also when its letters take more room on the page', async () => {
  const tools = await createTools(database.sql, 8, { price: 10_000 });
  const lines = tools.map(({ name }) => `${name},90,"${'é\n'.repeat(29_000)}"`);
  const file = new File([Buffer.from(`Slug,Price,Remark\n${lines.join('\n')}\n`, 'latin1')], 'tools.csv');
  const checked = await admin.post(address, { intent: 'check', csv: '', file });
  expect(checked.status).toBe(200);
  // As a browser sends it: in parts, with no file.
  const form = { ...readPageForm(checked.text, 'shown'), intent: 'import', file: new File([], '') };
  expect(await readToast(admin, await admin.post(address, form))).toBe('8 tools imported: 0 new, 8 changed.');
});

test('a file that is far too large is told how large one may be, and one with NUL is no text', async () => {
  const large = await admin.post(address, {
    intent: 'check',
    csv: '',
    file: new File(['x'.repeat(3_000_000)], 'a.csv'),
  });
  expect([large.status, large.text.includes('more than 500 kB')]).toEqual([400, true]);
  const utf16 = Buffer.from('\uFEFFSlug,Price\na\0b,90\n', 'utf16le');
  const broken = await admin.post(address, { intent: 'check', csv: '', file: new File([utf16], 'a.csv') });
  expect([broken.status, broken.text.includes('This is no file of text')]).toEqual([400, true]);
});

test('rows without slug and name say that they lack them, and nothing of each other', async () => {
  const { status, text } = await check(`Name,Price\n,50\n,60\n`);
  expect([status, text.includes('Enter the name.'), text.includes('is about this tool already')]).toEqual([
    400,
    true,
    false,
  ]);
});
