import { describe, expect, test } from 'vitest';
import { createBundle, createTool } from '../../factories/catalog.ts';
import { readPageForm } from '../../factories/page-forms.ts';
import { concurrently } from '../../factories/request-databases.ts';
import { present } from '../../factories/rows.ts';
import { createVisitor } from '../../setup/visitor.ts';
import { database, guest, openForm, organization, readTool, save, setUpTests, signIn, worker } from './forms-setup.ts';

setUpTests();

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
