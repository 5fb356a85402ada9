import { plainBlocks } from '../factories/campaign-parts-editor.ts';
import type { Query } from './markets.ts';
import type { Person } from './shop.ts';

/**
 * Gives the organization of a person Campaigns with a seat for them, all that an email needs to go out, three people who agreed to mail, and a
 * draft to them. Returns the address of the draft.
 */
export async function openDraft(query: Query, person: Person, tier: 'STARTER' | 'ELITE'): Promise<string> {
  const [row] = await query<{ id: string }>(
    `with organization as (update organizations set subscription_tier = $3::subscription_tier where name = $1 returning id, name),
       owner as (select id from users where email = $2),
       tool as (select * from marketplace_tools where slug = 'campaigns'),
       bought as (insert into tool_purchases (organization_id, tool_id, price_at_purchase, price_model, purchased_by, period_end)
         select organization.id, tool.id, tool.price, tool.price_model, owner.id, now() + interval '1 month' from organization, tool, owner),
       seated as (insert into tool_seats (organization_id, tool_id, user_id, assigned_by)
         select organization.id, tool.id, owner.id, owner.id from organization, tool, owner),
       campaign as (insert into campaigns (organization_id, name, slug, type, created_by)
         select organization.id, 'Spring', 'spring', 'EMAIL_MARKETING', owner.id from organization, owner returning id, organization_id)
     select gen_random_uuid() as id from organization, campaign`,
    [person.organization, person.email, tier],
  );
  if (!row) throw new Error('There is no such organization.');
  await query(
    `insert into campaign_settings (organization_id, postal_address, time_zone)
     select id, '1 Lake Street, Chicago, IL 60601', 'America/Chicago' from organizations where name = $1
     on conflict (organization_id) do update set postal_address = excluded.postal_address`,
    [person.organization],
  );
  await query(
    `insert into sending_domains (organization_id, domain, selector, public_key, sealed_private_key, ownership_token, verified_at, created_by)
     select o.id, $3, 'lotline', 'public', 'sealed', 'token', now(), u.id from organizations o, users u where o.name = $1 and u.email = $2`,
    [person.organization, person.email, `mail-${row.id}.test`],
  );
  await query(
    `with list as (insert into contact_lists (organization_id, name) select id, 'Buyers' from organizations where name = $1 returning id, organization_id),
       person as (insert into contacts (organization_id, name, email)
         select list.organization_id, 'Person ' || number, 'person' || number || '@' || $2 from list, generate_series(1, 3) number returning id, organization_id, email),
       agreed as (insert into contact_consents (organization_id, contact_id, email, is_granted, source)
         select organization_id, id, email, true, 'Sign-up form' from person)
     insert into contact_list_members (organization_id, list_id, contact_id) select list.organization_id, list.id, person.id from list, person`,
    [person.organization, `people-${row.id}.test`],
  );
  await query(
    `insert into email_campaigns (id, organization_id, campaign_id, name, subject, from_name, from_email, body_blocks, created_by)
     select $3, o.id, c.id, 'Houses by the lake', '', 'Harbor', $4, $5, u.id
     from organizations o join campaigns c on c.organization_id = o.id, users u where o.name = $1 and u.email = $2`,
    [person.organization, person.email, row.id, `news@mail-${row.id}.test`, JSON.stringify(plainBlocks)],
  );
  return `/campaigns/emails/${row.id}`;
}
