import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { expect, signIn, test } from './shop.ts';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const publicPages = [
  '/',
  '/tools',
  '/tools?category=GROWTH&q=report&sort=price-asc',
  '/tools?q=zzzzzz',
  '/tools/cma-generator',
  '/bundles',
  '/bundles/listing-domination',
  '/bundles/compare?b=listing-domination&b=market-intelligence',
  '/cart',
  '/login',
  '/signup',
  '/forgot-password',
  '/reset-password?token=unknown',
  '/invitations/unknown',
  '/no-such-page',
];
const ownPages = [
  '/cart',
  '/checkout',
  '/orders',
  '/orders/LOT-100001',
  '/my-tools',
  '/organization',
  '/organization/audit',
  '/account',
  '/logout',
  '/outbox',
];
const administrationPages: string[] = ['/admin/organizations', '/admin/audit', '/admin/audit?subject=tool'];

async function findViolations(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: axePath }).catch(() => undefined);
  const results = await page.evaluate<AxeResults>('axe.run()');
  return results.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')} (${node.failureSummary})`),
  );
}

// The pages' own policy forbids foreign scripts; axe has to come past it.
test.use({ bypassCSP: true });

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [390, 1440]) {
    test(`no accessibility violation, ${colorScheme}, ${width} px`, async ({ page }) => {
      test.setTimeout(180_000);
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      const found: Record<string, string[]> = {};
      const visit = async (path: string) => {
        await page.goto(path);
        const violations = await findViolations(page);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (overflow > 0) violations.push(`the page is ${overflow} px wider than the screen`);
        if (violations.length > 0) found[path] = violations;
      };
      for (const path of publicPages) await visit(path);
      await signIn(page, { email: 'admin@harbor.test', password: 'lotline-demo' });
      await page.goto('/tools/risk-assessment');
      const add = page.getByRole('button', { name: 'Add to cart Risk Assessment' });
      if ((await add.count()) > 0) await add.click();
      for (const path of ownPages) await visit(path);
      await page.context().clearCookies();
      await signIn(page, { email: 'admin@lotline.test', password: 'lotline-demo' });
      for (const path of administrationPages) await visit(path);
      expect(found).toEqual({});
    });
  }
}
