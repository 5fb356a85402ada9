import type { Page } from '@playwright/test';
import type { Client } from 'pg';
import { only } from '../factories/rows.ts';
import { createKnownParts } from '../factories/site.ts';
import { fillAddress, listPages, type Route } from '../pages.ts';
import { findViolations } from './axe.ts';
import { expect, required, signIn, test } from './shop.ts';

/** Addresses of these pages in all their states, for the demo organization, with one of everything it had not before. */
async function listAddresses(sql: Client, which: (page: Route) => boolean): Promise<string[]> {
  const ids = await sql.query<{ organizationId: string; requesterId: string }>(
    `select o.id as "organizationId", u.id as "requesterId" from organizations o, users u
     where o.slug = 'harbor-realty' and u.email = 'member@harbor.test'`,
  );
  const have = { ...only(ids), order: 'LOT-100001', ownTool: 'reid-dashboard' };
  const known = await createKnownParts(sql, required('SHOP_OUTBOX_URL'), have);
  const addresses = listPages()
    .filter(which)
    .flatMap(({ address, also }) => [address, ...also]);
  return addresses.map((address) => fillAddress(address, known));
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

/** In which themes and on which screens each page is looked at. Colors follow from the theme and layout from the width, so two looks show all of both. */
const looks = [
  { colorScheme: 'light', width: 390 },
  { colorScheme: 'dark', width: 1440 },
] as const;

/** Where the pages of each module begin. */
const modules = ['/reid', '/expenses', '/campaigns'];
const isOfModule = ({ address }: Route) => modules.some((start) => address.startsWith(start));

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

  test('public pages', async ({ page, sql }) => {
    const { found, look, visit } = createInspection(page);
    await visit(await listAddresses(sql, ({ visitor, otherwise }) => visitor === 'guest' || otherwise === 'explained'));
    await page.goto('/tools?min=900&max=1');
    await look();
    await page.keyboard.press('Control+k');
    const search = page.getByRole('dialog', { name: 'Search' });
    await search.getByRole('combobox').fill('lead');
    await search
      .getByRole('option', { name: /^Lead / })
      .first()
      .waitFor();
    await page.keyboard.press('ArrowDown');
    await look();
    expect(found).toEqual({});
  });

  test('pages of an organization', async ({ page, sql }) => {
    const { found, visit } = createInspection(page);
    await signIn(page, { email: 'admin@harbor.test', password: 'lotline-demo' });
    await page.goto('/tools/risk-assessment');
    const add = page.getByRole('button', { name: 'Add to cart Risk Assessment' });
    if ((await add.count()) > 0) await add.click();
    await visit(['/cart']);
    await visit(
      await listAddresses(sql, (page) => page.visitor === 'owner' && page.may.includes('admin') && !isOfModule(page)),
    );
    await page.context().clearCookies();
    await signIn(page, { email: 'owner@harbor.test', password: 'lotline-demo' });
    // Only there does an owner see other forms than an admin.
    await visit(
      await listAddresses(sql, ({ address, visitor }) => visitor === 'owner' && address.startsWith('/organization')),
    );
    expect(found).toEqual({});
  });

  for (const start of modules) {
    test(`pages of ${start}`, async ({ page, sql }) => {
      const { found, visit } = createInspection(page);
      await signIn(page, { email: 'owner@harbor.test', password: 'lotline-demo' });
      await visit(await listAddresses(sql, ({ address }) => address.startsWith(start)));
      expect(found).toEqual({});
    });
  }

  test('administration', async ({ page, sql }) => {
    const { found, look, visit } = createInspection(page);
    await signIn(page, { email: 'admin@lotline.test', password: 'lotline-demo' });
    await visit(await listAddresses(sql, ({ visitor }) => visitor === 'administrator'));
    await openRefusedBundle(page);
    await look();
    expect(found).toEqual({});
  });
});
