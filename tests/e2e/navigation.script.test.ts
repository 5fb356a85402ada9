import type { CDPSession, Page } from '@playwright/test';
import { expect, test } from './shop.ts';

/** Pages the browser has fetched ahead of clicks, as it comes in, by path. */
async function watchPrefetches(page: Page): Promise<string[]> {
  const browser: CDPSession = await page.context().newCDPSession(page);
  const ready: string[] = [];
  browser.on('Preload.prefetchStatusUpdated', ({ prefetchUrl, status }) => {
    if (status === 'Ready') ready.push(new URL(prefetchUrl).pathname);
  });
  await browser.send('Preload.enable');
  return ready;
}

const linkTo = (page: Page, tool: string) => page.getByRole('main').getByRole('link', { name: tool, exact: true });

test('a page under the pointer is fetched ahead of the click', async ({ page }) => {
  const ready = await watchPrefetches(page);
  await page.goto('/tools');
  await linkTo(page, 'CMA Generator').hover();
  await expect.poll(() => ready).toContain('/tools/cma-generator');
  await linkTo(page, 'CMA Generator').click();
  await expect(page.getByRole('heading', { level: 1, name: 'CMA Generator' })).toBeVisible();
});

test('a page fetched ahead is not shown once the plan has changed', async ({ page }) => {
  const ready = await watchPrefetches(page);
  await page.goto('/tools');
  await linkTo(page, 'CMA Generator').hover();
  await expect.poll(() => ready).toContain('/tools/cma-generator');
  await page.getByRole('button', { name: 'Add to cart CMA Generator' }).click();
  await expect(page.locator('#cart-count')).toContainText('1');
  await linkTo(page, 'CMA Generator').click();
  await expect(page.getByRole('heading', { level: 1, name: 'CMA Generator' })).toBeVisible();
  await expect(page.locator('#cart-count')).toContainText('1');
});

test('going from page to page is a view transition, for those who do not mind motion', async ({ page }) => {
  await page.addInitScript(() => {
    addEventListener('pagereveal', (event) => {
      const isTransition = 'viewTransition' in event && event.viewTransition !== null;
      document.documentElement.dataset.revealed = isTransition ? 'transition' : 'cut';
    });
  });
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.goto('/tools');
  await linkTo(page, 'CMA Generator').click();
  await expect(page.locator('html')).toHaveAttribute('data-revealed', 'transition');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.getByRole('main').getByRole('link', { name: 'Tools', exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-revealed', 'cut');
});
