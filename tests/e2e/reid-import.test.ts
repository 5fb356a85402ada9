import { importMarketFile, openReid, waitForImport } from './markets.ts';
import { expect, newPerson, signUp, test } from './shop.ts';

const head = 'RegionID,SizeRank,RegionName,RegionType,StateName';
const first = `${head},2024-05-31,2024-06-30\n900002,37,"Harborview, TX",msa,TX,412345.675,428839.502\n`;
const second = `${head},2024-05-31,2024-06-30,2024-07-31\n900002,36,"Harborview, TX",msa,TX,412345.675,430000,431000.5\n`;

test('a file is imported, restated by the next one, looked up and taken back', async ({ page, query }) => {
  test.slow();
  const person = newPerson('Rita Researcher');
  await signUp(page, person);
  await openReid(query, person, 'ENTERPRISE');
  await importMarketFile(page, first);
  await expect(page.getByText('2 new, 0 restated, 0 unchanged, 0 withdrawn.').first()).toBeVisible();
  await importMarketFile(page, second);
  await expect(page.getByText('1 new, 1 restated, 1 unchanged, 0 withdrawn.').first()).toBeVisible();

  const [figure] = await query<{ id: string }>(
    `select data.id from reid_market_data data join organizations on organizations.id = data.organization_id
     where organizations.name = $1 and report_date = '2024-06-30'`,
    [person.organization],
  );
  const importPage = page.url();
  await page.goto(`/reid/figures/${figure?.id}`);
  await expect(page.getByText('$430,000.00')).toBeVisible();
  await expect(page.getByText(/\$428,839\.50 until/)).toBeVisible();

  await page.goto(importPage);
  await page.getByRole('button', { name: 'Undo import' }).click();
  await page.getByRole('button', { name: 'Yes, undo it' }).click();
  await waitForImport(page, 'Undone');
  await page.goto(`/reid/figures/${figure?.id}`);
  await expect(page.getByText('$428,839.50').first()).toBeVisible();
});
