import type { Page } from '@playwright/test';
import type { Client } from 'pg';
import { createMarkets } from '../factories/markets.ts';
import { only } from '../factories/rows.ts';
import { openReid, type Query } from './markets.ts';
import { expect, newPerson, signUp, test } from './shop.ts';

/** Somebody whose organization owns REID with a seat for them, and has markets, people and a school. */
async function startAtMarkets(page: Page, query: Query, sql: Client) {
  const person = newPerson('Ana Analyst');
  await signUp(page, person);
  await openReid(query, person, 'GROWTH');
  const { id } = only(
    await sql.query<{ id: string }>('select id from organizations where name = $1', [person.organization]),
  );
  await createMarkets(sql, id);
  return person;
}

test('an area is watched, looked at as of a day, and compared', async ({ page, query, sql }) => {
  await startAtMarkets(page, query, sql);
  await page.goto('/reid');
  await page.getByLabel('Area', { exact: true }).fill('Nowhere');
  await page.getByRole('button', { name: 'Watch an area' }).click();
  await expect(page.getByRole('alert')).toContainText('No figures of this area are here.');
  await page.getByLabel('Area', { exact: true }).fill('60601');
  await page.getByRole('button', { name: 'Watch an area' }).click();
  await expect(page.getByText('You watch 60601.')).toBeVisible();
  await page.getByRole('heading', { name: '60601' }).getByRole('link').click();

  await expect(page.getByRole('heading', { level: 1, name: '60601' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Stop watching' })).toBeVisible();
  await expect(page.getByRole('img', { name: 'Median sale price' })).toBeVisible();
  await page.getByLabel('As of').fill('2020-01-31');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByText('As it was known at the end of Jan 31, 2020')).toBeVisible();
  await page.getByRole('link', { name: 'Show what is known now' }).click();
  await page.getByText('Show data').first().click();
  await expect(page.getByRole('table', { name: 'Median sale price: data' })).toBeVisible();

  await page.getByRole('link', { name: 'Markets', exact: true }).first().click();
  await page.getByLabel('Compare 60601').check();
  await page.getByLabel('Compare Illinois').check();
  await page.getByRole('button', { name: 'Compare' }).click();
  const table = page.getByRole('table', { name: 'Figures side by side' });
  await expect(table.getByRole('columnheader', { name: /Illinois/ })).toBeVisible();
  await page.getByRole('link', { name: 'Remove Illinois' }).click();
  await page.getByLabel('Area', { exact: true }).fill('Cook County, IL');
  await page.getByRole('button', { name: 'Add area' }).click();
  await expect(table.getByRole('columnheader', { name: /Cook, IL/ })).toBeVisible();
});

test('the people of an area and its schools are found from its page', async ({ page, query, sql }) => {
  await startAtMarkets(page, query, sql);
  await page.goto('/reid/markets/zip-60601');
  // Beside the heading; the module's navigation has a link of the same name.
  const about = page.getByRole('heading', { level: 1 }).locator('..');
  await about.getByRole('link', { name: 'People' }).click();
  await expect(page.getByRole('table', { name: 'People' })).toContainText('± $9,000');
  await page.goBack();
  await about.getByRole('link', { name: 'Schools' }).click();
  await expect(page.getByLabel('ZIP code')).toHaveValue('60601');
  await page.getByRole('link', { name: 'Lake School', exact: true }).click();
  await page.getByRole('link', { name: 'Schools near it' }).click();
  await expect(page.getByRole('row', { name: /Lake School/ })).toContainText('0.0 mi');
  await page.getByLabel('Near').fill('somewhere');
  await page.getByRole('button', { name: 'Find schools' }).click();
  await expect(page.getByText('Enter a latitude and a longitude')).toBeVisible();
});

test('a map of states leads to each of them', async ({ page, query, sql }) => {
  await startAtMarkets(page, query, sql);
  await page.goto('/reid');
  await page.getByLabel('Figure').selectOption('Days on market');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.getByRole('link', { name: 'Illinois: 35.5 days' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Illinois' })).toBeVisible();
});
