import type { Query } from './markets.ts';
import { expect, newPerson, type Person, signUp, test } from './shop.ts';

/** Gives the organization Campaigns, and a seat in it to its owner. */
async function openModule(query: Query, person: Person) {
  await query(`update organizations set subscription_tier = 'ELITE' where name = $1`, [person.organization]);
  await query(
    `with bought as (
       insert into tool_purchases (organization_id, tool_id, price_at_purchase, price_model, purchased_by, period_end)
       select o.id, tool.id, tool.price, tool.price_model, u.id, now() + interval '1 month'
       from organizations o, users u, marketplace_tools tool where o.name = $1 and u.email = $2 and tool.slug = 'campaigns'
       returning organization_id, tool_id, purchased_by
     )
     insert into tool_seats (organization_id, tool_id, user_id, assigned_by)
     select organization_id, tool_id, purchased_by, purchased_by from bought`,
    [person.organization, person.email],
  );
}

test('a campaign is planned, gets its post and its money, repeats, is paused, ends and is planned again', async ({
  page,
  query,
}) => {
  test.slow();
  const person = newPerson('Olive Owner');
  await signUp(page, person);
  await openModule(query, person);

  await page.goto('/campaigns');
  await expect(page.getByRole('heading', { name: 'No campaign yet' })).toBeVisible();
  await page.getByRole('link', { name: 'New campaign' }).first().click();
  await page.getByLabel('Name', { exact: true }).fill('Open houses');
  await page.getByLabel('Type').selectOption('SOCIAL_MEDIA');
  await page.getByLabel('Budget').fill('a lot');
  await page.getByLabel('Leads').fill('8');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('Enter the budget in dollars');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Open houses');
  await page.getByLabel('Budget').fill('2,000');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Open houses', level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/\/campaigns\/open-houses$/);

  await page.getByRole('button', { name: 'Activate' }).click();
  await expect(page.getByRole('status')).toContainText('The campaign is active.');

  await page.getByText('Add a cost').click();
  await page.getByRole('textbox', { name: 'What for' }).fill('Signs');
  await page.getByLabel('Amount').fill('1,000');
  await page.getByRole('button', { name: 'Add cost' }).click();
  await expect(page.getByRole('status')).toContainText('The cost is added.');
  await page.getByText('Add a result').click();
  await page.getByLabel('What happened').fill('First sale');
  await page.getByLabel('Revenue', { exact: true }).last().fill('3,500');
  await page.getByLabel('New leads').fill('4');
  await page.getByRole('button', { name: 'Add result' }).click();
  await expect(page.getByRole('status')).toContainText('The result is added.');
  await expect(page.getByText('250%', { exact: true })).toBeVisible();
  await expect(page.getByText('Spent, 50% of the budget')).toBeVisible();
  await expect(page.getByText('4 of 8, 50%')).toBeVisible();

  await page.getByLabel('Address').fill('https://www.example.org/homes#map');
  await page.getByLabel('Source').fill('flyer');
  await page.getByRole('button', { name: 'Build link' }).click();
  await expect(page.getByLabel('The link')).toHaveValue(
    'https://www.example.org/homes?utm_source=flyer&utm_campaign=open-houses#map',
  );

  await page.goto('/campaigns/open-houses');
  await page.getByLabel('Platform').selectOption('LINKEDIN');
  await page.getByRole('button', { name: 'New post' }).click();
  await expect(page).toHaveURL(/\/campaigns\/posts\/[0-9a-f-]{36}$/);
  const post = page.url().split('/').at(-1);

  await page.goto(`/campaigns/repeats/post/${post}`);
  await page.getByLabel('Unit').selectOption('MONTHLY');
  await page.getByLabel('First day').fill('2031-01-31');
  await page.getByLabel('Time zone').selectOption('America/Chicago');
  await page.getByRole('button', { name: 'Repeat', exact: true }).click();
  await expect(
    page.getByText('Every month on day 31, or the last of a shorter month, at 9:00 AM (America/Chicago)'),
  ).toBeVisible();
  await expect(page.getByText('Feb 28, 2031, 9:00 AM (America/Chicago)')).toBeVisible();
  await page.getByRole('button', { name: 'Stop repeating to edit' }).click();
  await page.getByRole('button', { name: 'Yes, stop it' }).click();
  await expect(page.getByRole('status')).toContainText('It repeats no more');

  await page.goto('/campaigns/open-houses');
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Yes, pause it' }).click();
  await expect(page.getByRole('status')).toContainText('The campaign is paused.');
  await page.getByRole('button', { name: 'Complete' }).click();
  await page.getByRole('button', { name: 'Yes, complete it' }).click();
  await expect(page.getByRole('status')).toContainText('The campaign is completed.');
  await page.getByRole('button', { name: 'Plan again' }).click();
  await expect(page.getByRole('status')).toContainText('The campaign is planning.');
  await expect(page.getByRole('heading', { name: 'Audit trail' })).toBeVisible();

  await page.getByRole('button', { name: 'Archive' }).click();
  await expect(page.getByRole('status')).toContainText('The campaign is archived');
  await page.goto('/campaigns');
  await expect(page.getByRole('link', { name: 'Open houses' })).toHaveCount(0);
  await page.getByLabel('Archived').check();
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('link', { name: 'Open houses' }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Yes, delete it' }).click();
  await expect(page.getByRole('status')).toContainText('The campaign is deleted.');
  expect(
    await query(
      `select (select count(*)::integer from campaigns c where c.organization_id = o.id) as campaigns,
         (select count(*)::integer from social_media_posts p where p.organization_id = o.id) as posts,
         (select count(*)::integer from campaign_repeats r where r.organization_id = o.id) as repeats
       from organizations o where name = $1`,
      [person.organization],
    ),
  ).toEqual([{ campaigns: 0, posts: 0, repeats: 0 }]);
});
