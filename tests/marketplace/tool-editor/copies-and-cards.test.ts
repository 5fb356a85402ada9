import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createTool } from '../../factories/catalog.ts';
import { readPageForm } from '../../factories/page-forms.ts';
import {
  admin,
  complete,
  database,
  everythingButSessions,
  newSlug,
  openForm,
  readTool,
  save,
  setUpTests,
} from './forms-setup.ts';

setUpTests();

/** The card that stands beside a form. */
const readCard = (html: string) =>
  (html.split('id="typed-card"')[1]?.split('</section>')[0] ?? '').replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

test('a copy begins with everything of the tool but its address, and is one of its own once it is saved', async () => {
  const { id } = await createTool(database.sql);
  await save(id, { ...(await openForm(id)), name: 'Listing Planner', slug: newSlug() });
  const before = await everythingButSessions();
  const { status, text } = await admin.get(`/admin/tools/new?from=${id}`);
  expect(status).toBe(200);
  const form = readPageForm(text, 'slug');
  expect(form).toMatchObject({ name: 'Listing Planner (copy)', slug: '' });
  expect(form.id).not.toBe(id);
  expect(await everythingButSessions()).toEqual(before);

  const slug = newSlug();
  expect((await admin.post('/admin/tools/new', { ...form, slug, intent: 'save' })).location).toBe(
    `/admin/tools/${form.id}`,
  );
  const { slug: _, name, status: state, revision, ...copied } = await readTool(form.id ?? '');
  expect([name, state, revision]).toEqual(['Listing Planner (copy)', 'DISABLED', 1]);
  expect(await readTool(id)).toMatchObject(copied);
});

test('nothing is copied of what is not there', async () => {
  for (const from of [randomUUID(), 'nonsense', '']) {
    expect((await admin.get(`/admin/tools/new?from=${from}`)).status).toBe(404);
  }
});

test('the card shows what is typed, finished or not, and nothing is written', async () => {
  const { id } = await createTool(database.sql);
  const form = await openForm(id);
  const before = await everythingButSessions();
  const typed = {
    ...form,
    name: 'Typed Planner',
    description: 'Typed <b>now</b>.',
    priceModel: 'ANNUAL',
    price: '125.50',
  };
  const answer = await admin.post(`/admin/tools/${id}`, {
    ...typed,
    slug: '',
    version: 'x'.repeat(500),
    intent: 'preview',
  });
  expect(answer.status).toBe(200);
  expect(answer.text).not.toContain('role="alert"');
  const card = readCard(answer.text);
  for (const part of ['Typed Planner', 'Typed &lt;b&gt;now&lt;/b&gt;.', '$125.50']) expect(card).toContain(part);
  // All of it is still there to be saved.
  expect(readPageForm(answer.text, 'slug')).toMatchObject({ name: 'Typed Planner', price: '125.50' });

  const fresh = await admin.post('/admin/tools/new', {
    ...complete,
    id: randomUUID(),
    slug: newSlug(),
    intent: 'preview',
  });
  expect([fresh.status, readCard(fresh.text).includes('Plans the weeks of a listing.')]).toEqual([200, true]);
  expect(await everythingButSessions()).toEqual(before);
});
