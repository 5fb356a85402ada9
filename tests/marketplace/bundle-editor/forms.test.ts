import { expect, test } from 'vitest';
import { createBundle } from '../../factories/catalog.ts';
import {
  admin,
  database,
  everything,
  type Fields,
  find,
  idsOf,
  openNew,
  other,
  owner,
  readEditor,
  setUpTests,
  tools,
} from './forms-setup.ts';

setUpTests();

test('what is searched for, added, moved and removed travels in the form, and nothing is written', async () => {
  const [one, two, three] = tools.map(({ id }) => id);
  const before = await everything();
  let fields: Fields = { ...(await openNew()), discount: '20' };
  const press = async (intent: string, changed: Fields = {}) => {
    const answer = await admin.post('/admin/bundles/new', { ...fields, ...changed, intent });
    expect(answer.status).toBe(200);
    fields = readEditor(answer);
    return answer;
  };
  const searched = await press('search', { query: tools[0]?.name ?? '' });
  expect(searched.text).toContain(`value="add:${one}"`);
  await press(`add:${one}`);
  await press(`add:${two}`);
  await press(`add:${three}`);
  await press(`add:${three}`);
  expect(fields.tool).toEqual([one, two, three]);
  await press(`up:${three}`);
  await press(`down:${one}`);
  expect(fields.tool).toEqual([three, one, two]);
  await press(`remove:${one}`);
  expect(fields.tool).toEqual([three, two]);
  // 20 % off two tools of $100, changed by the discount although the amount was chosen to begin with.
  expect(fields).toMatchObject({ shownSum: '20000', amount: '160.00', discount: '20', priceBy: 'DISCOUNT' });
  await press('search', { amount: '150' });
  expect(fields).toMatchObject({ amount: '150', discount: '25.00', priceBy: 'AMOUNT' });
  expect(await everything()).toEqual(before);
});

