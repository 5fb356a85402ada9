-- CATALOG of the platform brings in tools from a file: new ones, and changes of those there are.

-- Writes tools, all of them or none.
--
--   p_tools  for each tool its columns as the table names them, its id, and the revision that was shown: 0 for a new one, which
--            brings an id of its own choice
--
-- Outcomes: IMPORTED, MISSING (one that was there is not any more), STALE (somebody changed one since). A slug that another tool
-- has or had breaks the same constraints as it does anywhere.
create or replace function app.import_tools(p_tools jsonb) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_wanted integer := jsonb_array_length(p_tools);
  v_changed integer;
  v_found integer;
  v_current integer;
begin
  perform app.require_platform_role('{CATALOG}');
  if v_wanted not between 1 and 200 then
    raise check_violation using message = 'one import holds 1 to 200 tools';
  end if;
  -- As any editor of the catalog, from here on.
  perform pg_advisory_xact_lock(hashtextextended('catalog', 0));
  select count(*) filter (where wanted.revision > 0), count(tool.id) filter (where wanted.revision > 0),
    count(*) filter (where wanted.revision > 0 and tool.revision = wanted.revision)
  into v_changed, v_found, v_current
  from jsonb_to_recordset(p_tools) as wanted (id uuid, revision integer)
  left join marketplace_tools tool on tool.id = wanted.id;
  if v_found < v_changed then
    return 'MISSING';
  elsif v_current < v_changed then
    return 'STALE';
  end if;
  update marketplace_tools tool set slug = wanted.slug, name = wanted.name, description = wanted.description,
    long_description = wanted.long_description, category = wanted.category, area = wanted.area, tier = wanted.tier, price = wanted.price,
    price_model = wanted.price_model, required_tier = wanted.required_tier, integration_type = wanted.integration_type,
    status = wanted.status, is_featured = wanted.is_featured, features = wanted.features, capabilities = wanted.capabilities,
    integrations = wanted.integrations, tags = wanted.tags, icon = wanted.icon, provider = wanted.provider,
    documentation_url = wanted.documentation_url, demo_url = wanted.demo_url, support_url = wanted.support_url, version = wanted.version,
    seats_included = wanted.seats_included, usage_unit = wanted.usage_unit, units_included = wanted.units_included,
    unit_price = wanted.unit_price
  from jsonb_populate_recordset(null::marketplace_tools, p_tools) wanted
  where wanted.revision > 0 and tool.id = wanted.id;
  insert into marketplace_tools (id, slug, name, description, long_description, category, area, tier, price, price_model, required_tier,
    integration_type, status, is_featured, features, capabilities, integrations, tags, icon, provider, documentation_url, demo_url,
    support_url, version, seats_included, usage_unit, units_included, unit_price)
  select wanted.id, wanted.slug, wanted.name, wanted.description, wanted.long_description, wanted.category, wanted.area, wanted.tier,
    wanted.price, wanted.price_model, wanted.required_tier, wanted.integration_type, wanted.status, wanted.is_featured, wanted.features,
    wanted.capabilities, wanted.integrations, wanted.tags, wanted.icon, wanted.provider, wanted.documentation_url, wanted.demo_url,
    wanted.support_url, wanted.version, wanted.seats_included, wanted.usage_unit, wanted.units_included, wanted.unit_price
  from jsonb_populate_recordset(null::marketplace_tools, p_tools) wanted
  where wanted.revision = 0;
  return 'IMPORTED';
end
$$;
comment on function app.import_tools is 'Outcomes: IMPORTED, MISSING, STALE.';

grant execute on function app.import_tools to lotline_app;
