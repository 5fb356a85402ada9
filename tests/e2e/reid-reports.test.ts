import { openMarkets } from './markets.ts';
import { expect, newPerson, signUp, test } from './shop.ts';

test('somebody makes a report, prints it, shares it by a link, schedules it and takes the link back', async ({
  page,
  query,
  browser,
  javaScriptEnabled,
}) => {
  const person = newPerson();
  await signUp(page, person);
  await openMarkets(query, person, 'ELITE');
  await page.goto('/reid/reports');
  await page.getByRole('link', { name: 'New report' }).first().click();
  await page.getByLabel('Name').fill('South Austin');
  await page.getByLabel('Areas').fill('78704');
  await page.getByLabel('From').fill('2023-01-01');
  await page.getByLabel('To', { exact: true }).fill('2024-06-30');
  await page.getByRole('button', { name: 'Generate' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'South Austin' })).toBeVisible();
  await expect(
    page.getByText('Median sale price in 78704 rose 3.1% in a year, to $400,000.00 in Jun 2024 (Redfin).'),
  ).toBeVisible();
  const report = page.url();

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download PDF' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('South Austin.pdf');
  expect(await page.getByRole('link', { name: 'Print' }).getAttribute('href')).toContain('print');

  await page.getByRole('button', { name: 'Make link' }).click();
  const link = await page.getByLabel('Link to this report').inputValue();
  const guest = await (await browser.newContext({ javaScriptEnabled })).newPage();
  const answer = await guest.goto(link);
  expect(answer?.headers()['referrer-policy']).toBe('no-referrer');
  await expect(guest.getByRole('heading', { level: 1, name: 'South Austin' })).toBeVisible();
  // On paper, upright, it is the report and nothing of the site.
  await guest.emulateMedia({ media: 'print' });
  await guest.setViewportSize({ width: 658, height: 900 });
  expect(await guest.locator('html').evaluate((page) => page.scrollWidth - page.clientWidth)).toBeLessThanOrEqual(0);
  await expect(guest.getByRole('navigation')).toHaveCount(0);
  await expect(guest.getByRole('link', { name: 'Download PDF' })).toBeHidden();
  await guest.emulateMedia({ media: null });
  expect((await guest.request.get(`${link}.pdf`)).headers()['content-type']).toBe('application/pdf');

  await page.goto(report);
  await page.getByLabel('Made anew').selectOption('MONTHLY');
  await page.getByRole('button', { name: 'Schedule' }).click();
  await expect(page.getByRole('status')).toContainText('It is made anew by itself from now on.');
  await page.getByRole('button', { name: 'Save as template' }).click();
  await expect(page.getByRole('status')).toContainText('It is a template now');

  await page.getByRole('button', { name: 'Withdraw link' }).click();
  await page.getByRole('button', { name: 'Yes, withdraw it' }).click();
  await expect(page.getByRole('status')).toContainText('The link no longer works.');
  expect((await guest.goto(link))?.status()).toBe(404);
  expect((await guest.request.get(`${link}.pdf`)).status()).toBe(404);
  await guest.context().close();

  await page.goto('/reid/reports/new');
  await page.getByRole('link', { name: 'South Austin' }).click();
  await expect(page.getByLabel('Areas')).toHaveValue('zip-78704');
});

test('an area without data makes a report that says which, and begins anew from there', async ({ page, query }) => {
  const person = newPerson();
  await signUp(page, person);
  await openMarkets(query, person, 'GROWTH');
  await page.goto('/reid/reports/new?a=zip-78704&a=zip-99999');
  await page.getByRole('button', { name: 'Generate' }).click();
  await expect(page.getByText('There is no data of zip-99999')).toBeVisible();
  await page.getByRole('link', { name: 'Change it and generate again' }).click();
  await page.getByLabel('Areas').fill('78704');
  await page.getByRole('button', { name: 'Generate' }).click();
  await expect(page.getByRole('link', { name: 'Download CSV' })).toBeVisible();
  await expect(page.getByText('Needs the Elite plan')).toBeVisible();
});

test('a form that is refused says what is wrong beside its field and keeps what was typed', async ({ page, query }) => {
  const person = newPerson();
  await signUp(page, person);
  await openMarkets(query, person, 'ELITE');
  await page.goto('/reid/reports/new');
  await page.getByLabel('Name').fill('Kept');
  await page.getByRole('button', { name: 'Generate' }).click();
  await expect(page.getByRole('alert')).toContainText('Name an area, such as 78704 or Austin, TX.');
  await expect(page.getByLabel('Name')).toHaveValue('Kept');
});
