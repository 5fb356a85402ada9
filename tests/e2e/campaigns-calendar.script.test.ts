import { openCampaigns } from './campaigns-open.ts';
import { expect, newPerson, signUp, test } from './shop.ts';

test('a post is dragged to another day, and keeps its hour', async ({ page, query }) => {
  const person = newPerson('Olive Owner');
  await signUp(page, person);
  await openCampaigns(query, person);
  const [post] = await query<{ id: string }>(
    `with campaign as (
       insert into campaigns (organization_id, name, slug, type, created_by)
       select o.id, 'Spring sale', 'spring-sale', 'SOCIAL_MEDIA', u.id from organizations o, users u where o.name = $1 and u.email = $2 returning *
     )
     insert into social_media_posts (organization_id, campaign_id, post_text, platform, created_by, scheduled_at, scheduled_time_zone, scheduled_local)
     select organization_id, id, 'Open house', 'LINKEDIN', created_by, '2031-03-05T15:00Z', 'America/Chicago', '2031-03-05T09:00' from campaign
     returning id`,
    [person.organization, person.email],
  );
  await page.goto('/campaigns/posts?date=2031-03-05');
  const entry = page.locator(`[data-entry="${post?.id}"]`);
  await entry.dragTo(page.locator('[data-day="2031-03-12"]'), { sourcePosition: { x: 5, y: 5 } });
  await expect(page.getByRole('status')).toContainText('moved to Wednesday, March 12, 2031');
  await expect(page.locator('[data-day="2031-03-12"]')).toContainText('Open house');
  expect(
    await query(
      `select scheduled_local::text as local, scheduled_at = '2031-03-12T14:00Z' as at from social_media_posts where id = $1`,
      [post?.id],
    ),
  ).toEqual([{ local: '2031-03-12 09:00:00', at: true }]);
});

test('the text of a post is put on the clipboard', async ({ page, context, query }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const person = newPerson('Olive Owner');
  await signUp(page, person);
  await openCampaigns(query, person);
  const [post] = await query<{ id: string }>(
    `with campaign as (
       insert into campaigns (organization_id, name, slug, type, created_by)
       select o.id, 'Spring sale', 'spring-sale', 'SOCIAL_MEDIA', u.id from organizations o, users u where o.name = $1 and u.email = $2 returning *
     )
     insert into social_media_posts (organization_id, campaign_id, post_text, platform, created_by, hashtags)
     select organization_id, id, 'Open house', 'LINKEDIN', created_by, '{homes}' from campaign returning id`,
    [person.organization, person.email],
  );
  await page.goto(`/campaigns/posts/${post?.id}`);
  await page.getByRole('link', { name: 'Copy text' }).click();
  await expect(page.getByRole('link', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Open house\n\n#homes');
});
