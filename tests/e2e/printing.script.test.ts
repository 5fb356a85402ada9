import { expect, test } from './shop.ts';

// Widths of paper in CSS pixels, less its margins: Letter and A4, upright and across, and the same at 70 %.
const papers = [
  ['Letter', 680],
  ['Letter across', 920],
  ['A4', 658],
  ['A4 across', 986],
  ['Letter at 70 %', 971],
  ['A4 across at 70 %', 1409],
] as const;

test('an invoice takes the whole width of its paper, and nothing of the site is on it', async ({ page }) => {
  await page.goto('/login');
  await page.getByLabel('Email').fill('owner@summit.test');
  await page.getByLabel('Password').fill('lotline-demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname !== '/login');
  await page.goto('/orders');
  await page.getByRole('link', { name: /^LOT-/ }).first().click();
  const invoice = page.getByRole('article');
  await expect(invoice.getByRole('heading', { level: 1, name: /^Invoice INV-/ })).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  for (const [paper, width] of papers) {
    await page.setViewportSize({ width, height: 900 });
    const box = await invoice.boundingBox();
    expect([paper, Math.round(box?.x ?? -1), Math.round(box?.width ?? 0)]).toEqual([paper, 0, width]);
    // No amount is cut off.
    for (const cell of await invoice.getByRole('cell').all()) {
      const place = await cell.boundingBox();
      expect((place?.x ?? 0) + (place?.width ?? 0), paper).toBeLessThanOrEqual(width + 1);
    }
  }
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Download PDF' })).toBeHidden();
});

test('a market report fits its paper, with every chart and table whole and nothing of the site', async ({ page }) => {
  await page.goto('/login');
  await page.getByLabel('Email').fill('owner@harbor.test');
  await page.getByLabel('Password').fill('lotline-demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname !== '/login');
  await page.goto('/reid/reports');
  await page.getByRole('link', { name: /^Demo report/ }).click();
  await page.getByRole('link', { name: 'Print' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Demo report/ })).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  for (const [paper, width] of papers) {
    await page.setViewportSize({ width, height: 900 });
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(tooWide, paper).toBeLessThanOrEqual(0);
    for (const table of await page.getByRole('table').all()) {
      const place = await table.boundingBox();
      expect((place?.x ?? 0) + (place?.width ?? 0), paper).toBeLessThanOrEqual(width + 1);
    }
  }
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.getByText('Print this page with your browser')).toBeHidden();
});
