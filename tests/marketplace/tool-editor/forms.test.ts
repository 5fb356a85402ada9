import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBundle, createTool } from '../../factories/catalog.ts';
import { checksums } from '../../factories/checksums.ts';
import { createOrganization, createPlatformAdmin, type TestOrganization } from '../../factories/organizations.ts';
import { readPageForm } from '../../factories/page-forms.ts';
import { concurrently } from '../../factories/request-databases.ts';
import { only, present } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { createSignedInVisitor, createVisitor, type Visitor } from '../../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../../setup/worker.ts';

let database: TestDatabase;
let worker: TestWorker;
let organization: TestOrganization;
let admin: Visitor;
let guest: Visitor;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
  organization = await createOrganization(database.sql);
  admin = await signIn((await createPlatformAdmin(database.sql)).id, null);
  guest = createVisitor(worker.url);
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const signIn = (personId: string, organizationId: string | null) =>
  createSignedInVisitor(worker.url, { sql: database.sql, personId, organizationId });

const newSlug = () => `tool-${randomBytes(6).toString('hex')}`;

/** A tool without what nobody sees of its editing: every other column, also one that is new. */
async function readTool(id: string) {
  const { tool } = only(
    await database.sql.query<{ tool: Record<string, unknown> }>(
      `select to_jsonb(tool) - array['id', 'currency', 'is_active', 'is_sold', 'purchase_count', 'rating', 'review_count', 'search',
         'created_at', 'updated_at'] as tool
       from marketplace_tools tool where id = $1`,
      [id],
    ),
  );
  return tool;
}

/** The form of a tool as its page shows it. */
async function openForm(id: string): Promise<Record<string, string>> {
  const { status, text } = await admin.get(`/admin/tools/${id}`);
  expect(status).toBe(200);
  return readPageForm(text, 'slug');
}

const save = (id: string, form: Record<string, string>, intent = 'save') =>
  admin.post(`/admin/tools/${id}`, { ...form, intent });

const everythingButSessions = () => checksums(database.sql, (table) => (table === 'sessions' ? undefined : 'true'));

const complete = {
  name: 'Listing Planner',
  description: 'Plans the weeks of a listing.',
  longDescription: 'First paragraph.\r\n\r\nSecond <b>paragraph</b>.',
  category: 'ELITE',
  area: 'LISTINGS',
  tier: 'T2',
  price: '$1,250.50',
  priceModel: 'ANNUAL',
  requiredTier: 'GROWTH',
  integrationType: 'API',
  features: 'A calendar\r\nA checklist',
  capabilities: 'Plan a listing',
  integrations: 'MLS feed\r\n\r\nGoogle Calendar',
  tags: 'Planning\r\nmls',
  icon: 'calendar-check',
  provider: 'Planner Company',
  documentationUrl: 'https://example.com/docs',
  demoUrl: 'https://example.com/demo',
  supportUrl: 'https://example.com/support',
  version: '1.2.3',
  seatsIncluded: '5',
  isFeatured: 'on',
  publishAs: 'BETA',
};

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
  ...['supportUrl', 'version', 'seatsIncluded', 'isFeatured'],
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

test('saving what the form shows changes no tool of the catalog', async () => {
  const content = async () =>
    (
      await database.sql.query(
        `select to_jsonb(t) - 'search' as tool from marketplace_tools t where name !~ '^(tool-|"|Typed)' order by id`,
      )
    ).rows;
  const before = await content();
  expect(before.length).toBeGreaterThan(50);
  await concurrently(before.length, 8, async (index) => {
    const { tool } = present(before[index]);
    const answer = await save(tool.id, await openForm(tool.id));
    expect([tool.slug, answer.status, answer.location]).toEqual([tool.slug, 302, `/admin/tools/${tool.id}`]);
  });
  expect(await content()).toEqual(before);
}, 120_000);

