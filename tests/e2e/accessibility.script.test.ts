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
const ownersPages = ['/organization', '/organization/export', '/organization/spending-limit'];
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
  if (!(await page.evaluate(() => 'axe' in window))) await page.addScriptTag({ path: axePath });
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
async function openRefusedBundle(page: Page) {
  await page.goto('/admin/bundles/new');
  await page.getByLabel('Add tools').fill('lead');
  await expect(page.getByRole('list', { name: 'Tools found' })).toBeVisible();
  await page.getByLabel('Address').fill('Not an address');
  await page.getByLabel('Bundle price').fill('many');
  await page.locator('form.bundle-editor').evaluate((form) => form.setAttribute('novalidate', ''));
  await page.getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByRole('alert')).toContainText('Enter a name.');
}

// The pages' own policy forbids foreign scripts; axe has to come past it.
test.use({ bypassCSP: true });

/** In which themes and on which screens each page is looked at. */
const looks = [
  { colorScheme: 'light', width: 390 },
  { colorScheme: 'light', width: 1440 },
  { colorScheme: 'dark', width: 390 },
  { colorScheme: 'dark', width: 1440 },
] as const;

/** Looks at pages one after the other, and remembers what is wrong with each. */
function createInspection(page: Page) {
  const found: Record<string, string[]> = {};
  const look = async () => {
    // Colors that are on their way from one theme to the other are nobody's.
    await page.addStyleTag({ content: '* { transition: none !important }' });
    for (const { colorScheme, width } of looks) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      const violations = await findViolations(page);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (overflow > 0) violations.push(`the page is ${overflow} px wider than the screen`);
      if (violations.length > 0) found[`${page.url()} ${colorScheme} ${width} px`] = violations;
    }
  };
  return {
    found,
    /** At the page that is open. */
    look,
    async visit(paths: readonly string[]) {
      for (const path of paths) {
        await page.goto(path);
        await look();
      }
    },
  };
}

test.describe('no accessibility violation', () => {
  test.setTimeout(300_000);

  test('public pages', async ({ page }) => {
    const { found, visit } = createInspection(page);
    await visit(publicPages);
    expect(found).toEqual({});
  });

  test('pages of an organization', async ({ page, query }) => {
    const { found, look, visit } = createInspection(page);
    await signIn(page, { email: 'admin@harbor.test', password: 'lotline-demo' });
    await page.goto('/tools/risk-assessment');
    const add = page.getByRole('button', { name: 'Add to cart Risk Assessment' });
    if ((await add.count()) > 0) await add.click();
    await visit(ownPages);
    await page.goto('/tools/reid-dashboard?sort=lowest');
    await page
      .getByRole('link', { name: /^Report/ })
      .first()
      .click();
    await look();
    const requests = await query<{ id: string }>(
      `insert into purchase_requests (organization_id, requester_id, reason, tools)
         select membership.organization_id, member.id, 'For the spring listings.', jsonb_agg(jsonb_build_object('id', tool.id, 'price', 10000))
         from users member join memberships membership on membership.user_id = member.id
         join marketplace_tools tool on tool.slug in ('territory-management', 'cma-generator')
         where member.email = 'member@harbor.test' group by 1, 2 returning id`,
    );
    await visit(requests.map(({ id }) => `/requests/${id}`));
    await page.context().clearCookies();
    await signIn(page, { email: 'owner@harbor.test', password: 'lotline-demo' });
    await visit(ownersPages);
    expect(found).toEqual({});
  });

  test('administration', async ({ page, query }) => {
    const { found, look, visit } = createInspection(page);
    await signIn(page, { email: 'admin@lotline.test', password: 'lotline-demo' });
    await visit(administrationPages);
    const [known] = await query<{ tool: string; organization: string }>(
      `select (select id from marketplace_tools where slug = 'cma-generator') as tool,
           (select id from organizations where slug = 'harbor-realty') as organization`,
    );
    await visit([
      `/admin/tools/${known?.tool}`,
      `/admin/tools/${known?.tool}/preview`,
      `/admin/organizations/${known?.organization}`,
      ...(await findBundlePages(page)),
    ]);
    await openRefusedBundle(page);
    await look();
    expect(found).toEqual({});
  });
});
