import type { Page } from '@playwright/test';
import { expect, type Person } from './shop.ts';

export type Query = <Row extends Record<string, unknown>>(text: string, values?: unknown[]) => Promise<Row[]>;

/** Gives the organization a tier, REID, and a seat in it to its owner. */
export async function openReid(query: Query, person: Person, tier: 'GROWTH' | 'ELITE' | 'ENTERPRISE') {
  await query('update organizations set subscription_tier = $2::subscription_tier where name = $1', [
    person.organization,
    tier,
  ]);
  await query(
    `insert into tool_purchases (organization_id, tool_id, price_at_purchase, price_model, purchased_by, period_end)
     select o.id, tool.id, tool.price, tool.price_model, u.id, now() + interval '1 month'
     from organizations o, users u, marketplace_tools tool where o.name = $1 and u.email = $2 and tool.slug = 'reid-dashboard'`,
    [person.organization, person.email],
  );
  await query(
    `insert into tool_seats (organization_id, tool_id, user_id, assigned_by)
     select o.id, tool.id, u.id, u.id from organizations o, users u, marketplace_tools tool
     where o.name = $1 and u.email = $2 and tool.slug = 'reid-dashboard'`,
    [person.organization, person.email],
  );
}

/**
 * Gives the organization REID and six years of months of one area, 78704, up to June 2024: a price of $400,000 that was $1,000 less a month
 * before, each month, a rent of $2,200, 120 homes for sale and 40 sold.
 */
export async function openMarkets(query: Query, person: Person, tier: 'GROWTH' | 'ELITE') {
  await openReid(query, person, tier);
  await query(
    `insert into reid_market_data (organization_id, area_key, area_name, area_type, zip_code, report_date, period_type, data_source, median_price,
       median_rent, active_listings, sold_listings)
     select o.id, 'zip-78704', '78704', 'ZIP', '78704', (date '2024-07-01' - make_interval(months => back) - interval '1 day')::date, 'MONTHLY',
       'redfin', 40000000 - 100000 * back, 220000, 120, 40
     from organizations o, generate_series(0, 72) back where o.name = $1`,
    [person.organization],
  );
}

const fileName = 'Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv';

/** Looks at the page until its import is no longer at work: without script nothing looks again by itself. */
export async function waitForImport(page: Page, word: string) {
  await expect(async () => {
    await page.reload();
    // The word may stand in the facts as well.
    await expect(page.locator('.tag').getByText(word, { exact: true })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 40_000 });
}

/** Uploads a file of Zillow's home values, checks it and applies it. */
export async function importMarketFile(page: Page, content: string) {
  await page.goto('/reid/data');
  await page.getByRole('link', { name: 'Upload' }).first().click();
  await page.getByLabel('I may use this data').check();
  await page.getByLabel('File').setInputFiles({ name: fileName, mimeType: 'text/csv', buffer: Buffer.from(content) });
  await page.getByRole('button', { name: 'Upload' }).click();
  await expect(page.getByRole('heading', { level: 1, name: fileName })).toBeVisible();
  await page.getByLabel('From').fill('2024-01-01');
  await page.getByRole('button', { name: 'Check' }).click();
  await waitForImport(page, 'Ready to apply');
  await page.getByRole('button', { name: 'Apply' }).click();
  await waitForImport(page, 'Applied');
}
