import { expect, test } from 'vitest';
import { createTool } from '../../factories/catalog.ts';
import { buy } from '../../factories/orders.ts';
import { createOrganization } from '../../factories/organizations.ts';
import { readPageForm } from '../../factories/page-forms.ts';
import { admin, database, organization, rows, setUpTests, signInAs } from './setup.ts';

setUpTests();

const listed = (text: string, path: string) =>
  [...text.matchAll(new RegExp(`<a href="/admin/${path}/([\\w-]+)"`, 'g'))].map(([, id]) => id);

test.each([
  ['number', 'number'],
  ['organization', 'organization.name collate human'],
  ['buyer', 'buyer.name collate human'],
  ['placed-asc', 'placed_at'],
  ['method', 'payment_method'],
  ['payment', 'payment_status'],
  ['total', 'total desc'],
  ['total-asc', 'total'],
])('orders sort by %s', async (sort, order) => {
  for (const price of [30_000, 10_000, 20_000])
    await buy(database, await createOrganization(database.sql), { tools: [await createTool(database.sql, { price })] });
  const { text } = await admin.get(`/admin/orders?sort=${sort}`);
  const expected = await rows<{ number: string }>(
    `select o.number from marketplace_orders o join organizations organization on organization.id = o.organization_id
     join users buyer on buyer.id = o.buyer_id order by ${order.replace(/^(?!organization|buyer)/, 'o.')}, o.placed_at desc, o.number desc limit 50`,
  );
  expect(listed(text, 'orders')).toEqual(expected.map(({ number }) => number));
  expect(text).toContain(
    sort.endsWith('-asc') || !/^total$/.test(sort) ? 'aria-sort="ascending"' : 'aria-sort="descending"',
  );
});

test('sorted orders keep their filters, and each is on one page', async () => {
  const buyer = await createOrganization(database.sql);
  const { id } = await buy(database, buyer, { tools: [await createTool(database.sql)] });
  await database.sql.query('alter table marketplace_orders disable trigger audit');
  await rows(
    `insert into marketplace_orders (organization_id, number, checkout_key, checkout_digest, buyer_id, payment_method, billing_name,
       billing_email, billing_street, billing_city, billing_state, billing_postal_code, subtotal, credit_total, total, placed_at)
     select organization_id, 'SORT-' || n, gen_random_uuid(), '', buyer_id, payment_method, billing_name, billing_email,
       billing_street, billing_city, billing_state, billing_postal_code, 0, 0, 0, timestamptz '2024-01-01' + n * interval '1 hour'
     from marketplace_orders, generate_series(1, 120) n where id = $1`,
    [id],
  );
  await database.sql.query('alter table marketplace_orders enable trigger audit');
  const seen: (string | undefined)[] = [];
  let next: string | undefined = `/admin/orders?q=${buyer.name}&to=2024-12-31&sort=number`;
  while (next) {
    const { text }: { text: string } = await admin.get(next);
    seen.push(...listed(text, 'orders'));
    next = /href="([^"]+)" rel="next"|rel="next"[^>]*href="([^"]+)"/
      .exec(text)
      ?.slice(1)
      .find(Boolean)
      ?.replaceAll('&amp;', '&');
  }
  const all = await rows<{ number: string }>(
    `select number from marketplace_orders where number like 'SORT-%' order by number`,
  );
  expect(seen).toEqual(all.map(({ number }) => number));
});

test.each([
  ['name-desc', 'name collate human desc'],
  ['tier', 'subscription_tier'],
  ['people', 'people desc'],
  ['orders', 'orders desc'],
  ['spent', 'spent desc'],
  ['created', 'created_at desc'],
])('organizations sort by %s', async (sort, order) => {
  const { text } = await admin.get(`/admin/organizations?sort=${sort}`);
  const expected = await rows<{ id: string }>(
    `select id, name, subscription_tier, created_at, (select count(*) from memberships where organization_id = o.id) as people,
       (select count(*) from marketplace_orders where organization_id = o.id) as orders,
       (select coalesce(sum(total - refunded_total), 0) from marketplace_orders where organization_id = o.id
         and payment_status not in ('CANCELLED', 'FAILED')) as spent
     from organizations o order by ${order}, name collate human, id limit 50`,
  );
  expect(listed(text, 'organizations')).toEqual(expected.map(({ id }) => id));
});

test('an organization’s page names its people and its orders, the orders only to who reads orders', async () => {
  const order = await buy(database, organization, { tools: [await createTool(database.sql)] });
  const [billing, support] = [await signInAs(['BILLING']), await signInAs(['SUPPORT'])];
  const address = `/admin/organizations/${organization.id}`;
  for (const [visitor, seesOrders] of [
    [billing, true],
    [support, false],
  ] as const) {
    const { status, text } = await visitor.get(address);
    expect(status).toBe(200);
    for (const { name, email } of [organization.owner, organization.member, organization.viewer])
      expect([text.includes(name), text.includes(email)]).toEqual([true, true]);
    expect(text.includes(order.number)).toBe(seesOrders);
  }
});

test('a person keeps filters for themselves alone, twenty of a list', async () => {
  const [one, other] = [await signInAs(['CATALOG']), await signInAs(['CATALOG'])];
  const { text } = await one.get('/admin/tools?status=DISABLED&sort=owners');
  expect(text).toContain('name="search" value="status=DISABLED&amp;sort=owners"');
  const form = { intent: 'save', list: 'tools', name: 'Hidden ones', search: 'status=DISABLED&sort=owners' };
  expect((await one.post('/admin/filters', form)).location).toBe('/admin/tools?status=DISABLED&sort=owners');
  expect((await one.get('/admin/tools')).text).toContain('Hidden ones');
  for (const path of ['/admin/tools', '/admin/filters'])
    expect((await other.get(path)).text).not.toContain('Hidden ones');

  const [kept] = await rows<{ id: string }>(`select id from saved_filters where name = 'Hidden ones'`);
  expect((await other.post('/admin/filters', { intent: 'remove', filter: kept?.id ?? '' })).status).toBe(302);
  expect(await rows(`select from saved_filters where name = 'Hidden ones'`)).toHaveLength(1);
  // The same name again changes what it stands for.
  await one.post('/admin/filters', { ...form, search: 'status=BETA' });
  expect(await rows(`select search from saved_filters where name = 'Hidden ones'`)).toEqual([
    { search: 'status=BETA' },
  ]);

  for (let count = 2; count <= 20; count++) await one.post('/admin/filters', { ...form, name: `Filter ${count}` });
  const refused = await one.post('/admin/filters', { ...form, name: 'One too many' });
  expect([refused.status, refused.text.includes('20 filters')]).toEqual([409, true]);
  // What was typed stays, to be sent again once there is room.
  const again = readPageForm(refused.text, 'search');
  expect(again).toMatchObject({ list: 'tools', search: form.search, name: 'One too many' });
  expect((await one.post('/admin/filters', { intent: 'remove', filter: kept?.id ?? '' })).status).toBe(302);
  expect((await one.post('/admin/filters', { ...again, intent: 'save' })).status).toBe(302);
});

test('a filter that would lead elsewhere, or to no list, is not kept', async () => {
  const form = { intent: 'save', list: 'tools', name: 'Odd', search: '' };
  const odds: Record<string, string>[] = [
    { list: 'people' },
    { search: 'a b' },
    { search: 'a\r\nSet-Cookie: x' },
    { name: '' },
  ];
  for (const odd of odds) {
    expect((await admin.post('/admin/filters', { ...form, ...odd })).status).toBe(400);
  }
  expect(await rows(`select from saved_filters where name in ('Odd', '')`)).toEqual([]);
});
