import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { expect, newPerson, required, signUp, test } from './shop.ts';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
/** A token as messages carry one: 160 bits in base32. */
const createToken = () => [...randomBytes(32)].map((byte) => 'abcdefghijklmnopqrstuvwxyz234567'[byte % 32]).join('');

test('whoever got an email unsubscribes by its link, and its results tell why they got it', async ({ page, query }) => {
  test.slow();
  const person = newPerson('Rita Results');
  const receiver = `${randomUUID().slice(0, 8)}@example.test`;
  await signUp(page, person);
  await query(`update organizations set subscription_tier = 'ELITE' where name = $1`, [person.organization]);
  await query(
    `insert into tool_purchases (organization_id, tool_id, price_at_purchase, price_model, purchased_by, period_end)
     select o.id, tool.id, tool.price, tool.price_model, u.id, now() + interval '1 month'
     from organizations o, users u, marketplace_tools tool where o.name = $1 and u.email = $2 and tool.slug = 'campaigns'`,
    [person.organization, person.email],
  );
  await query(
    `insert into tool_seats (organization_id, tool_id, user_id, assigned_by)
     select o.id, tool.id, u.id, u.id from organizations o, users u, marketplace_tools tool
     where o.name = $1 and u.email = $2 and tool.slug = 'campaigns'`,
    [person.organization, person.email],
  );
  const token = createToken();
  const [sent] = await query<{ id: string }>(
    `with organization as (select id from organizations where name = $1), author as (select id from users where email = $2),
     settings as (insert into campaign_settings (organization_id, postal_address) select id, '1 Lake Street' from organization
       on conflict (organization_id) do update set postal_address = excluded.postal_address returning organization_id, recipient_key),
     campaign as (insert into campaigns (organization_id, name, slug, type, created_by)
       select organization.id, 'Spring', 'spring-of-rita', 'EMAIL_MARKETING', author.id from organization, author returning *),
     list as (insert into contact_lists (organization_id, name) select id, 'Buyers' from organization returning *),
     contact as (insert into contacts (organization_id, name, email, created_at) select id, 'Ann Lee', $3, now() - interval '1 day' from organization returning *),
     member as (insert into contact_list_members (organization_id, list_id, contact_id, created_at)
       select list.organization_id, list.id, contact.id, now() - interval '1 day' from list, contact),
     email as (insert into email_campaigns (organization_id, campaign_id, name, subject, from_name, from_email, created_by, status, started_at,
         queued_all_at, sent_at, recipient_count, snapshot)
       select campaign.organization_id, campaign.id, 'Houses of spring', 'Houses', 'Harbor', 'news@example.test', author.id, 'SENT', now() - interval '1 hour',
         now() - interval '1 hour', now(), 1,
         jsonb_build_object('isTracked', true, 'audience', jsonb_build_object('lists', jsonb_build_array(list.id), 'segments', '[]'::jsonb, 'excludedLists', '[]'::jsonb))
       from campaign, author, list returning *)
     insert into email_deliveries (organization_id, email_campaign_id, contact_id, email, recipient_hash, status, attempts, claim_id, claim_place,
       handed_over_at, first_handed_over_at, sent_at, unsubscribe_token_hash)
     select email.organization_id, email.id, contact.id, contact.email,
       encode(sha256(convert_to(settings.recipient_key || contact.email, 'UTF8')), 'hex'), 'SENT', 1, gen_random_uuid(), 0, now() - interval '1 hour',
       now() - interval '1 hour', now() - interval '1 hour', $4
     from email, contact, settings returning email_campaign_id as id`,
    [person.organization, person.email, receiver, hash(token)],
  );
  const results = `/campaigns/emails/${sent?.id}/results`;

  await page.goto(results);
  await expect(page.getByRole('heading', { level: 1, name: 'Results of Houses of spring' })).toBeVisible();
  await page.getByLabel('Email', { exact: true }).fill(receiver);
  await page.getByRole('button', { name: 'Why?' }).click();
  await expect(page.getByText('It was sent on')).toBeVisible();
  await expect(page.getByText('Of its lists they are on “Buyers”.')).toBeVisible();
  await page.getByRole('button', { name: 'Check the ledger' }).click();
  await expect(page.getByText('The ledger is right')).toBeVisible();

  const link = `${required('SHOP_URL')}/u/${token}`;
  await page.goto(link);
  await page.getByRole('button', { name: 'Keep me' }).click();
  await expect(page.getByText('Nothing was changed.')).toBeVisible();
  await page.getByRole('button', { name: 'Leave Buyers' }).click();
  await expect(page.getByText('You left the list.')).toBeVisible();
  await page.getByRole('button', { name: 'Unsubscribe' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'You are unsubscribed' })).toBeVisible();
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1, name: 'You are unsubscribed' })).toBeVisible();

  await page.goto(`${results}?email=${receiver}`);
  await expect(page.getByText('Their address is suppressed now: they unsubscribed on')).toBeVisible();
  await expect(page.getByText('They unsubscribed by it on')).toBeVisible();
});
