import { expect, fillBilling, newPerson, signIn, signUp, test } from './shop.ts';

const platformAdmin = { email: 'admin@lotline.test', password: 'lotline-demo' };

test('a platform admin assigns one payment to the order it was meant for, and pays another one back', async ({
  page,
  query,
}) => {
  await signUp(page, newPerson());
  await page.goto('/tools/cma-generator');
  await page.getByRole('button', { name: 'Add to cart CMA Generator' }).click();
  await expect(page.getByRole('status')).toContainText('CMA Generator is in your cart.');
  await page.goto('/checkout');
  await fillBilling(page);
  await page.getByRole('button', { name: 'Place order' }).click();
  await expect(page.getByRole('heading', { name: /^Invoice INV-/ })).toBeVisible();
  const number = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const record = async (amount: number, reason: string) => {
    const [recorded] = await query<{ id: string }>(
      `insert into unmatched_payments (reference, payment_intent, payment_reference, amount, named_number, named_order_id, reason)
       select $1, $1, 'cs', $2, number, id, $3 from marketplace_orders where number = $4 returning id`,
      [`pi_${crypto.randomUUID()}`, amount, reason, number],
    );
    return `#payment-${recorded?.id}`;
  };
  const meant = await record(20_000, 'OTHER_REFERENCE');
  const wrong = await record(12_300, 'OTHER_AMOUNT');

  await page.context().clearCookies();
  await signIn(page, platformAdmin);
  await page.goto('/admin/payments');
  const assign = page.locator(wrong).getByRole('button', { name: /^Assign/ });
  await page.locator(wrong).getByLabel('Order it was meant for').fill(number);
  await assign.click();
  await expect(page.locator(wrong)).toContainText('This order owes another amount.');
  await expect(page.locator(wrong).getByLabel('Order it was meant for')).toHaveValue(number);

  await page.locator(meant).getByLabel('Order it was meant for').fill(number.toLowerCase());
  await page
    .locator(meant)
    .getByRole('button', { name: /^Assign/ })
    .click();
  await expect(page.getByRole('status')).toContainText(`Order ${number} is paid with it.`);
  await expect(page.locator(meant)).toContainText('Assigned');

  await page.locator(wrong).getByRole('button', { name: 'Pay back $123.00' }).click();
  await page.getByRole('button', { name: 'Yes, pay back $123.00' }).click();
  await expect(page.getByRole('status')).toContainText('goes back to the card');
  await expect(page.locator(wrong)).toContainText('Not sent yet');
  const [order] = await query(
    'select payment_status, paid_at is not null as paid from marketplace_orders where number = $1',
    [number],
  );
  expect(order).toEqual({ payment_status: 'COMPLETED', paid: true });
});
