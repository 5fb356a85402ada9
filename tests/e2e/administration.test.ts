import { randomBytes } from 'node:crypto';
import { expect, signIn, test } from './shop.ts';

const administrator = { email: 'admin@lotline.test', password: 'lotline-demo' };

const heading = 'Name,Slug,Description,Category,Area,Price tier,Price,Paid,Tier needed,Works as,Icon,Provider';

test('an admin imports 200 tools with three bad rows, mends them, reprices twenty at once and keeps the filter', async ({
  page,
  query,
}) => {
  test.setTimeout(120_000);
  const word = `csv${randomBytes(4).toString('hex')}`;
  const slugs = Array.from({ length: 200 }, (_, index) => `${word}-${String(index + 1).padStart(3, '0')}`);
  const rowOf = (slug: string, price = '100') =>
    `Tool ${slug},${slug},Of a test.,Growth,Leads,T1,${price},Monthly,Any,API,box,A company`;
  const good = slugs.map((slug) => rowOf(slug));
  const bad = good
    .with(2, rowOf(slugs[2] ?? '', 'cheap'))
    .with(99, `,${slugs[99]}`)
    .with(199, rowOf(slugs[0] ?? ''));
  const upload = (rows: readonly string[]) => ({
    name: 'tools.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from([heading, ...rows, ''].join('\r\n')),
  });
  const count = async () =>
    (await query('select count(*)::integer as count from marketplace_tools where slug like $1', [`${word}-%`]))[0];

  await signIn(page, administrator);
  await page.goto('/admin');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dashboard');
  await expect(page.getByRole('img', { name: 'Sales' })).toBeVisible();
  await page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: 'Tools' }).click();
  await page.getByRole('link', { name: 'Import CSV' }).click();

  await page.getByLabel('File', { exact: true }).setInputFiles(upload(bad));
  await page.getByRole('button', { name: 'Check' }).click();
  const errors = page.getByRole('region', { name: 'Rows with errors' });
  await expect(errors.getByRole('row')).toHaveCount(4);
  await expect(errors.getByRole('row', { name: new RegExp(`^4 .*${slugs[2]}`) })).toContainText('Enter dollars');
  await expect(errors.getByRole('row', { name: /^201 / })).toContainText('Line 2 is about this tool already.');
  await expect(page.getByRole('button', { name: /^Import/ })).toHaveCount(0);
  expect(await count()).toEqual({ count: 0 });

  await page.getByLabel('Another file').setInputFiles(upload(good));
  await page.getByRole('button', { name: 'Check again' }).click();
  await page.getByRole('button', { name: 'Import 200 tools' }).click();
  await expect(page.getByRole('status')).toContainText('200 tools imported: 200 new, 0 changed.');
  expect(await count()).toEqual({ count: 200 });

  // What is ticked is shown with its new price before anything changes.
  await page.goto('/admin/tools');
  await page.getByLabel('Name, slug or tag').fill(word);
  await page.getByRole('button', { name: 'Show tools' }).click();
  await page.getByText('Keep these filters').click();
  await page.getByLabel('Their name, for you alone').fill(`Of ${word}`);
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await expect(page.getByRole('status')).toContainText(`Kept as “Of ${word}”.`);
  await page.goto('/admin/tools');
  await page.getByRole('link', { name: `Of ${word}` }).click();
  for (const slug of slugs.slice(0, 20)) await page.getByLabel(`Tool ${slug}`).check();
  await page.getByRole('button', { name: 'Change prices' }).click();
  await page.getByLabel('Change by').fill('-10');
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(page.getByRole('row', { name: new RegExp(`${slugs[0]}.*\\$100\\.00.*\\$90\\.00`) })).toBeVisible();
  await page.getByRole('button', { name: 'Change the prices of 20 tools' }).click();
  await expect(page.getByRole('status')).toContainText('20 tools changed.');
  expect(
    await query(
      'select price, count(*)::integer as count from marketplace_tools where slug like $1 group by price order by price',
      [`${word}-%`],
    ),
  ).toEqual([
    { price: 9_000, count: 20 },
    { price: 10_000, count: 180 },
  ]);

  // The heading of a column turns the order around.
  await page.goto(`/admin/tools?q=${word}`);
  await page.getByRole('link', { name: 'Price', exact: true }).click();
  await expect(page.getByRole('columnheader', { name: 'Price' })).toHaveAttribute('aria-sort', 'ascending');
  await page.getByRole('link', { name: 'Price', exact: true }).click();
  await expect(page.getByRole('columnheader', { name: 'Price' })).toHaveAttribute('aria-sort', 'descending');

  await page.goto('/admin/filters');
  await page.getByRole('button', { name: `Forget Of ${word}` }).click();
  await expect(page.getByRole('status')).toContainText('These filters are forgotten.');
  await query('delete from marketplace_tools where slug like $1', [`${word}-%`]);
});
