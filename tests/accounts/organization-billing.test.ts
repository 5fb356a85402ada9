import { expect, test } from 'vitest';
import { createTool } from '../factories/catalog.ts';
import { buy } from '../factories/orders.ts';
import { createOrganization } from '../factories/organizations.ts';
import { only } from '../factories/rows.ts';
import { database, rows, setUpTests, signIn } from './organization-forms-setup.ts';

setUpTests();

const address = '/organization/billing';

test('billing shows what is owed, what may still be ordered by invoice, and where invoices go', async () => {
  const organization = await createOrganization(database.sql, { invoiceLimit: 50_000 });
  const admin = await signIn(organization, 'ADMIN');
  const before = (await admin.get(address)).text;
  expect(before).toContain('Nothing is owed.');
  expect(before).toContain('There was no invoice yet.');

  const order = await buy(database, organization, { tools: [await createTool(database.sql, { price: 12_300 })] });
  const { invoice } = only(
    await database.sql.query<{ invoice: string }>(
      'select invoice_number as invoice from marketplace_orders where id = $1',
      [order.id],
    ),
  );
  const owing = (await admin.get(address)).text;
  for (const said of [invoice, `href="/orders/${order.number}"`, '$123.00', '$377.00', 'A brokerage', '1 Main Street'])
    expect(owing).toContain(said);

  await rows(`update marketplace_orders set payment_status = 'COMPLETED' where id = $1`, [order.id]);
  const paid = (await admin.get(address)).text;
  expect(paid).toContain('Nothing is owed.');
  expect(paid).toContain('$500.00');
});

test('it shows nothing of another organization, and nothing to members and viewers', async () => {
  const organization = await createOrganization(database.sql);
  const order = await buy(database, organization, { tools: [await createTool(database.sql)] });
  const stranger = await signIn(await createOrganization(database.sql), 'OWNER');
  expect((await stranger.get(address)).text).not.toContain(order.number);
  for (const role of ['MEMBER', 'VIEWER'] as const)
    expect((await (await signIn(organization, role)).get(address)).status).toBe(404);
});