test('a form sent twice makes one bundle, and both answers lead to it', async () => {
  const fields: Fields = {
    ...(await openNew()),
    tool: idsOf(tools),
    shownSum: '30000',
    discount: '10',
    intent: 'save',
  };
  const answers = await Promise.all([
    admin.post('/admin/bundles/new', fields),
    admin.post('/admin/bundles/new', fields),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([302, 302]);
  expect(answers[0]?.location).toBe(answers[1]?.location);
  expect(await find(String(fields.id))).toMatchObject({
    status: 'DRAFT',
    bundle_price: 27_000,
    tool_ids: idsOf(tools),
  });
});

test('of two admins who save the same page, one is told what the other changed, loses nothing and may save over it', async () => {
  const { id, name } = await createBundle(database.sql, tools);
  const path = `/admin/bundles/${id}`;
  const [mine, theirs] = [readEditor(await admin.get(path)), readEditor(await other.get(path))];
  const [one, two, three] = idsOf(tools);
  const saved = await other.post(path, {
    ...theirs,
    name: 'Their name',
    amount: '120',
    tool: [`${three}`, `${one}`],
    shownSum: '20000',
    intent: 'save',
  });
  expect(saved.status).toBe(302);
  const before = await everything();
  const typed = {
    ...mine,
    description: 'My <b>description</b>',
    longDescription: 'Long.',
    isPopular: 'on',
    intent: 'save',
  };
  const refused = await admin.post(path, typed);
  expect(refused.status).toBe(409);
  expect(await everything()).toEqual(before);
  const text = refused.text.replaceAll(/<[^>]+>/g, '');
  expect(text).toContain(`Name: ${name} → Their name`);
  expect(text).toContain('Price: $150.00 → $120.00');
  expect(text).toContain(`Tools removed: ${tools[1]?.name}`);
  expect(text).toContain('The tools stand in another order.');
  expect(text).not.toContain('Description:');
  const kept = readEditor(refused);
  expect(kept).toMatchObject({
    name,
    description: 'My <b>description</b>',
    longDescription: 'Long.',
    isPopular: 'on',
    tool: [one, two, three],
  });
  expect((await admin.post(path, { ...kept, intent: 'save' })).status).toBe(302);
  expect(await find(id)).toMatchObject({ name, bundle_price: 15_000, tool_ids: [one, two, three] });
});

test('two saves of one page at the same moment: exactly one is written', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { id } = await createBundle(database.sql, tools);
    const path = `/admin/bundles/${id}`;
    const [mine, theirs] = [readEditor(await admin.get(path)), readEditor(await other.get(path))];
    const answers = await Promise.all([
      admin.post(path, { ...mine, name: 'Mine', intent: 'save' }),
      other.post(path, { ...theirs, name: 'Theirs', intent: 'save' }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([302, 409]);
    expect((await find(id)).name).toBe(answers[0]?.status === 302 ? 'Mine' : 'Theirs');
  }
});

test('every field, made bad in every way, gets a message, and nothing is written', async () => {
  const { id } = await createBundle(database.sql, tools);
  const path = `/admin/bundles/${id}`;
  const good = { ...readEditor(await admin.get(path)), intent: 'save' };
  const free = new Set([
    'name',
    'description',
    'longDescription',
    'query',
    'tier',
    'id',
    'shownAmount',
    'shownDiscount',
    'discount',
  ]);
  const before = await everything();
  for (const field of Object.keys(good).filter((name) => !free.has(name))) {
    for (const value of ['', 'x'.repeat(6_000), 'a\0b', '"><script>alert(1)</script>', '-1', '[{"x":1}]']) {
      // Left empty, the address follows the name; a new bundle was opened as nothing.
      if (value === '' && ['slug', 'opened', 'tool'].includes(field)) continue;
      const answer = await admin.post(path, { ...good, [field]: value });
      expect(answer.status, `${field} ${value.slice(0, 30)}`).toBeGreaterThanOrEqual(400);
      expect(answer.status, `${field} ${value.slice(0, 30)}`).toBeLessThan(500);
      expect(answer.text, field).toContain('role="alert"');
      expect(answer.text, field).not.toContain('<script>alert');
    }
  }
  for (const field of ['name', 'description']) {
    expect((await admin.post(path, { ...good, [field]: ' ' })).status).toBe(400);
    expect((await admin.post(path, { ...good, [field]: 'a\0b' })).status).toBe(400);
  }
  expect((await admin.post(path, { ...good, query: 'a\0b', intent: 'search' })).status).toBe(400);
  expect((await admin.post(path, {})).status).toBe(400);
  expect((await admin.post(path, { ...good, longDescription: 'x'.repeat(101_000) })).status).toBe(413);
  expect(await everything()).toEqual(before);
});

test('a bundle without a discount is published only by somebody who says so', async () => {
  const { id } = await createBundle(database.sql, tools, { price: 30_000, status: 'DRAFT' });
  const path = `/admin/bundles/${id}`;
  const fields = { ...readEditor(await admin.get(path)), intent: 'publish' };
  expect(fields).toMatchObject({ shownSum: '30000', amount: '300.00' });
  expect(fields).not.toHaveProperty('sellsAtSum');
  const refused = await admin.post(path, fields);
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('Buyers would save nothing.');
  expect((await find(id)).status).toBe('DRAFT');
  // A draft may cost what it likes.
  expect((await admin.post(path, { ...fields, intent: 'save' })).status).toBe(302);

  const again = { ...readEditor(await admin.get(path)), intent: 'publish', sellsAtSum: 'on' };
  expect((await admin.post(path, again)).status).toBe(302);
  expect((await find(id)).status).toBe('ACTIVE');
  // It was said once: whoever changes something else is not asked again.
  const renamed = { ...readEditor(await admin.get(path)), description: 'Another one.', intent: 'save' };
  expect(renamed).toMatchObject({ sellsAtSum: 'on' });
  expect((await admin.post(path, renamed)).status).toBe(302);
  // Whoever takes it back is asked again, and their box is as they left it.
  const unsaid = Object.fromEntries(Object.entries(renamed).filter(([name]) => name !== 'sellsAtSum'));
  const asked = await admin.post(path, unsaid);
  expect(asked.status).toBe(400);
  expect(readEditor(asked)).not.toHaveProperty('sellsAtSum');
});

test('what is wrong with the icon is said beside the icons, and the summary leads there', async () => {
  const { id } = await createBundle(database.sql, tools);
  const path = `/admin/bundles/${id}`;
  const { status, text } = await admin.post(path, {
    ...readEditor(await admin.get(path)),
    icon: 'nothing',
    intent: 'save',
  });
  expect([status, text.includes('Choose an icon.')]).toEqual([400, true]);
  const [, target = ''] = /href="#(icon[^"]*)"/.exec(text) ?? [];
  expect(text).toContain(`id="${target}"`);
});

test('a bundle on sale does not lose its discount without a word', async () => {
  const { id } = await createBundle(database.sql, tools, { price: 15_000 });
  const path = `/admin/bundles/${id}`;
  const fields = { ...readEditor(await admin.get(path)), amount: '300', intent: 'save' };
  expect((await admin.post(path, fields)).status).toBe(400);
  expect((await find(id)).bundle_price).toBe(15_000);
  expect((await admin.post(path, { ...fields, amount: '299' })).status).toBe(302);
});

test('script in every text is shown as text, in the editor and on the page', async () => {
  const markup = '</script><img src=x onerror=alert(1)>';
  const { id } = await createBundle(database.sql, tools);
  const path = `/admin/bundles/${id}`;
  const fields = { ...readEditor(await admin.get(path)), name: markup, description: markup, longDescription: markup };
  const shown = await admin.post(path, { ...fields, query: markup, intent: 'search' });
  expect((await admin.post(path, { ...fields, intent: 'save' })).status).toBe(302);
  const { slug } = await find(id);
  for (const { text } of [
    shown,
    await admin.get(path),
    await admin.get(`${path}/preview`),
    await owner.get(`/bundles/${slug}`),
  ]) {
    expect(text).not.toContain('<img src=x');
  }
});
