import { expect, test } from 'vitest';
import { createBundle, createTool, createTools } from '../../factories/catalog.ts';
import { buy, type TestOrder } from '../../factories/orders.ts';
import { createOrganization, createPlatformAdmin } from '../../factories/organizations.ts';
import { forgetProofs } from '../../factories/proofs.ts';
import { createReview } from '../../factories/reviews.ts';
import { createSignedInVisitor } from '../../setup/visitor.ts';
import { admin, database, organization, preview, readToast, rows, setUpTests, signInAs, worker } from './setup.ts';

setUpTests();

const list = (ids: readonly string[]) => ids.join('&id=');

test('bundles are put on sale together or not at all, by the rules of the editor', async () => {
  const tools = await createTools(database.sql, 2);
  const bundles = [
    await createBundle(database.sql, tools, { status: 'DRAFT' }),
    await createBundle(database.sql, tools, { status: 'ARCHIVED' }),
    await createBundle(database.sql, tools.slice(1), { status: 'DRAFT', price: 5_000 }),
  ];
  const [first, second, small] = bundles.map(({ id }) => id);
  const address = `/admin/bundles/bulk?act=publish&id=${list(bundles.map(({ id }) => id))}`;
  const { page, form } = await preview(admin, address, 'bundle');
  expect(page.text).toContain('Holds fewer than two tools: left out');
  expect(page.text).toContain('Put 2 bundles on sale');
  // One of them loses a tool meanwhile: the database decides.
  await rows('update marketplace_tools set status = $2 where id = $1', [tools[0]?.id, 'DISABLED']);
  const refused = await admin.post(address, form);
  expect([refused.status, refused.text.includes('holds tools that are not sold')]).toEqual([409, true]);
  const statusOf = async () =>
    rows('select id, status from tool_bundles where id = any ($1) order by array_position($1, id)', [
      [first, second, small],
    ]);
  expect((await statusOf()).map(({ status }) => status)).toEqual(['DRAFT', 'ARCHIVED', 'DRAFT']);
  await rows('update marketplace_tools set status = $2 where id = $1', [tools[0]?.id, 'ACTIVE']);
  expect(await readToast(admin, await admin.post(address, form))).toBe('2 bundles are on sale.');
  expect((await statusOf()).map(({ status }) => status)).toEqual(['ACTIVE', 'ACTIVE', 'DRAFT']);
});

test('a bundle that would save something else than was shown is not put on sale', async () => {
  const tools = await createTools(database.sql, 2, { price: 10_000 });
  const { id } = await createBundle(database.sql, tools, { status: 'DRAFT', price: 15_000 });
  const address = `/admin/bundles/bulk?act=publish&id=${id}`;
  const { form } = await preview(admin, address, 'bundle');
  await rows('update marketplace_tools set price = 5000 where id = $1', [tools[0]?.id]);
  const refused = await admin.post(address, form);
  expect([refused.status, refused.text.includes('holds tools whose prices changed')]).toEqual([409, true]);
  expect(await rows('select status from tool_bundles where id = $1', [id])).toEqual([{ status: 'DRAFT' }]);
  expect((await admin.get(address)).text).toContain('Saves nothing');
});

test('reviews are approved together; one that changed since takes all of them back', async () => {
  const tool = await createTool(database.sql);
  const ids = [
    await createReview(database.sql, organization, tool.id),
    await createReview(database.sql, organization, tool.id, { reviewerId: organization.admin.id }),
  ];
  const address = `/admin/reviews/bulk?id=${list(ids)}`;
  const { form } = await preview(admin, address, 'review');
  await rows(
    `update tool_reviews set review = 'Another text of a test.', updated_at = now() + interval '1 second' where id = $1`,
    [ids[1]],
  );
  expect((await admin.post(address, form)).status).toBe(409);
  const published = `select from tool_reviews where id = any ($1) and status = 'APPROVED'`;
  expect(await rows(published, [ids])).toHaveLength(0);
  const { form: again } = await preview(admin, address, 'review');
  expect(await readToast(admin, await admin.post(address, again))).toBe('2 reviews are published.');
  expect(await rows(published, [ids])).toHaveLength(2);
});

test('nobody approves reviews of an organization they belong to, among others or not', async () => {
  const tool = await createTool(database.sql);
  const other = await createOrganization(database.sql);
  const ids = [
    await createReview(database.sql, other, tool.id),
    await createReview(database.sql, organization, tool.id, { reviewerId: organization.owner.id }),
  ];
  const member = await signInAs(undefined, other.id);
  const address = `/admin/reviews/bulk?id=${list(ids)}`;
  const { form } = await preview(member, address, 'review');
  const { status, text } = await member.post(address, form);
  expect([status, text.includes('you belong to')]).toEqual([403, true]);
  expect(await rows(`select from tool_reviews where id = any ($1) and status = 'APPROVED'`, [ids])).toHaveLength(0);
});

