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
  '/tools/reid-dashboard?sort=lowest',
  '/tools/reid-dashboard/review',
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
  '/my-tools/reid-dashboard',
  '/purchases',
  '/purchases?status=CANCELLED&q=zzzzzz',
  '/reid',
  '/expenses',
  '/campaigns',
  '/organization',
  '/organization/spending-limit',
  '/requests',
  '/organization/audit',
  '/account',
  '/logout',
  '/outbox',
  '/tools/campaigns/review',
  '/tools/reid-dashboard/review',
];
const administrationPages = [
  '/admin/tools',
  '/admin/tools?q=zzzzzz',
  '/admin/tools/new',
  '/admin/bundles',
  '/admin/bundles?q=zzzzzz',
  '/admin/bundles/new',
  '/admin/orders',
  '/admin/orders?q=nobody-has-this-name',
  '/admin/orders/LOT-100001',
  '/admin/reviews',
  '/admin/reviews?status=APPROVED',
  '/admin/reviews?status=REJECTED',
  '/admin/organizations',
  '/admin/audit',
  '/admin/audit?subject=tool',
];

async function findViolations(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: axePath }).catch(() => undefined);
  const results = await page.evaluate<AxeResults>('axe.run()');
  return results.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')} (${node.failureSummary})`),
  );
}

/** The editor of a full bundle, and its preview: their addresses hold an id. */
async function findBundlePages(page: Page): Promise<string[]> {
  await page.goto('/admin/bundles');
  const editor = await page.getByRole('link', { name: 'Lead Generation Pro' }).getAttribute('href');
  return [`${editor}`, `${editor}/preview?tier=FREE`, `${editor}/preview?tier=ELITE`];
}

/** The editor of a bundle with results of a search and messages beside its fields. */
async function visitRefusedBundle(page: Page, look: () => Promise<void>) {
  await page.goto('/admin/bundles/new');
  await page.getByLabel('Add tools').fill('lead');
  await expect(page.getByRole('list', { name: 'Tools found' })).toBeVisible();
  await page.getByLabel('Address').fill('Not an address');
  await page.getByLabel('Bundle price').fill('many');
  await page.locator('form.bundle-editor').evaluate((form) => form.setAttribute('novalidate', ''));
  await page.getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByRole('alert')).toContainText('Enter a name.');
  await look();
}

// The pages' own policy forbids foreign scripts; axe has to come past it.
test.use({ bypassCSP: true });

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [390, 1440]) {
    test(`no accessibility violation, ${colorScheme}, ${width} px`, async ({ page, query }) => {
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
      await page.goto('/tools/reid-dashboard?sort=lowest');
      await page
        .getByRole('link', { name: /^Report/ })
        .first()
        .click();
      await visit(page.url());
      const requests = await query<{ id: string }>(
        `insert into purchase_requests (organization_id, requester_id, reason, tools)
         select membership.organization_id, member.id, 'For the spring listings.', jsonb_agg(jsonb_build_object('id', tool.id, 'price', 10000))
         from users member join memberships membership on membership.user_id = member.id
         join marketplace_tools tool on tool.slug in ('territory-management', 'cma-generator')
         where member.email = 'member@harbor.test' group by 1, 2 returning id`,
      );
      for (const { id } of requests) await visit(`/requests/${id}`);
      await page.context().clearCookies();
      await signIn(page, { email: 'admin@lotline.test', password: 'lotline-demo' });
      for (const path of administrationPages) await visit(path);
      await page.goto('/admin/tools?q=cma-generator');
      const tool = (await page.getByRole('link', { name: 'CMA Generator' }).getAttribute('href')) ?? '';
      for (const path of [tool, `${tool}/preview`]) await visit(path);
      for (const path of await findBundlePages(page)) await visit(path);
      await visitRefusedBundle(page, async () => {
        const violations = await findViolations(page);
        if (violations.length > 0) found['a refused bundle'] = violations;
      });
      expect(found).toEqual({});
    });
  }
}
