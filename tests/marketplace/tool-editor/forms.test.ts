import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createTool } from '../../factories/catalog.ts';
import { readPageForm } from '../../factories/page-forms.ts';
import { concurrently } from '../../factories/request-databases.ts';
import { present } from '../../factories/rows.ts';
import {
  admin,
  complete,
  database,
  everythingButSessions,
  guest,
  newSlug,
  openForm,
  readTool,
  save,
  setUpTests,
} from './forms-setup.ts';

setUpTests();

describe('creating', () => {
  test('writes every field, and nobody sees the tool before it is published', async () => {
    const slug = newSlug();
    const { id = '' } = readPageForm((await admin.get('/admin/tools/new')).text, 'slug');
    const answer = await admin.post('/admin/tools/new', { ...complete, slug, id, intent: 'save' });
    expect(answer.location).toBe(`/admin/tools/${id}`);
    expect(await readTool(id)).toEqual({
      slug,
      name: 'Listing Planner',
      description: 'Plans the weeks of a listing.',
      long_description: 'First paragraph.\n\nSecond <b>paragraph</b>.',
      category: 'ELITE',
      area: 'LISTINGS',
      tier: 'T2',
      price: 125_050,
      price_model: 'ANNUAL',
      required_tier: 'GROWTH',
      integration_type: 'API',
      status: 'DISABLED',
      is_featured: true,
      features: ['A calendar', 'A checklist'],
      capabilities: ['Plan a listing'],
      integrations: ['MLS feed', 'Google Calendar'],
      tags: ['planning', 'mls'],
      icon: 'calendar-check',
      provider: 'Planner Company',
      documentation_url: 'https://example.com/docs',
      demo_url: 'https://example.com/demo',
      support_url: 'https://example.com/support',
      version: '1.2.3',
      seats_included: 5,
      usage_unit: null,
      units_included: null,
      unit_price: null,
      revision: 1,
    });
    expect((await guest.get(`/tools/${slug}`)).status).toBe(404);
    expect((await guest.get('/sitemap.xml')).text).not.toContain(slug);
    const preview = await admin.get(`/admin/tools/${id}/preview`);
    expect(preview.status).toBe(200);
    expect(preview.text).toContain('$1,250.50');
    expect(preview.text).toContain('Second &lt;b&gt;paragraph&lt;/b&gt;.');
    expect(preview.text).toMatch(/<fieldset disabled=""[^>]*>.*Add to cart.*<\/fieldset>/s);

    expect((await save(id, await openForm(id), 'publish')).location).toBe(`/admin/tools/${id}`);
    // "Published as" starts anew for a tool that is not published.
    expect(await readTool(id)).toMatchObject({ status: 'ACTIVE', revision: 2 });
    expect((await guest.get(`/tools/${slug}`)).text).toContain('$1,250.50');
    expect((await guest.get('/sitemap.xml')).text).toContain(`/tools/${slug}</loc>`);
  });

  test('makes the slug from the name, and the price from the tier', async () => {
    const word = randomBytes(6).toString('hex');
    const id = randomUUID();
    const form = { ...complete, name: `Café planner ${word}`, price: '', id, intent: 'publish' };
    expect((await admin.post('/admin/tools/new', form)).location).toBe(`/admin/tools/${id}`);
    expect(await readTool(id)).toMatchObject({ slug: `cafe-planner-${word}`, price: 20_000, status: 'BETA' });
  });

  test('sent twice makes one tool', async () => {
    const form = { ...complete, slug: newSlug(), id: randomUUID(), intent: 'save' };
    const answers = await Promise.all([admin.post('/admin/tools/new', form), admin.post('/admin/tools/new', form)]);
    expect(answers.map(({ location }) => location)).toEqual([`/admin/tools/${form.id}`, `/admin/tools/${form.id}`]);
    const { rows } = await database.sql.query('select id from marketplace_tools where slug = $1', [form.slug]);
    expect(rows).toEqual([{ id: form.id }]);
  });

  test('a free tool costs nothing', async () => {
    const form = { ...complete, slug: newSlug(), id: randomUUID(), priceModel: 'FREE', price: '', intent: 'save' };
    await admin.post('/admin/tools/new', form);
    expect(await readTool(form.id)).toMatchObject({ price: 0, price_model: 'FREE' });
  });
});

