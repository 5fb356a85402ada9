import type { Page } from '@playwright/test';
import { blueskyHost, knownSecret } from '../campaigns/social-servers.ts';
import { openCampaigns } from './campaigns-open.ts';
import type { Query } from './markets.ts';
import { expect, newPerson, type Person, required, signUp, test } from './shop.ts';

/** Gives the organization Campaigns, and a campaign to write posts in. */
async function openPosts(query: Query, person: Person) {
  await openCampaigns(query, person);
  await query(
    `insert into campaigns (organization_id, name, slug, type, status, created_by)
     select o.id, 'Spring sale', 'spring-sale', 'SOCIAL_MEDIA', 'ACTIVE', u.id from organizations o, users u where o.name = $1 and u.email = $2`,
    [person.organization, person.email],
  );
}

/** Makes a draft from the calendar, and waits for its page. */
async function startPost(page: Page, platform: string) {
  await page.goto('/campaigns/posts');
  await page.getByLabel('Campaign', { exact: true }).selectOption({ label: 'Spring sale' });
  await page.getByLabel('Platform', { exact: true }).selectOption({ label: platform });
  await page.getByRole('button', { name: 'New post' }).click();
  await expect(page.getByRole('heading', { name: 'Write the post' })).toBeVisible();
}

const runMinute = () => fetch(`${required('SHOP_SCHEDULE_URL')}/minute`);

test('a post is written, counted, planned, moved, published by hand and given its figures', async ({ page, query }) => {
  test.slow();
  const person = newPerson('Olive Owner');
  await signUp(page, person);
  await openPosts(query, person);
  await startPost(page, 'LinkedIn');
  await page.getByLabel('Text', { exact: true }).fill('x'.repeat(3_001));
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('LinkedIn takes 3,000 characters, and this has 3,001');
  await page.getByLabel('Text', { exact: true }).fill('Open house on Lake Street');
  await page.getByLabel('Hashtags').fill('#homes');
  await page.getByRole('button', { name: 'Count', exact: true }).click();
  await expect(page.getByRole('row', { name: /LinkedIn/ })).toContainText('33 of 3,000 characters');
  await page.getByLabel('Day and time').fill('2031-03-05T09:00');
  await page.getByLabel('Time zone').fill('America/Chicago');
  await page.getByRole('button', { name: 'Schedule' }).click();
  await expect(page.getByRole('status')).toContainText('you get a mail to publish it on Mar 5, 2031, 9:00 AM');

  await page.goto('/campaigns/posts?date=2031-03-05');
  await expect(page.getByRole('columnheader', { name: 'Wednesday' })).toBeVisible();
  await page.getByText('Move Open house on Lake Street').first().click();
  await page.getByLabel('New day of Open house on Lake Street').fill('2031-03-12');
  await page.getByRole('button', { name: 'Move Open house on Lake Street' }).click();
  await expect(page.getByRole('status')).toContainText('moved to Wednesday, March 12, 2031');
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'April 2031' })).toBeVisible();

  await query(
    `update social_media_posts set scheduled_at = now() - interval '1 minute' from organizations o where o.id = organization_id and o.name = $1`,
    [person.organization],
  );
  await runMinute();
  await page.goto('/campaigns/posts');
  await page.getByRole('region', { name: 'Publish by hand' }).getByRole('link', { name: 'Open house' }).click();
  await expect(page.getByLabel('Text as it is published')).toHaveValue('Open house on Lake Street\n\n#homes');
  await page.getByRole('link', { name: 'Copy text' }).click();
  await expect(page.getByRole('link', { name: 'Open LinkedIn' })).toHaveAttribute(
    'href',
    /^https:\/\/www\.linkedin\.com\//,
  );
  await page.getByLabel('Address of the post').fill('https://www.linkedin.com/posts/1');
  await page.getByRole('button', { name: 'Mark as published' }).click();
  await expect(page.getByRole('status')).toContainText('It is marked as published.');
  await page.getByText('Enter figures').click();
  await page.getByLabel('Impressions').fill('1,000');
  await page.getByLabel('Likes').fill('25');
  await page.getByRole('button', { name: 'Save figures' }).click();
  await expect(page.getByText('2.50%')).toBeVisible();
  expect(
    await query(
      `select status, external_url as url, impressions from social_media_posts where external_url = 'https://www.linkedin.com/posts/1'
         and organization_id = (select id from organizations where name = $1)`,
      [person.organization],
    ),
  ).toEqual([{ status: 'PUBLISHED', url: 'https://www.linkedin.com/posts/1', impressions: 1_000 }]);
});

test('an account of Bluesky is connected, publishes a post, and another platform gets a copy', async ({
  page,
  query,
}) => {
  test.slow();
  const person = newPerson('Olive Owner');
  await signUp(page, person);
  await openPosts(query, person);
  await page.goto('/campaigns/accounts');
  await expect(page.getByRole('heading', { name: 'No account yet' })).toBeVisible();
  await page.locator('summary', { hasText: 'Bluesky' }).click();
  await page.getByLabel('Name').first().fill('Our Bluesky');
  await page.getByLabel('Handle').fill('harbor.bsky.social');
  await page.getByLabel('App password').fill('wrong');
  await page.getByLabel('Server').first().fill(blueskyHost);
  await page.getByRole('button', { name: 'Connect Bluesky' }).click();
  await expect(page.getByRole('alert')).toContainText('answered 401');
  await page.getByLabel('App password').fill(knownSecret);
  await page.getByRole('button', { name: 'Connect Bluesky' }).click();
  await expect(page.getByRole('status')).toContainText('Our Bluesky is connected.');
  await page.getByRole('button', { name: 'Test Our Bluesky' }).click();
  await expect(page.getByRole('status')).toContainText('The account works.');

  await startPost(page, 'Bluesky');
  await page.getByLabel('Text', { exact: true }).fill('Open house on Lake Street');
  await page.getByLabel('Account', { exact: true }).selectOption({ label: 'Our Bluesky (Bluesky)' });
  await page.getByRole('button', { name: 'Publish now' }).click();
  await expect(page.getByRole('status')).toContainText('It is being published.');
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Results' })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
  await expect(page.getByRole('link', { name: /^https:\/\/bsky\.app\/profile/ })).toBeVisible();

  await page.getByLabel('Mastodon', { exact: true }).check();
  await page.getByRole('button', { name: 'Copy to other platforms' }).click();
  await expect(page.getByRole('status')).toContainText('1 draft is made.');
  expect(
    await query(
      `select platform, status from social_media_posts post join organizations o on o.id = post.organization_id where o.name = $1 order by platform`,
      [person.organization],
    ),
  ).toEqual([
    { platform: 'BLUESKY', status: 'PUBLISHED' },
    { platform: 'MASTODON', status: 'DRAFT' },
  ]);
});