test('buyers are reminded of several invoices, each once a day', async () => {
  const orders: TestOrder[] = [];
  for (const _ of [1, 2]) {
    const buyer = await createOrganization(database.sql);
    orders.push(await buy(database, buyer, { tools: [await createTool(database.sql)] }));
  }
  const ids = orders.map(({ id }) => id);
  await rows('update marketplace_orders set due_on = app.today() - 5, reminded_on = null where id = any ($1)', [ids]);
  const address = `/admin/overdue/bulk?id=${list(orders.map(({ number }) => number))}`;
  const { page, form } = await preview(admin, address, 'number');
  expect(page.text).toContain('Send 2 reminders');
  expect(await readToast(admin, await admin.post(address, form))).toBe('2 reminders on the way.');
  expect(await readToast(admin, await admin.post(address, form))).toMatch(/^0 reminders on the way\. 2 left out/);
  expect(
    await rows('select from marketplace_orders where id = any ($1) and reminded_on = app.today()', [ids]),
  ).toHaveLength(2);
});

test('invoices are marked as paid together; what is more than one person may do waits', async () => {
  const small = await buy(database, await createOrganization(database.sql), {
    tools: [await createTool(database.sql)],
  });
  const large = await buy(database, await createOrganization(database.sql), {
    tools: [await createTool(database.sql, { price: 200_000 })],
  });
  const address = `/admin/orders/bulk?id=${list([small.number, large.number])}`;
  const { page, form } = await preview(admin, address, 'number');
  expect(page.text).toContain('Mark $2,100.00 as paid');
  const toast = await readToast(admin, await admin.post(address, form));
  expect(toast).toBe('1 invoice marked as paid. 1 waits for a second person of Billing under Approvals.');
  expect(
    await rows('select number, payment_status as status from marketplace_orders where id = any ($1) order by total', [
      [small.id, large.id],
    ]),
  ).toEqual([
    { number: small.number, status: 'COMPLETED' },
    { number: large.number, status: 'PENDING' },
  ]);
});

test('when another sum is owed by now than was shown, no invoice is marked; sent twice, they are marked once', async () => {
  const orders: TestOrder[] = [];
  for (const _ of [1, 2])
    orders.push(
      await buy(database, await createOrganization(database.sql), { tools: [await createTool(database.sql)] }),
    );
  const ids = orders.map(({ id }) => id);
  const paid = `select from marketplace_orders where id = any ($1) and payment_status = 'COMPLETED'`;
  const address = `/admin/orders/bulk?id=${list(orders.map(({ number }) => number))}`;
  const { form } = await preview(admin, address, 'number');
  const [first = ''] = form.number ?? [];
  const changed = { number: [first.replace(/\d+$/, '1'), ...(form.number ?? []).slice(1)] };
  const refused = await admin.post(address, changed);
  expect([refused.status, refused.text.includes('Another sum is owed')]).toEqual([409, true]);
  expect(await rows(paid, [ids])).toHaveLength(0);
  expect(await readToast(admin, await admin.post(address, form))).toBe('2 invoices marked as paid.');
  expect(await readToast(admin, await admin.post(address, form))).toBe('All of them are marked as paid already.');
  expect(await rows(paid, [ids])).toHaveLength(2);
});

test('a tier that somebody set since is not overwritten, and then none is set', async () => {
  const organizations = [
    await createOrganization(database.sql, { tier: 'FREE' }),
    await createOrganization(database.sql, { tier: 'FREE' }),
  ];
  const ids = organizations.map(({ id }) => id);
  const address = `/admin/organizations/bulk?tier=GROWTH&id=${list(ids)}`;
  const { form } = await preview(admin, address, 'organization');
  await rows(`update organizations set subscription_tier = 'ELITE' where id = $1`, [ids[1]]);
  const refused = await admin.post(address, form);
  expect([refused.status, refused.text.includes('has another tier than this page showed')]).toEqual([409, true]);
  expect(
    await rows('select subscription_tier as tier from organizations where id = any ($1) order by 1', [ids]),
  ).toEqual([{ tier: 'FREE' }, { tier: 'ELITE' }]);
  const { form: again } = await preview(admin, address, 'organization');
  for (const _ of [1, 2]) expect((await admin.post(address, again)).status).toBe(302);
});

test('the tiers of several organizations are set by who has just shown who they are', async () => {
  const organizations = [
    await createOrganization(database.sql, { tier: 'FREE' }),
    await createOrganization(database.sql, { tier: 'STARTER' }),
  ];
  const ids = organizations.map(({ id }) => id);
  const person = await createPlatformAdmin(database.sql, null, ['SUPPORT']);
  const support = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: person.id,
    organizationId: null,
  });
  const address = `/admin/organizations/bulk?tier=GROWTH&id=${list(ids)}`;
  const { page, form } = await preview(support, address, 'organization');
  expect(page.text).toContain('Put 2 organizations on GROWTH');
  await forgetProofs(database.sql, person);
  expect((await support.post(address, form)).location).toMatch(/^\/confirm-identity\?redirectTo=/);
  await rows('update sessions set proved_at = now() where user_id = $1', [person.id]);
  expect(await readToast(support, await support.post(address, form))).toBe('2 organizations are on GROWTH now.');
  expect(await rows('select distinct subscription_tier as tier from organizations where id = any ($1)', [ids])).toEqual(
    [{ tier: 'GROWTH' }],
  );
});