test('a tool paid by usage says what it counts, includes and costs, and is refused without, by the field', async () => {
  const form = {
    ...complete,
    slug: newSlug(),
    id: randomUUID(),
    priceModel: 'USAGE_BASED',
    price: '100',
    intent: 'publish',
  };
  const refused = await admin.post('/admin/tools/new', { ...form, unitPrice: '0', unitsIncluded: '-1' });
  expect(refused.status).toBe(400);
  for (const message of ['Enter what is counted, like report.', 'Enter a number like 200.', 'Enter at least $0.01.'])
    expect(refused.text).toContain(message);
  const terms = { usageUnit: 'report', unitsIncluded: '200', unitPrice: '0.25' };
  await admin.post('/admin/tools/new', { ...form, ...terms });
  expect(await readTool(form.id)).toMatchObject({ usage_unit: 'report', units_included: 200, unit_price: 25 });
  expect((await guest.get(`/tools/${form.slug}`)).text).toMatch(
    /\$100\.00.* a month,.*200 reports included, then \$0\.25 a report/s,
  );
  const other = await save(form.id, { ...(await openForm(form.id)), priceModel: 'MONTHLY' });
  expect(other.text).toContain('Only a tool paid by usage has this.');
});

const badValues: [string, string | File | string[] | undefined][] = [
  ['missing', undefined],
  ['empty', ''],
  ['repeated', ['one', 'two']],
  ['a file', new File(['x'], 'x.png', { type: 'image/png' })],
  ['too long', 'x'.repeat(40_000)],
  ['with a NUL', 'a\0b'],
  ['JSON of the wrong shape', '[{"name":1}]'],
];
const mayBeEmpty = new Set([
  ...['longDescription', 'price', 'features', 'capabilities', 'integrations', 'tags', 'documentationUrl', 'demoUrl'],
  ...['supportUrl', 'version', 'seatsIncluded', 'isFeatured', 'usageUnit', 'unitsIncluded', 'unitPrice'],
]);
const mayBeJson = new Set([
  ...['name', 'description', 'longDescription', 'features', 'capabilities', 'integrations', 'provider', 'version'],
]);