describe('two admins at one tool', () => {
  test('the second is told what changed, keeps what was typed, and can save over it', async () => {
    const { id, name } = await createTool(database.sql);
    const first = await openForm(id);
    const second = await openForm(id);
    expect((await save(id, { ...first, price: '125', tags: 'new', publishAs: 'BETA' })).status).toBe(302);
    const between = await readTool(id);

    const answer = await save(id, { ...second, description: 'Mine.', price: '150' });
    expect(answer.status).toBe(409);
    expect(await readTool(id)).toEqual(between);
    const changed = answer.text.slice(answer.text.indexOf('Changed meanwhile'), answer.text.indexOf('Discard'));
    const rows = [...changed.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
      [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => cell),
    );
    expect(rows).toEqual([
      ['Field', 'Before', 'Now', 'In your form'],
      ['Tags', 'Nothing', 'new', 'Nothing'],
      ['Price', 'That of its tier', '$125.00', '$150'],
      ['Status', 'Available', 'Beta', 'Available'],
    ]);
    const again = readPageForm(answer.text, 'slug');
    expect(again).toMatchObject({ name, description: 'Mine.', price: '150', tags: '', publishAs: 'ACTIVE' });

    expect((await save(id, again)).status).toBe(302);
    expect(await readTool(id)).toMatchObject({
      description: 'Mine.',
      price: 15_000,
      tags: [],
      status: 'ACTIVE',
      revision: 3,
    });
  });

  test('a change that came after the one that was shown is told too', async () => {
    const { id } = await createTool(database.sql);
    const mine = { ...(await openForm(id)), provider: 'Mine' };
    await save(id, { ...(await openForm(id)), version: '1' });
    const told = readPageForm((await save(id, mine)).text, 'slug');
    await save(id, { ...(await openForm(id)), version: '2' });
    const answer = await save(id, told);
    expect(answer.status).toBe(409);
    expect(answer.text).toMatch(/Version<\/th><td[^>]*>1<\/td><td[^>]*>2<\/td>/);
    expect(await readTool(id)).toMatchObject({ provider: 'Lotline', version: '2' });
  });

  test('of two saves at once from the same form, one is written', async () => {
    const { id } = await createTool(database.sql);
    const form = await openForm(id);
    const answers = await Promise.all(['One', 'Two'].map((provider) => save(id, { ...form, provider })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([302, 409]);
    const winner = answers[0]?.status === 302 ? 'One' : 'Two';
    expect(await readTool(id)).toMatchObject({ provider: winner, revision: 2 });
  });

  test.each(['save', 'publish', 'deprecate', 'disable'])(
    'sent twice as it is, a form is saved once (%s)',
    async (intent) => {
      const { id } = await createTool(database.sql);
      const form = { ...(await openForm(id)), provider: 'Mine' };
      await save(id, form, intent);
      const saved = await readTool(id);
      expect(saved).toMatchObject({ provider: 'Mine', revision: 2 });
      expect((await save(id, form, intent)).location).toBe(`/admin/tools/${id}`);
      expect(await readTool(id)).toEqual(saved);
      // The same content, but not what it says of the tool's standing, or the other way round.
      expect((await save(id, { ...form, provider: 'Theirs' }, intent)).status).toBe(409);
      expect((await save(id, form, intent === 'disable' ? 'deprecate' : 'disable')).status).toBe(409);
    },
  );

  test('what was disabled meanwhile stays disabled when it is saved over', async () => {
    const { id } = await createTool(database.sql);
    const form = await openForm(id);
    await save(id, await openForm(id), 'disable');
    const answer = await save(id, { ...form, provider: 'Mine' });
    expect(answer.text).toMatch(/Status<\/th><td[^>]*>Available<\/td><td[^>]*>Not available<\/td>/);
    await save(id, readPageForm(answer.text, 'slug'));
    expect(await readTool(id)).toMatchObject({ provider: 'Mine', status: 'DISABLED' });
  });
});

describe('standing', () => {
  test.each([
    ['DISABLED', 'save', 'DISABLED'],
    ['DEPRECATED', 'save', 'DEPRECATED'],
    ['ACTIVE', 'save', 'COMING_SOON'],
    ['DISABLED', 'publish', 'COMING_SOON'],
    ['DEPRECATED', 'publish', 'COMING_SOON'],
    ['BETA', 'deprecate', 'DEPRECATED'],
    ['ACTIVE', 'disable', 'DISABLED'],
  ] as const)('%s: %s, with “Coming soon” chosen, makes it %s', async (status, intent, after) => {
    const { id } = await createTool(database.sql, { status });
    const form = { ...(await openForm(id)), publishAs: 'COMING_SOON', provider: 'Typed' };
    expect((await save(id, form, intent)).status).toBe(302);
    expect(await readTool(id)).toMatchObject({ status: after, provider: 'Typed' });
  });

  test('what an admin saves reaches carts and bundles at once', async () => {
    const { id, name } = await createTool(database.sql, { price: 10_000 });
    const bundle = await createBundle(database.sql, [{ id }, await createTool(database.sql, { price: 20_000 })], {
      price: 20_000,
    });
    const owner = await signIn(organization.owner.id, organization.id);
    const inCart = createVisitor(worker.url);
    for (const visitor of [owner, inCart]) await visitor.post('/cart', { intent: 'add', kind: 'TOOL', id });
    expect((await guest.get(`/bundles/${bundle.name}`)).text).toContain('$300.00');

    await save(id, { ...(await openForm(id)), price: '125' });
    for (const visitor of [owner, inCart]) {
      expect((await visitor.get('/cart')).text).toContain('The price changed from $100.00 to $125.00');
    }
    const page = (await guest.get(`/bundles/${bundle.name}`)).text;
    expect(page).toContain('$325.00');
    expect(page).not.toContain('$300.00');
    expect((await guest.get(`/tools/${name}`)).text).toContain('$125.00');

    await save(id, await openForm(id), 'deprecate');
    for (const visitor of [owner, inCart]) {
      expect((await visitor.get('/cart')).text).toContain('No longer sold. Remove it to check out.');
    }
    expect((await owner.post('/cart', { intent: 'add', kind: 'TOOL', id })).status).toBe(409);
    await owner.post('/cart', { intent: 'remove', kind: 'TOOL', id });
  });
});

describe('former addresses', () => {
  /** Follows a public address once and counts what it cost. */
  async function follow(path: string) {
    const { status, location, headers } = await guest.get(path);
    const requests = database.endpoint.requestsFor(headers.get('x-request-id') ?? '').length;
    return { status, location, requests, cached: headers.get('cache-control') };
  }
  const moved = (location: string) => ({ status: 301, location, requests: 1, cached: 'private, no-store' });

  test('of a tool lead to the one it has now, in one database request', async () => {
    const { id, name } = await createTool(database.sql);
    const [second, third] = [newSlug(), newSlug()];
    await save(id, { ...(await openForm(id)), slug: second });
    expect(await follow(`/tools/${name}`)).toEqual(moved(`/tools/${second}`));
    await save(id, { ...(await openForm(id)), slug: third });
    expect(await follow(`/tools/${name}?from=mail`)).toEqual(moved(`/tools/${third}?from=mail`));
    expect(await follow(`/tools/${second}`)).toEqual(moved(`/tools/${third}`));
    expect(await follow(`/tools/${third}`)).toMatchObject({ status: 200, requests: 1 });
    const { text: sitemap } = await guest.get('/sitemap.xml');
    expect([name, second, third].filter((slug) => sitemap.includes(`/tools/${slug}</loc>`))).toEqual([third]);
    await save(id, await openForm(id), 'disable');
    expect(await follow(`/tools/${name}`)).toMatchObject({ status: 404, requests: 1 });
  });

  test('of a bundle lead to the one it has now, in one database request', async () => {
    const { id, name } = await createBundle(database.sql, [await createTool(database.sql)]);
    const slug = newSlug();
    await database.sql.query('update tool_bundles set slug = $2 where id = $1', [id, slug]);
    expect(await follow(`/bundles/${name}`)).toEqual(moved(`/bundles/${slug}`));
    const { text: sitemap } = await guest.get('/sitemap.xml');
    expect([name, slug].filter((one) => sitemap.includes(`/bundles/${one}</loc>`))).toEqual([slug]);
    await database.sql.query(`update tool_bundles set status = 'DRAFT' where id = $1`, [id]);
    expect(await follow(`/bundles/${name}`)).toMatchObject({ status: 404, requests: 1 });
  });
});

describe('the list', () => {
  const names = (text: string) =>
    [...text.matchAll(/<a href="\/admin\/tools\/[\w-]{36}"[^>]*>([^<]*)</g)].map(([, name]) => name);
  const list = async (search: string) => names((await admin.get(`/admin/tools${search}`)).text);

  test('finds by part of the name, the slug or a tag, whatever the case', async () => {
    expect(await list('?q=cma+GEN')).toEqual(['CMA Generator']);
    expect(await list('?q=cma-gen')).toEqual(['CMA Generator']);
    expect(await list('?q=comparables')).toContain('CMA Generator');
    for (const wildcard of ['%25', '_____', '%5C']) expect(await list(`?q=${wildcard}`)).toEqual([]);
  });

  test('narrows by every filter, and sorts', async () => {
    const asHtml = (name: string) =>
      name.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    const oracle = async (condition: string, order: string, offset = 0) =>
      (
        await database.sql.query<{ name: string }>(
          `select name from marketplace_tools where ${condition} order by ${order} name, id limit 25 offset ${offset}`,
        )
      ).rows.map(({ name }) => asHtml(name));
    expect(await list('?status=BETA&sort=changed')).toEqual(await oracle(`status = 'BETA'`, 'updated_at desc,'));
    expect(await list('?category=ELITE&sort=price-desc')).toEqual(await oracle(`category = 'ELITE'`, 'price desc,'));
    expect(await list('?tier=T3&area=CRM&sort=price-asc')).toEqual(
      await oracle(`tier = 'T3' and area = 'CRM'`, 'price,'),
    );
    expect(await list('?sort=owners')).toEqual(await oracle('true', 'purchase_count desc,'));
    expect(await list('?page=2&status=nonsense')).toEqual(await oracle('true', '', 25));
  });

  test('says what to do where there is nothing', async () => {
    expect((await admin.get('/admin/tools?q=zzzzzz')).text).toContain('No tool matches all of this');
    expect((await admin.get('/admin/tools?page=99')).text).toContain('There is no page 99');
  });
});

test('the administration of tools is not there for anybody else, and writes nothing for them', async () => {
  const tool = await createTool(database.sql, { status: 'DISABLED' });
  const form = { ...(await openForm(tool.id)), name: 'Taken over', intent: 'publish' };
  const created = { ...complete, slug: newSlug(), id: randomUUID(), intent: 'publish' };
  const visitors: Visitor[] = [];
  for (const role of ['owner', 'admin', 'member', 'viewer'] as const) {
    visitors.push(await signIn(organization[role].id, organization.id));
  }
  const before = await everythingButSessions();
  for (const visitor of visitors) {
    for (const path of ['', '/new', `/${tool.id}`, `/${tool.id}/preview`]) {
      const answer = await visitor.get(`/admin/tools${path}`);
      expect(answer.status).toBe(404);
      expect(answer.text).not.toContain(tool.name);
    }
    expect((await visitor.post(`/admin/tools/${tool.id}`, form)).status).toBe(404);
    expect((await visitor.post('/admin/tools/new', created)).status).toBe(404);
    expect((await visitor.get('/tools')).text).not.toContain('href="/admin/tools"');
  }
  expect((await guest.get(`/admin/tools/${tool.id}`)).location).toMatch(/^\/login\?/);
  expect((await guest.post(`/admin/tools/${tool.id}`, form)).location).toMatch(/^\/login\?/);
  expect((await guest.post('/admin/tools/new', created)).location).toMatch(/^\/login\?/);
  expect(await everythingButSessions()).toEqual(before);
});

test('what is no tool is not found', async () => {
  const form = await openForm((await createTool(database.sql)).id);
  for (const id of [randomUUID(), 'nonsense', '1']) {
    expect((await admin.get(`/admin/tools/${id}`)).status).toBe(404);
    expect((await admin.get(`/admin/tools/${id}/preview`)).status).toBe(404);
    expect((await save(id, form)).status).toBe(404);
  }
});

test('a platform admin without an organization finds the administration, and no button that cannot work', async () => {
  expect((await admin.get('/admin')).location).toBe('/admin/tools');
  const { name } = await createTool(database.sql);
  const bundle = await createBundle(database.sql, [await createTool(database.sql)]);
  for (const path of ['/', '/tools', `/tools/${name}`, '/bundles', `/bundles/${bundle.name}`]) {
    const { status, text } = await admin.get(path);
    expect(status).toBe(200);
    expect(text).toContain('href="/admin/tools"');
    expect(text).not.toContain('action="/cart"');
    expect(text).not.toContain('id="cart-count"');
    expect(text).not.toContain('Ask an owner or admin of your organization');
  }
});
