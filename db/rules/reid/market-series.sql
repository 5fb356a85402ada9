-- Figures of a market are read as series: one source, one property type and one period type. Figures of two sources are never mixed,
-- so what a page shows of several areas is of one source, and this is where it is chosen.

-- Returns the last day of the period a year before the one that ends on a day: the same period end one calendar year earlier, and for
-- weeks 364 days earlier. The pages' `findYearBefore` is the same rule.
create or replace function app.year_before(p_date date, p_period_type reid_period_type) returns date
language sql immutable
set search_path = public, pg_temp
as $$
  select case
    when p_period_type = 'WEEKLY' then p_date - 364
    when extract(day from p_date + 1) = 1 then (date_trunc('month', p_date) - interval '11 months' - interval '1 day')::date
    else (p_date - interval '1 year')::date
  end
$$;

-- Returns how many days a period has that ends on a day.
create or replace function app.days_of_period(p_date date, p_period_type reid_period_type) returns integer
language sql immutable
set search_path = public, pg_temp
as $$
  select case p_period_type
    when 'DAILY' then 1
    when 'WEEKLY' then 7
    when 'MONTHLY' then p_date - case when extract(day from p_date + 1) = 1 then date_trunc('month', p_date)::date - 1
      else (p_date - interval '1 month')::date end
    when 'QUARTERLY' then p_date - case when extract(day from p_date + 1) = 1
      then (date_trunc('month', p_date) - interval '2 months')::date - 1 else (p_date - interval '3 months')::date end
    else p_date - app.year_before(p_date, p_period_type)
  end
$$;

-- Returns months of supply to two decimals: the publisher's, else homes for sale at the end of the period over homes sold a month. Null
-- where nothing was sold. The pages' `findMonthsOfSupply` is the same rule; this one sorts and maps areas.
create or replace function app.months_of_supply(p_published numeric, p_active integer, p_sold integer, p_date date,
  p_period_type reid_period_type) returns numeric
language sql immutable
set search_path = public, pg_temp
as $$
  select round(coalesce(p_published, p_active / nullif(case when p_period_type = 'MONTHLY' then p_sold
    else p_sold * 30.4375 / app.days_of_period(p_date, p_period_type) end, 0)), 2)
$$;

-- Returns the name of a source without the part that says that its publisher adjusted it for the seasons: `redfin` of `redfin-sa`.
create or replace function app.unadjusted_source(p_source text) returns text
language sql immutable
set search_path = pg_catalog
as $$ select regexp_replace(p_source, '(-sm)?-sa$', '') $$;

-- Returns a source as people read it: "Redfin", "Zillow: zori sfrcondomfr", "Redfin, seasonally adjusted". The pages have the same rule.
create or replace function app.name_source(p_source text) returns text
language sql immutable
set search_path = public, pg_temp
as $$
  select coalesce(publisher.name || coalesce(': ' || nullif(replace(substr(source.base, length(publisher.begins) + 2), '-', ' '), ''), ''), source.base)
    || case when p_source <> source.base then ', seasonally adjusted' else '' end
  from (select app.unadjusted_source(p_source) as base) source
  left join (values ('redfin', 'Redfin'), ('zillow', 'Zillow'), ('realtor', 'Realtor.com'), ('fred', 'FRED'),
      ('acs', 'American Community Survey'), ('nces', 'NCES'), ('demo', 'Demo data')) publisher (begins, name)
    on p_source = publisher.begins or starts_with(p_source, publisher.begins || '-')
$$;

-- Returns the place of a source among those whose prices are shown unless somebody chooses another: Redfin, Zillow, Realtor.com.
create or replace function app.rank_market_source(p_source text) returns integer
language sql immutable
set search_path = pg_catalog
as $$
  select case
    when p_source = 'redfin' or starts_with(p_source, 'redfin-') then 1
    when p_source = 'zillow' or starts_with(p_source, 'zillow-') then 2
    when p_source = 'realtor' or starts_with(p_source, 'realtor-') then 3
    else 4
  end
$$;

-- Chooses the series that shows areas: what is asked for as far as it is there, else the one that most of them have, with prices, of the
-- first publisher; all property types together, by the month. No row where nothing is known of the areas.
create or replace function app.choose_market_series(p_area_keys text[], p_source text, p_property_type text, p_period_type reid_period_type,
  p_adjusted boolean) returns table (data_source text, property_type text, period_type reid_period_type)
language sql stable
set search_path = public, pg_temp
as $$
  select m.data_source, m.property_type, m.period_type
  from reid_market_data m
  where m.area_key = any (p_area_keys)
  group by m.data_source, m.property_type, m.period_type
  order by app.unadjusted_source(m.data_source) = app.unadjusted_source(p_source) desc nulls last,
    m.property_type = p_property_type desc nulls last,
    count(distinct m.area_key) desc,
    bool_or(coalesce(m.median_price, m.typical_value, m.median_list_price) is not null) desc,
    app.rank_market_source(m.data_source),
    (m.data_source <> app.unadjusted_source(m.data_source)) = p_adjusted desc nulls last,
    m.data_source collate "C",
    m.property_type nulls first,
    m.period_type = p_period_type desc nulls last,
    array_position(array['MONTHLY', 'WEEKLY', 'QUARTERLY', 'YEARLY', 'DAILY']::reid_period_type[], m.period_type)
  limit 1
