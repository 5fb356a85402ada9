import { expect, signIn, test } from './shop.ts';

test('one box ticks all tools of a page, and the bar says how many are ticked', async ({ page }) => {
  await signIn(page, { email: 'admin@lotline.test', password: 'lotline-demo' });
  await page.goto('/admin/tools');
  const boxes = page.locator('input[name="id"][form="bulk"]');
  const count = await boxes.count();
  expect(count).toBeGreaterThan(1);
  const all = page.getByLabel('Tick all tools of this page');
  await all.check();
  expect(await boxes.evaluateAll((elements) => elements.filter((one) => one.matches(':checked')).length)).toBe(count);
  await expect(page.getByText(`With the ticked tools: ${count}`)).toBeVisible();
  await boxes.first().uncheck();
  await expect(all).not.toBeChecked();
  await expect(page.getByText(`With the ticked tools: ${count - 1}`)).toBeVisible();
  await all.check();
  await all.uncheck();
  await expect(page.getByText('With the ticked tools:', { exact: true })).toBeVisible();
});
