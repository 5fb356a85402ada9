import type { Query } from './markets.ts';
import type { Person } from './shop.ts';

/** Gives the organization a tier, Campaigns, and a seat in it to its owner. */
export async function openCampaigns(
  query: Query,
  person: Person,
  tier: 'STARTER' | 'GROWTH' | 'ELITE' | 'ENTERPRISE' = 'STARTER',
) {
  await query('update organizations set subscription_tier = $2::subscription_tier where name = $1', [
    person.organization,
    tier,
  ]);
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
}
