import { openReid } from './markets.ts';
import { expect, newPerson, required, signUp, test } from './shop.ts';

test('an alert is tried, created, fires, is read, and its mail is stopped by whoever got it', async ({
  page,
  query,
}) => {
  test.slow();
  const person = newPerson('Olive Owner');
  const receiver = `${crypto.randomUUID().slice(0, 8)}@example.test`;
  await signUp(page, person);
  await openReid(query, person, 'GROWTH');
  const addMonth = (day: string, price: number) =>
    query(
      `insert into reid_market_data (organization_id, area_key, area_name, area_type, city, state, report_date, period_type, data_source, median_price)
       select id, 'city-tx-austin', 'Austin, TX', 'CITY', 'Austin', 'TX', $2, 'MONTHLY', 'redfin', $3 from organizations where name = $1`,
      [person.organization, day, price],
    );
  await addMonth('2023-06-30', 40_000_000);
  await addMonth('2024-05-31', 39_000_000);

  await page.goto('/reid/alerts');
  await expect(page.getByRole('heading', { name: 'No alert yet' })).toBeVisible();
  await page.getByRole('link', { name: 'Create alert' }).click();
  await page.getByLabel('Name').fill('Prices in Austin');
  await page.getByLabel('Areas').fill('Austin');
  await page.getByLabel('When', { exact: true }).selectOption('IMMEDIATE');
  await page.getByLabel('Emails').fill(receiver);
  await page.getByRole('button', { name: 'Create alert' }).click();
  await expect(page.getByRole('alert')).toContainText('“Austin” names no area.');
  await expect(page.getByLabel('Name')).toHaveValue('Prices in Austin');
  await page.getByLabel('Areas').fill('Austin, TX');
  await page.getByRole('button', { name: 'Test' }).click();
  await expect(page.getByRole('heading', { name: 'In the last 24 months' })).toBeVisible();
  await expect(page.getByText('It would have told nothing.')).toBeVisible();
  await expect(page.getByText(/^2 periods cannot be judged/)).toBeVisible();
  await page.getByRole('button', { name: 'Create alert' }).click();
  await expect(page.getByRole('status')).toContainText('The alert is saved.');

  // What an import does at its end.
  await addMonth('2024-06-30', 38_000_000);
  await query('select app.judge_reid_alerts(id) from organizations where name = $1', [person.organization]);
  const sentence =
    'Median sale price of Austin, TX fell 5.0%: $380,000.00 (Jun 2024) after $400,000.00 (Jun 2023). Source: Redfin.';
  await page.goto('/reid/alerts');
  await expect(page.getByRole('link', { name: 'Alerts 1 waiting' })).toBeVisible();
  await page.getByRole('link', { name: 'Events' }).click();
  await expect(page.getByText(sentence)).toBeVisible();
  await page.getByRole('button', { name: 'Mark as read' }).click();
  await expect(page.getByRole('button', { name: 'Mark as read' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Alerts', exact: true }).first()).toBeVisible();

  const [mail] = await query<{ id: string }>(
    `select id from outgoing_mail where recipient = $1 and kind = 'reid-alert'`,
    [receiver],
  );
  await page.context().clearCookies();
  await page.goto(`${required('SHOP_URL')}/alert-mail/${mail?.id}`);
  await page.getByRole('button', { name: 'Stop these emails' }).click();
  await expect(page.getByText(`${receiver} gets no email of this alert.`)).toBeVisible();
  expect(
    await query(
      `select email_addresses from reid_alerts where name = 'Prices in Austin' and $1 = any (email_addresses)`,
      [receiver],
    ),
  ).toEqual([]);
});
