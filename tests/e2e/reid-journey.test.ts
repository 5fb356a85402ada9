import { importMarketFile, openReid } from './markets.ts';
import { expect, newPerson, required, signUp, test } from './shop.ts';

const head = 'RegionID,SizeRank,RegionName,RegionType,StateName';
const first = `${head},2024-05-31,2024-06-30\n900002,37,"Harborview, TX",msa,TX,400000,428839.502\n`;
const second = `${head},2024-05-31,2024-06-30,2024-07-31\n900002,36,"Harborview, TX",msa,TX,400000,430000,408500\n`;

test('a file is imported, an area looked at as of a day, watched, and told of when the next file comes', async ({
  page,
  query,
  request,
}) => {
  test.slow();
  const person = newPerson('Ingrid Importer');
  await signUp(page, person);
  await openReid(query, person, 'ENTERPRISE');
  await importMarketFile(page, first);
  const [area] = await query<{ key: string }>(
    `select distinct area_key as key from reid_market_data data join organizations o on o.id = data.organization_id where o.name = $1`,
    [person.organization],
  );
  const areaPage = `/reid/markets/${area?.key}`;
  await page.goto(areaPage);
  await expect(page.getByRole('heading', { level: 1, name: /Harborview, TX/ })).toBeVisible();
  await expect(page.getByRole('link', { name: '$428,839.50' }).first()).toBeVisible();

  await page.goto(`/reid/alerts/new?area=${area?.key}`);
  await page.getByLabel('Name').fill('Prices in Harborview');
  await page.getByLabel('Compared with').selectOption('previous');
  await page.getByLabel('When', { exact: true }).selectOption('IMMEDIATE');
  await page.getByLabel('Emails').fill(person.email);
  await page.getByRole('button', { name: 'Create alert' }).click();
  await expect(page.getByRole('status')).toContainText('The alert is saved.');

  // The first file came two days before the second.
  await query(
    `update reid_imports import set applied_at = import.applied_at - interval '2 days'
     from organizations o where o.id = import.organization_id and o.name = $1`,
    [person.organization],
  );
  await importMarketFile(page, second);
  await page.goto(areaPage);
  await expect(page.getByRole('link', { name: '$408,500.00' }).first()).toBeVisible();
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('As of').fill(yesterday);
  await page.getByRole('button', { name: 'Show' }).first().click();
  await expect(page.getByText('As it was known at the end of')).toBeVisible();
  await expect(page.getByRole('link', { name: '$428,839.50' }).first()).toBeVisible();
  await expect(page.getByRole('link', { name: '$408,500.00' })).toHaveCount(0);

  await page.goto('/reid/alerts/events');
  await expect(
    page.getByText(/of Harborview, TX fell 5\.0%: \$408,500\.00 \(Jul 2024\) after \$430,000\.00/),
  ).toBeVisible();
  await expect(async () => {
    await request.post(required('SHOP_SCHEDULE_URL'));
    const messages: { subject: string; text: string }[] = await (
      await request.get(`${required('SHOP_OUTBOX_URL')}/messages?to=${encodeURIComponent(person.email)}`)
    ).json();
    expect(messages.map(({ text }) => text).join('\n')).toContain('Harborview, TX fell 5.0%');
  }).toPass({ timeout: 30_000 });
});
