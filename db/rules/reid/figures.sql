-- The rules of figures that judging needs where the rows are: periods before, months of supply, prices, and how values are written.
-- `app/modules/reid/figures` has the same rules for pages; a test compares both on random rows.

-- Moves a day by whole months. The last day of a month stays the last day, because periods of months end there.
create or replace function app.move_months(p_date date, p_months integer) returns date
language sql immutable
set search_path = pg_catalog
as $$
  select case when p_date = (date_trunc('month', p_date::timestamp) + interval '1 month -1 day')::date
    then (date_trunc('month', p_date::timestamp) + make_interval(months => p_months + 1) - interval '1 day')::date
    else (p_date::timestamp + make_interval(months => p_months))::date end
$$;

-- Returns the last day of the period just before, which does not overlap.
create or replace function app.find_period_before(p_date date, p_period reid_period_type) returns date
language sql immutable
set search_path = public, pg_temp
as $$
  select case p_period
    when 'DAILY' then p_date - 1
    when 'WEEKLY' then p_date - 7
    when 'MONTHLY' then app.move_months(p_date, -1)
    when 'QUARTERLY' then app.move_months(p_date, -3)
    else app.move_months(p_date, -12) end
$$;

-- Returns the last day of the period a year before: of weeks 364 days earlier, so that weekdays and holidays meet.
create or replace function app.find_year_before(p_date date, p_period reid_period_type) returns date
language sql immutable
set search_path = public, pg_temp
as $$ select case p_period when 'WEEKLY' then p_date - 364 else app.move_months(p_date, -12) end $$;

-- Returns the months of supply to two decimals: the publisher's, else homes for sale over homes sold a month; null where nothing was
-- sold or a count is missing.
create or replace function app.find_months_of_supply(p_published numeric, p_active integer, p_sold integer, p_date date, p_period reid_period_type)
returns numeric
language sql immutable
set search_path = public, pg_temp
as $$
  select round(case
    when p_published is not null then p_published
    when p_sold > 0 and p_period = 'MONTHLY' then p_active::numeric / p_sold
    when p_sold > 0 then p_active::numeric * (p_date - app.find_period_before(p_date, p_period)) / (p_sold * 30.4375) end, 2)
$$;

-- Says whom the market favors, by the months of supply as they are kept.
create or replace function app.find_market_label(p_months numeric) returns text
language sql immutable
set search_path = pg_catalog
as $$ select case when p_months < 5 then 'Seller''s market' when p_months > 7 then 'Buyer''s market' when p_months is not null then 'Balanced' end $$;

-- Returns the figure that stands for the price of a home in a series: the first it has. Two years of the series are looked at, because a
-- month that leaves a price out does not change what the price is.
create or replace function app.find_price_figure(p_organization_id uuid, p_source text, p_area_key text, p_property_type text,
  p_period reid_period_type, p_newest date) returns text
language sql stable
set search_path = public, pg_temp
as $$
  select case
    when bool_or(median_price is not null) then 'median_price'
    when bool_or(typical_value is not null) then 'typical_value'
    when bool_or(median_list_price is not null) then 'median_list_price' end
  from reid_market_data
  where organization_id = p_organization_id and area_key = p_area_key and report_date > app.move_months(p_newest, -24) and report_date <= p_newest
    and data_source = p_source and period_type = p_period and property_type is not distinct from p_property_type
$$;

-- Returns the figures of a row that can be watched, in their own units: cents, counts, days and months.
create or replace function app.describe_figures(p_row reid_market_data) returns jsonb
language sql immutable
set search_path = public, pg_temp
as $$
  select jsonb_build_object('median_price', p_row.median_price, 'typical_value', p_row.typical_value, 'median_list_price', p_row.median_list_price,
    'new_listings', p_row.new_listings, 'sold_listings', p_row.sold_listings, 'active_listings', p_row.active_listings,
    'days_on_market', p_row.days_on_market, 'inventory_months', app.find_months_of_supply(p_row.inventory_months, p_row.active_listings,
      p_row.sold_listings, p_row.report_date, p_row.period_type))
$$;

-- Names a figure as pages do.
create or replace function app.name_figure(p_figure text) returns text
language sql immutable
set search_path = pg_catalog
as $$
  select case p_figure
    when 'median_price' then 'Median sale price'
    when 'typical_value' then 'Typical home value'
    when 'median_list_price' then 'Median asking price'
    when 'new_listings' then 'New listings'
    when 'sold_listings' then 'Homes sold'
    when 'active_listings' then 'Homes for sale'
    when 'days_on_market' then 'Days on market'
    when 'inventory_months' then 'Months of supply' end
$$;

-- Writes a value of a figure, or the size of a change of it in the same unit: "$412,345.68", "127,920", "48.5 days", "4.1 months".
create or replace function app.write_figure(p_figure text, p_value numeric) returns text
language sql immutable
set search_path = pg_catalog
as $$
  select case p_figure
    when 'days_on_market' then rtrim(to_char(round(p_value, 1), 'FM999,999,990.9'), '.') || case when abs(p_value) = 1 then ' day' else ' days' end
    when 'inventory_months' then to_char(round(p_value, 2), 'FM999,999,990.09') || ' months'
    when 'new_listings' then to_char(p_value, 'FM999,999,999,990')
    when 'sold_listings' then to_char(p_value, 'FM999,999,999,990')
    when 'active_listings' then to_char(p_value, 'FM999,999,999,990')
    else to_char(p_value / 100, 'FM$999,999,999,999,990.00') end
$$;

-- Names a period by its last day: "Jun 2024", "Week to Jun 29, 2024", "Q2 2024", "3 months to Jun 2024", "2024".
--
--   p_is_rolling  whether quarterly rows roll on by a month
create or replace function app.write_period(p_date date, p_period reid_period_type, p_is_rolling boolean) returns text
language sql stable
set search_path = public, pg_temp
as $$
  select case p_period
    when 'DAILY' then to_char(p_date, 'Mon FMDD, YYYY')
    when 'WEEKLY' then to_char(p_date, '"Week to "Mon FMDD, YYYY')
    when 'MONTHLY' then to_char(p_date, 'Mon YYYY')
    when 'QUARTERLY' then case when p_is_rolling then to_char(p_date, '"3 months to "Mon YYYY') else to_char(p_date, '"Q"Q YYYY') end
    else to_char(p_date, 'YYYY') end
$$;
