import { createSite } from '../factories/site.ts';
import { visitorNames } from '../pages/facts.ts';
import { listPages, type Route } from '../pages.ts';
import { expect, required, test } from './shop.ts';

test.setTimeout(600_000);

// Letters as wide as they come, and nowhere to break.
const longName = 'W'.repeat(120);

/** Who looks at a page: the one who sees most of it. */
const observer = ({ may, visitor }: Route) => (may.includes('owner') ? 'owner' : visitor);

test('no page is wider than a small phone, with 120 letters in every name', async ({ page, sql, baseURL }) => {
  const url = baseURL ?? '';
  const site = await createSite({ sql }, { url, outbox: { url: required('SHOP_OUTBOX_URL') } });
  await sql.query('update organizations set name = $2 where id = $1', [site.organization.id, longName]);
  await sql.query(
    'update users set name = $2 where id in (select user_id from memberships where organization_id = $1)',
    [site.organization.id, longName],
  );
  await sql.query(
    'update marketplace_orders set billing_name = $2, billing_street = $2 where organization_id = $1 and billing_name is not null',
    [site.organization.id, longName],
  );
  await page.setViewportSize({ width: 360, height: 800 });
  const tooWide: string[] = [];
  for (const name of visitorNames) {
    await page.context().clearCookies();
    await page.context().addCookies(
      [...site[name].cookies].map(([key, value]) => ({ name: key, value, url: url.replace('http:', 'https:'), secure: true })),
    );
    for (const route of listPages().filter((one) => observer(one) === name)) {
      const path = site.fillAddress(route.address);
      await page.goto(path);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > 360) tooWide.push(`${path} is ${width} px wide for ${name}`);
    }
  }
  expect(tooWide).toEqual([]);
});
