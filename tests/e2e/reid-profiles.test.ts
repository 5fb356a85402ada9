import { openMarkets } from './markets.ts';
import { expect, newPerson, signUp, test } from './shop.ts';

test('somebody makes a profile, reads its reasons, verifies, shares and refreshes it', async ({ page, query }) => {
  const person = newPerson();
  await signUp(page, person);
  await openMarkets(query, person, 'GROWTH');
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
  await openMarkets(query, person, 'GROWTH');
  await query(
    `insert into reid_monthly_uses (organization_id, month, use, uses)
     select id, date_trunc('month', now() at time zone 'UTC')::date, 'PROFILE', 10 from organizations where name = $1`,
    [person.organization],
  );
  await page.goto('/reid/profiles/new');
  await expect(page.getByText(/^10 of 10 made in \w+\. Next on 1 \w+\.$/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Make profile' })).toHaveCount(0);
});
