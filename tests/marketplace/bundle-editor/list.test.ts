import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createBundle } from '../../factories/catalog.ts';
import { type Answer, createVisitor } from '../../setup/visitor.ts';
import {
  admin,
  database,
  everything,
  find,
  idsOf,
  organization,
  owner,
  readEditor,
  setUpTests,
  tools,
  worker,
} from './forms-setup.ts';

setUpTests();

test('the administration of bundles is not there for anybody else, and leads guests to sign in', async () => {
  const { id } = await createBundle(database.sql, tools);
  const form = { ...readEditor(await admin.get(`/admin/bundles/${id}`)), intent: 'archive' };
  const before = await everything();
  const guest = createVisitor(worker.url);
  for (const path of [
    '/admin/bundles',
    '/admin/bundles/new',
    `/admin/bundles/${id}`,
    `/admin/bundles/${id}/preview`,
    '/admin/bundles/tools',
  ]) {
    expect((await owner.get(path)).status, path).toBe(404);
    expect((await guest.get(path)).location, path).toMatch(/^\/login\?/);
  }
  for (const path of [`/admin/bundles/${id}`, '/admin/bundles/new', `/admin/bundles/${id}/preview`]) {
    expect((await owner.post(path, form)).status, path).toBe(404);
    expect((await guest.post(path, form)).location, path).toMatch(/^\/login\?/);
  }
  expect(await everything()).toEqual(before);
  for (const path of [`/admin/bundles/${randomUUID()}`, '/admin/bundles/x', `/admin/bundles/${randomUUID()}/preview`]) {
    expect((await admin.get(path)).status, path).toBe(404);
  }
});

test('a change of price, contents and status reaches buyers at once', async () => {
  const { id } = await createBundle(database.sql, tools);
  const { slug } = await find(id);
  const path = `/admin/bundles/${id}`;
  const guest = createVisitor(worker.url);
  for (const buyer of [owner, guest]) await buyer.post('/cart', { intent: 'add', kind: 'BUNDLE', id });

  const priced = { ...readEditor(await admin.get(path)), amount: '140', intent: 'save' };
  expect((await admin.post(path, priced)).status).toBe(302);
  for (const buyer of [owner, guest]) {
    expect((await buyer.get(`/bundles/${slug}`)).text).toContain('$140.00');
    expect((await buyer.get('/cart')).text).toContain('The price changed from $150.00 to $140.00');
  }

  const smaller = {
    ...readEditor(await admin.get(path)),
    tool: idsOf(tools).slice(1),
    shownSum: '20000',
    intent: 'save',
  };
  expect((await admin.post(path, smaller)).status).toBe(302);
  for (const buyer of [owner, guest]) {
    const { text } = await buyer.get(`/bundles/${slug}`);
    expect(text).not.toContain(tools[0]?.name);
    expect(text).toContain('$200.00');
  }

  expect((await admin.post(path, { ...readEditor(await admin.get(path)), intent: 'archive' })).status).toBe(302);
  for (const buyer of [owner, guest]) {
    expect((await buyer.get('/bundles')).text).not.toContain(slug);
    expect((await buyer.get(`/bundles/${slug}`)).text).toContain('No longer sold');
    expect((await buyer.get('/cart')).text).toMatch(/not sold|no longer sold/i);
  }
});

test.each(['FREE', 'STARTER', 'ELITE'] as const)(
  'the preview for %s is what an organization on that tier sees',
  async (tier) => {
    await database.sql.query(`update marketplace_tools set required_tier = 'STARTER' where id = $1`, [tools[0]?.id]);
    const { id } = await createBundle(database.sql, tools, { requiredTier: 'GROWTH' });
    await database.sql.query('update organizations set subscription_tier = $2 where id = $1', [organization.id, tier]);
    const { slug } = await find(id);
    const words = ({ text }: Answer) =>
      (/<div class="item-page">[\s\S]*?<\/table>/.exec(text)?.[0] ?? '')
        .replaceAll(/<[^>]+>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .replace(organization.name, 'The buyer’s organization');
    const seen = words(await owner.get(`/bundles/${slug}`));
    expect(seen).toContain(tools[0]?.name);
    expect(/Needs the Growth plan(?! or)/.test(seen)).toBe(tier !== 'ELITE');
    expect(words(await admin.get(`/admin/bundles/${id}/preview?tier=${tier}`))).toBe(seen);
    const form = readEditor(await admin.get(`/admin/bundles/${id}`));
    expect(words(await admin.post(`/admin/bundles/${id}/preview`, { ...form, tier }))).toBe(seen);
  },
);

test('the list finds bundles by name, address and status, with what each holds and who owns it', async () => {
  const { id, name } = await createBundle(database.sql, tools, { status: 'DRAFT' });
  await database.sql.query('update tool_bundles set purchase_count = 3, name = $2 where id = $1', [id, `100% ${name}`]);
  const list = async (query: string) => (await admin.get(`/admin/bundles?${query}`)).text;
  expect(await list(`q=${name.slice(3, 14)}`)).toContain(`/admin/bundles/${id}`);
  const row = new RegExp(`<tr>(?:(?!</tr>)[\\s\\S])*${id}[\\s\\S]*?</tr>`).exec(await list('status=DRAFT'))?.[0] ?? '';
  const cells = [...row.matchAll(/<td[^>]*>([\s\S]*?)<\/td>/g)].map(([, cell = '']) => cell.replaceAll(/<[^>]+>/g, ''));
  expect(cells.slice(1, 7)).toEqual(['Draft', '3', '$300.00', '$150.00', '50 %', '3 organizations']);
  expect(await list('status=ACTIVE')).not.toContain(id);
  // Nothing in a search is a pattern.
  expect(await list('q=100%25')).toContain(id);
  expect(await list('q=1%250%25')).not.toContain(id);
  for (const bad of ['q=%01', 'status=x', 'page=x', 'page=-1', `q=${'x'.repeat(500)}`]) {
    expect((await admin.get(`/admin/bundles?${bad}`)).status, bad).toBe(200);
  }
});

test('tools are found by word, by part of a name and misspelled, in one request', async () => {
  const finds = async (query: string) => {
    // As the editor asks while somebody types.
    const answer = await admin.get(`/admin/bundles/tools.data?q=${encodeURIComponent(query)}`);
    expect(answer.status).toBe(200);
    expect(database.endpoint.requestsFor(answer.headers.get('x-request-id') ?? '')).toHaveLength(1);
    return answer.text.includes('"Contract Generation"');
  };
  expect(await finds('contract')).toBe(true);
  expect(await finds('ontract Gen')).toBe(true);
  expect(await finds('contrat generation')).toBe(true);
  expect(await finds('zzzzzz')).toBe(false);
  expect(await finds('%')).toBe(false);
  expect(await finds('a\u0001b')).toBe(false);
});
