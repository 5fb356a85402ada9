import { expect, newPerson, signUp, test } from './shop.ts';

test('adding to the cart does not leave the page', async ({ page }) => {
  await page.goto('/tools');
  await page.evaluate(() => {
    document.body.dataset.sameDocument = 'yes';
  });
  await page.getByRole('button', { name: 'Add to cart CMA Generator' }).click();
  await expect(page.getByRole('status')).toContainText('CMA Generator is in your cart.');
  await expect(page.locator('#cart-count')).toContainText('1');
  await expect(page.locator('body')).toHaveAttribute('data-same-document', 'yes');
});

test('whoever goes on at once has added it nevertheless', async ({ page }) => {
  await signUp(page, newPerson());
  for (const place of [0, 4, 8]) {
    await page.goto('/tools');
    await page
      .getByRole('button', { name: /^Add to cart/ })
      .nth(place)
      .click();
  }
  await expect(async () => {
    await page.goto('/cart');
    await expect(page.locator('#cart-count')).toContainText('3', { timeout: 500 });
  }).toPass();
});

test('no page breaks its own content security policy or throws', async ({ page }) => {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await signUp(page, newPerson());
  for (const path of [
    '/',
    '/tools',
    '/tools/cma-generator',
    '/bundles',
    '/cart',
    '/checkout',
    '/orders',
    '/my-tools',
    '/organization',
  ]) {
    await page.goto(path);
  }
  expect(problems).toEqual([]);
});

test('the checkout names a field that was left wrong before it is sent', async ({ page }) => {
  await signUp(page, newPerson());
  await page.goto('/tools/cma-generator');
  await page.getByRole('button', { name: 'Add to cart CMA Generator' }).click();
  await expect(page.getByRole('status')).toContainText('is in your cart');
  await page.goto('/checkout');
  await page.getByLabel('ZIP code').fill('1');
  await page.getByLabel('City').focus();
  await expect(page.getByLabel('ZIP code')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('ZIP code').fill('60601');
  await page.getByLabel('City').focus();
  await expect(page.getByLabel('ZIP code')).not.toHaveAttribute('aria-invalid', 'true');
});
