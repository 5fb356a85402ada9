-- A plan (subscription_tier) decides what an organization may buy, and how much the modules it owns do.

-- Returns what the modules allow on each plan: contacts; emails, saved simulations and profiles made in a month; active alerts. Null
-- where there is no limit. Everybody may know.
create or replace function app.plan_limits()
returns table (tier subscription_tier, contacts integer, emails integer, simulations integer, profiles integer, alerts integer)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select plan.tier, app.contact_limit(plan.tier), app.monthly_email_limit(plan.tier), app.reid_monthly_limit('SIMULATION', plan.tier),
    app.reid_monthly_limit('PROFILE', plan.tier), app.reid_alert_limit(plan.tier)
  from unnest(enum_range(null::subscription_tier)) as plan (tier)
$$;
comment on function app.plan_limits is 'Never null: tier, contacts.';

grant execute on function app.plan_limits to lotline_app;
