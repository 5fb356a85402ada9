import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createBundle, createTool } from '../../factories/catalog.ts';
import type { Visitor } from '../../setup/visitor.ts';
import {
  admin,
  complete,
  database,
  everythingButSessions,
  guest,
  newSlug,
  openForm,
  organization,
  save,
  setUpTests,
  signIn,
} from './forms-setup.ts';

setUpTests();

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
          `select name from marketplace_tools where ${condition} order by ${order} name collate human, id limit 25 offset ${offset}`,
        )
      ).rows.map(({ name }) => asHtml(name));
    expect(await list('?status=BETA&sort=changed')).toEqual(await oracle(`status = 'BETA'`, 'updated_at desc,'));
    expect(await list('?category=ELITE&sort=price-desc')).toEqual(await oracle(`category = 'ELITE'`, 'price desc,'));
    expect(await list('?tier=T3&area=CRM&sort=price-asc')).toEqual(
      await oracle(`tier = 'T3' and area = 'CRM'`, 'price,'),
    );
    expect(await list('?sort=owners')).toEqual(await oracle('true', 'purchase_count desc,'));
    const last = await database.sql.query<{ name: string }>(
      'select name from marketplace_tools order by name collate human desc, id desc limit 25',
    );
    expect(await list('?sort=name-desc')).toEqual(last.rows.map(({ name }) => asHtml(name)));
    expect(await list('?sort=status')).toEqual(await oracle('true', 'status,'));
    expect(await list('?sort=category')).toEqual(await oracle('true', 'category,'));
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
    expect((await visitor.get('/tools')).text).not.toContain('href="/admin"');
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
  const start = await admin.get('/admin');
  expect([start.status, start.text.includes('Sales this month')]).toEqual([200, true]);
  const { name } = await createTool(database.sql);
  const bundle = await createBundle(database.sql, [await createTool(database.sql)]);
  for (const path of ['/', '/tools', `/tools/${name}`, '/bundles', `/bundles/${bundle.name}`]) {
    const { status, text } = await admin.get(path);
    expect(status).toBe(200);
    expect(text).toContain('href="/admin"');
    expect(text).not.toContain('action="/cart"');
    expect(text).not.toContain('id="cart-count"');
    expect(text).not.toContain('Ask an owner or admin of your organization');
  }
});