describe('bad input', () => {
  test('every field of both forms, made bad in every way, gets a message and writes nothing', async () => {
    const tool = await createTool(database.sql);
    const edited: Record<string, string> = { ...complete, ...(await openForm(tool.id)), intent: 'save' };
    const created: Record<string, string> = { ...complete, slug: newSlug(), id: randomUUID(), intent: 'save' };
    const before = await everythingButSessions();
    const attempts = [
      ...Object.keys(edited).map((field) => ({ path: `/admin/tools/${tool.id}`, good: edited, field })),
      // Fields that only the form of a new tool has.
      ...['id', 'intent', 'slug'].map((field) => ({ path: '/admin/tools/new', good: created, field })),
    ].flatMap((attempt) => badValues.map(([name, value]) => ({ ...attempt, name, value })));
    await concurrently(attempts.length, 8, async (index) => {
      const { path, good, field, name, value } = present(attempts[index]);
      if (['missing', 'empty'].includes(name) && mayBeEmpty.has(field)) return;
      if (['missing', 'empty'].includes(name) && field === 'slug' && good === created) return;
      if (name === 'JSON of the wrong shape' && mayBeJson.has(field)) return;
      const sent: Record<string, string | File | string[]> = { ...good };
      if (value === undefined) delete sent[field];
      else sent[field] = value;
      const answer = await admin.post(path, sent);
      const what = `${path} ${field} ${name}`;
      expect([what, answer.status >= 400 && answer.status < 500]).toEqual([what, true]);
      expect(answer.text, what).toContain('role="alert"');
      if (field !== 'provider') expect(readPageForm(answer.text, 'slug').provider, what).toBe(good.provider);
    });
    expect(await everythingButSessions()).toEqual(before);
  }, 120_000);

  test('a message stands beside its field, and everything typed is still there', async () => {
    const tool = await createTool(database.sql);
    const form = {
      ...(await openForm(tool.id)),
      ...complete,
      slug: 'Not A Slug',
      demoUrl: 'http://example.com',
      isFeatured: '',
    };
    const answer = await save(tool.id, form);
    expect(answer.status).toBe(400);
    expect(answer.text).toMatch(/id="slug-error"[^>]*>.*Use lower-case letters/s);
    expect(answer.text).toMatch(/id="demoUrl-error"[^>]*>.*https:/s);
    const { isFeatured: _, ...typed } = complete;
    const shown = readPageForm(answer.text, 'slug');
    expect(shown).toMatchObject({ ...typed, slug: 'Not A Slug', demoUrl: 'http://example.com', revision: '1' });
    expect(shown).not.toHaveProperty('isFeatured');
  });

  test.each([
    ['a price for a free tool', { priceModel: 'FREE', price: '10' }, 'A free tool costs nothing.'],
    ['no price for another', { priceModel: 'MONTHLY', price: '0' }, 'Only a free tool costs nothing.'],
  ])('%s is explained', async (_, changes, message) => {
    const tool = await createTool(database.sql);
    const answer = await save(tool.id, { ...(await openForm(tool.id)), ...changes });
    expect(answer.status).toBe(400);
    expect(answer.text).toMatch(new RegExp(`id="price-error"[^>]*>.*${message}`, 's'));
    expect(await readTool(tool.id)).toMatchObject({ price: 10_000, revision: 1 });
  });

  test('a slug that is taken, or was another tool’s, is refused beside the field', async () => {
    const [first, second] = [await createTool(database.sql), await createTool(database.sql)];
    const moved = newSlug();
    expect((await save(second.id, { ...(await openForm(second.id)), slug: moved })).status).toBe(302);
    const form = await openForm(first.id);
    for (const [slug, message] of [
      [moved, 'Another tool has this slug.'],
      [second.name, 'Another tool had this slug'],
    ] as const) {
      for (const answer of [
        await save(first.id, { ...form, slug, name: 'Typed' }),
        await admin.post('/admin/tools/new', { ...complete, slug, name: 'Typed', id: randomUUID(), intent: 'publish' }),
      ]) {
        expect(answer.status).toBe(409);
        expect(answer.text).toMatch(new RegExp(`id="slug-error"[^>]*>.*${message}`, 's'));
        expect(readPageForm(answer.text, 'slug')).toMatchObject({ slug, name: 'Typed' });
      }
    }
    expect(await readTool(first.id)).toMatchObject({ slug: first.name, revision: 1 });
    // Its own former slug it may have back.
    expect((await save(second.id, { ...(await openForm(second.id)), slug: second.name })).status).toBe(302);
  });

  test('script in every text is shown as text', async () => {
    const tool = await createTool(database.sql);
    const markup = '"><img src=x onerror=alert(1)>';
    const texts = ['name', 'description', 'longDescription', 'features', 'capabilities', 'integrations', 'provider'];
    const form = { ...(await openForm(tool.id)), ...Object.fromEntries(texts.map((name) => [name, markup])) };
    expect((await save(tool.id, { ...form, version: markup })).status).toBe(302);
    for (const path of [`/admin/tools/${tool.id}`, `/admin/tools/${tool.id}/preview`, `/tools/${tool.name}`]) {
      expect((await admin.get(path)).text).not.toContain('<img src=x');
    }
    expect(readPageForm((await admin.get(`/admin/tools/${tool.id}`)).text, 'slug').name).toBe(markup);
  });
});
