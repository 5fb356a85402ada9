import { expect, newPerson, type Person, signUp, test } from './shop.ts';

type Query = <Row extends Record<string, unknown>>(text: string, values?: unknown[]) => Promise<Row[]>;

/** Gives the organization REID on GROWTH, a seat to its owner, and six years of prices, sales and rents of one area. */
async function openMarkets(query: Query, person: Person) {
  await query(`update organizations set subscription_tier = 'GROWTH' where name = $1`, [person.organization]);
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
  await query(
    `insert into reid_market_data (organization_id, area_key, area_name, area_type, zip_code, report_date, period_type, data_source, median_price,
       median_rent, active_listings, sold_listings)
     select o.id, 'zip-78704', '78704', 'ZIP', '78704', (date '2024-07-01' - make_interval(months => back) - interval '1 day')::date, 'MONTHLY',
       'redfin', 40000000 - 100000 * back, 220000, 120, 40
     from organizations o, generate_series(0, 72) back where o.name = $1`,
    [person.organization],
  );
}

test('somebody makes a profile, reads its reasons, verifies, shares and refreshes it', async ({ page, query }) => {
  const person = newPerson();
  await signUp(page, person);
  await openMarkets(query, person);
  await page.goto('/reid/profiles');
  await page.getByRole('link', { name: 'New profile' }).first().click();
  await page.getByLabel('Area', { exact: true }).fill('nowhere, TX');
  await page.getByRole('button', { name: 'Make profile' }).click();
  await expect(page.getByRole('alert')).toContainText('Nothing is known of “nowhere, TX”.');
  await page.getByLabel('Area', { exact: true }).fill('78704');
  await page.getByRole('button', { name: 'Make profile' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '78704' })).toBeVisible();
  // A year's rent of the price: 12 × 2,200 ÷ 400,000.
  await expect(page.getByRole('row', { name: /^A year’s rent, of the price.*6\.6%/ })).toBeVisible();
  const [kept] = await query<{ growth: number }>(
    `select growth_score as growth from reid_ai_profiles p join organizations o on o.id = p.organization_id where o.name = $1`,
    [person.organization],
  );
  await expect(page.getByRole('region', { name: 'Growth', exact: true })).toContainText(String(kept?.growth));
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.getByRole('status')).toContainText('verified in your name');
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByRole('status')).toContainText('Everybody of your organization reads it now.');
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByRole('status')).toContainText('what is known now');
  // What it says now, nobody has verified.
  await expect(page.getByRole('button', { name: 'Verify' })).toBeVisible();
});

test('at the limit of the month a sentence takes the place of the button', async ({ page, query }) => {
  const person = newPerson();
  await signUp(page, person);
  await openMarkets(query, person);
  await query(
    `insert into reid_monthly_uses (organization_id, month, use, uses)
     select id, date_trunc('month', now() at time zone 'UTC')::date, 'PROFILE', 10 from organizations where name = $1`,
    [person.organization],
  );
  await page.goto('/reid/profiles/new');
  await expect(page.getByText(/^10 of 10 made in \w+\. Next on 1 \w+\.$/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Make profile' })).toHaveCount(0);
});