$$;

-- Reads the chosen series of areas, the earliest period first. Periods of a year before the first that is shown come along, to compare
-- with.
--
--   p_from, p_to  last days of the periods to show; from `p_months` before the newest where p_from is null
--   p_as_of  shows what was known at the end of this day of UTC (`read_market_as_of`); null for what is known now
create or replace function app.read_market_series(p_area_keys text[], p_source text, p_property_type text, p_period_type reid_period_type,
  p_adjusted boolean, p_from date, p_to date, p_months integer, p_as_of date)
returns table (area_key text, area_name text, area_type reid_area_type, data_source text, property_type text, period_type reid_period_type,
  id uuid, report_date date, figures jsonb, is_shown boolean, is_flagged boolean)
language sql stable
set search_path = public, pg_temp
as $$
  with chosen as materialized (
    select * from app.choose_market_series(p_area_keys, p_source, p_property_type, p_period_type, p_adjusted)
  ), span as materialized (
    select coalesce(p_from, (date_trunc('month', newest) - make_interval(months => p_months - 1))::date) as first
    from (select max(m.report_date) as newest from reid_market_data m, chosen
      where m.area_key = any (p_area_keys) and m.data_source = chosen.data_source and m.period_type = chosen.period_type
        and m.property_type is not distinct from chosen.property_type and m.report_date <= coalesce(p_to, 'infinity')) last
  )
  select m.area_key, m.area_name, m.area_type, m.data_source, m.property_type, m.period_type, m.id, m.report_date,
    jsonb_strip_nulls(jsonb_build_object('median_price', m.median_price, 'typical_value', m.typical_value,
      'median_list_price', m.median_list_price, 'avg_price', m.avg_price, 'avg_list_price', m.avg_list_price, 'min_price', m.min_price,
      'max_price', m.max_price, 'price_per_sqft', m.price_per_sqft, 'list_price_per_sqft', m.list_price_per_sqft,
      'median_rent', m.median_rent, 'active_listings', m.active_listings, 'new_listings', m.new_listings,
      'sold_listings', m.sold_listings, 'pending_listings', m.pending_listings, 'expired_listings', m.expired_listings,
      'total_listings', m.total_listings, 'inventory_months', m.inventory_months, 'absorption_rate', m.absorption_rate,
      'days_on_market', m.days_on_market, 'sale_to_list_ratio', m.sale_to_list_ratio, 'above_list_share', m.above_list_share,
      'price_cut_share', m.price_cut_share, 'quick_sale_share', m.quick_sale_share, 'turnover_rate', m.turnover_rate)),
    m.report_date >= span.first, m.is_flagged
  from chosen
  cross join span
  cross join lateral (
    select now.* from reid_market_data now
    where p_as_of is null and now.area_key = any (p_area_keys) and now.data_source = chosen.data_source
      and now.property_type is not distinct from chosen.property_type and now.period_type = chosen.period_type
      and now.report_date between span.first - 400 and coalesce(p_to, 'infinity')
    union all
    select past.* from unnest(p_area_keys) area (key)
    cross join lateral app.read_market_as_of(chosen.data_source, area.key, chosen.property_type, chosen.period_type, p_as_of) past
    where p_as_of is not null and past.report_date between span.first - 400 and coalesce(p_to, 'infinity')
  ) m
  order by m.report_date, m.area_key
$$;
comment on function app.read_market_series is
  'Never null: area_key, area_name, area_type, data_source, period_type, id, report_date, figures, is_shown, is_flagged.';

-- Lists the organization's sources of market data with their newest day. It jumps from one name to the next in the index, whatever
-- number of rows a source has. Whether a source has prices is told by its newest rows.
create or replace function app.list_market_sources()
returns table (data_source text, newest date, period_type reid_period_type, has_price boolean)
language sql stable
set search_path = public, pg_temp
as $$
  with recursive source (name) as (
    (select m.data_source from reid_market_data m order by m.data_source limit 1)
    union all
    select (select m.data_source from reid_market_data m where m.data_source > source.name order by m.data_source limit 1)
    from source where source.name is not null
  )
  select source.name, latest.newest, latest.period_type, latest.has_price
  from source
  cross join lateral (
    select max(m.report_date) as newest, (array_agg(m.period_type order by m.report_date desc))[1] as period_type,
      bool_or(m.price is not null) as has_price
    from (select report_date, period_type, coalesce(median_price, typical_value, median_list_price) as price from reid_market_data
      where data_source = source.name order by report_date desc limit 100) m
  ) latest
  where source.name is not null
  order by not latest.has_price, app.rank_market_source(source.name), source.name collate "C"
$$;
comment on function app.list_market_sources is 'Never null: data_source, newest, period_type, has_price.';

grant execute on function app.year_before, app.days_of_period, app.months_of_supply, app.unadjusted_source, app.rank_market_source,
  app.choose_market_series, app.read_market_series, app.list_market_sources to lotline_app;
