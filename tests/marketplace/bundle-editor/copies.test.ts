import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createBundle } from '../../factories/catalog.ts';
import { admin, database, everything, find, idsOf, readEditor, setUpTests, tools } from './forms-setup.ts';

setUpTests();

test('a copy begins with the contents and the price of the bundle, and is a draft of its own once it is saved', async () => {
  const { id } = await createBundle(database.sql, tools);
  const original = await find(id);
  const before = await everything();
  const opened = await admin.get(`/admin/bundles/new?from=${id}`);
  const form = readEditor(opened);
  expect(form.tool).toEqual(idsOf(tools));
  expect(form).toMatchObject({ revision: '0', opened: '', slug: '', name: `${original.name} (copy)` });
  expect(form.id).not.toBe(id);
  expect(await everything()).toEqual(before);

  const { location } = await admin.post('/admin/bundles/new', { ...form, intent: 'save' });
  expect(location).toBe(`/admin/bundles/${form.id}`);
  const copy = await find(String(form.id));
  expect(copy).toMatchObject({ status: 'DRAFT', bundle_price: original.bundle_price });
  expect(await find(id)).toEqual(original);
});

test('nothing is copied of what is not there', async () => {
  for (const from of [randomUUID(), 'nonsense', '']) {
    expect((await admin.get(`/admin/bundles/new?from=${from}`)).status).toBe(404);
  }
});
