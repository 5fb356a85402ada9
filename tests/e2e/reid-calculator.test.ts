import type { Page } from '@playwright/test';
import { openReid, type Query } from './markets.ts';
import { expect, newPerson, type Person, signUp, test } from './shop.ts';

/** Somebody whose organization owns REID with a seat for them, and may save five simulations a month. */
async function startAtCalculator(page: Page, query: Query): Promise<Person> {
  const person = newPerson('Ines Investor');
  await signUp(page, person);
  await openReid(query, person, 'GROWTH');
  return person;
}

const keyFigure = (page: Page, label: string) => page.locator('dl > div', { hasText: label }).locator('dd').first();

test('a rental is calculated, varied, saved to the limit and compared', async ({ page, query }) => {
  const person = await startAtCalculator(page, query);
  await page.goto('/reid');
  await page.getByRole('link', { name: 'Calculator' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Calculator' })).toBeVisible();
  // The browser does not send the form without a rent. An address can still lack one.
  await page.goto('/reid/roi?strategy=rental&price=300,000&rent=&tax=3600&insurance=1500');
  await expect(page.getByRole('alert')).toContainText('Enter the rent.');
  await expect(page.getByLabel('Price', { exact: true })).toHaveValue('300,000');
  await page.getByLabel('Rent', { exact: true }).fill('2600');
  await page.getByRole('button', { name: 'Calculate' }).click();
  await expect(keyFigure(page, 'Cash flow a month')).toHaveText('$165.25');
  await expect(keyFigure(page, 'Internal rate of return')).toHaveText('9.93%');

  await page.getByLabel('Result', { exact: true }).selectOption('Internal rate of return');
  await page.getByRole('button', { name: 'Sensitivity' }).click();
  const table = page.getByRole('table', { name: 'Internal rate of return by rent and interest rate' });
  await expect(table.getByRole('row').nth(3).getByRole('cell').nth(2)).toHaveText('9.93%');

  const calculated = page.url();
  for (const name of ['One', 'Two', 'Three', 'Four', 'Five']) {
    await page.goto(calculated);
    await page.getByLabel('Name').fill(name);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  }
  await page.goto(calculated);
  await expect(page.getByText('5 of 5 saved in')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0);

  await page.goto('/reid/roi/saved');
  await page.getByRole('checkbox', { name: 'Compare One' }).check();
  await page.getByRole('checkbox', { name: 'Compare Two' }).check();
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByText('All inputs are the same.')).toBeVisible();
  await expect(
    page.getByRole('table', { name: 'Results' }).getByRole('row', { name: /Net present value/ }),
  ).toContainText('$7,399.08');
  const [saved] = await query<{ uses: number }>(
    `select uses from reid_monthly_uses join organizations on organizations.id = organization_id where name = $1`,
    [person.organization],
  );
  expect(saved?.uses).toBe(5);
});

test('a saved simulation gets a scenario, is shared, changed and deleted', async ({ page, query }) => {
  const person = await startAtCalculator(page, query);
  await page.goto('/reid/roi?strategy=rental&price=300000&rent=2600&tax=3600&insurance=1500&rate=6.5');
  await page.getByLabel('Name').fill('Lake Street');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByLabel('Pessimistic').check();
  await page.getByRole('button', { name: 'Add scenario' }).click();
  await expect(page.getByRole('status')).toContainText('The pessimistic scenario is added.');
  await expect(page.getByRole('table', { name: 'Scenarios' })).toContainText('Pessimistic');

  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByRole('status')).toContainText('Everybody of your organization sees it now.');
  await page.getByRole('button', { name: 'Recalculate' }).click();
  await expect(page.getByText('Version 2 gives the same results, to the cent.')).toBeVisible();
  await expect(page.getByText('Templates: Needs the Elite plan')).toBeVisible();

  await page.getByRole('link', { name: 'Change inputs' }).click();
  await page.getByLabel('Rent', { exact: true }).fill('2700');
  await page.getByRole('button', { name: 'Calculate' }).click();
  await expect(page.getByRole('heading', { name: 'Change “Lake Street”' })).toBeVisible();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Lake Street' })).toBeVisible();
  const read = () =>
    query<{ rent: string; shared: boolean }>(
      `select inputs ->> 'rent' as rent, is_shared as shared from reid_roi_simulations
       where organization_id = (select id from organizations where name = $1) order by parent_simulation_id nulls first`,
      [person.organization],
    );
  expect(await read()).toEqual([
    { rent: '270000', shared: true },
    { rent: '247000', shared: true },
  ]);

  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Delete it' }).click();
  await expect(page.getByRole('status')).toContainText('“Lake Street” is deleted.');
  await expect(page.getByRole('heading', { name: 'Nothing is saved yet' })).toBeVisible();
  expect(await read()).toEqual([]);
});
