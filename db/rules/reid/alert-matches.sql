-- Finds what alerts watch for in the market data of their organizations: the one place that judging, and testing against history, ask.

-- Returns the keys of at most 200 areas that an alert watches. Its filters name areas that may not be known yet.
create or replace function app.list_alert_areas(p_alert reid_alerts) returns setof text
language sql stable
set search_path = public, pg_temp
as $$
  select area_key from (
    select unnest(p_alert.area_keys)
    union
    select 'zip-' || unnest(p_alert.zip_codes)
    union
    -- With other filters the states only tell places of one name apart.
    select 'state-' || lower(unnest(p_alert.states)) where (p_alert.cities, p_alert.counties, p_alert.neighborhoods) = ('{}', '{}', '{}')
    union
    select data.area_key
    from reid_market_data data
    where (p_alert.cities, p_alert.counties, p_alert.neighborhoods) <> ('{}', '{}', '{}')
      and data.organization_id = p_alert.organization_id and data.data_source = p_alert.conditions ->> 'source'
      and data.report_date > (select max(report_date) - 120 from reid_market_data
        where organization_id = p_alert.organization_id and data_source = p_alert.conditions ->> 'source')
      and (p_alert.states = '{}' or data.state = any (p_alert.states))
      and (data.area_type = 'CITY' and data.city = any (p_alert.cities) or data.area_type = 'COUNTY' and data.county = any (p_alert.counties)
        or data.area_type = 'NEIGHBORHOOD' and data.neighborhood = any (p_alert.neighborhoods))
  ) areas (area_key)
  order by area_key limit 200
$$;

-- Writes what an alert found as one sentence.
create or replace function app.write_alert_sentence(p_conditions jsonb, p_area text, p_figure text, p_value numeric, p_baseline numeric,
  p_date date, p_date_before date, p_period reid_period_type, p_is_rolling boolean) returns text
language sql stable
set search_path = public, pg_temp
as $$
  select case p_conditions ->> 'compare'
      when 'label_changes' then format('%s turned from %s to %s: %s (%s) after %s (%s)', about.area, app.find_market_label(p_baseline),
        app.find_market_label(p_value), about.value, about.period, app.write_figure(p_figure, p_baseline), about.period_before)
      when 'above' then format('%s of %s is %s (%s), at or above %s', about.figure, about.area, about.value, about.period, about.threshold)
      when 'below' then format('%s of %s is %s (%s), at or below %s', about.figure, about.area, about.value, about.period, about.threshold)
      else format('%s of %s %s %s: %s (%s) after %s (%s)', about.figure, about.area,
        case p_conditions ->> 'compare' when 'rises' then 'rose' else 'fell' end,
        case p_conditions ->> 'unit'
          when 'percent' then to_char(round(abs(p_value - p_baseline) * 100 / p_baseline, 1), 'FM999,999,990.0') || '%'
          else app.write_figure(p_figure, abs(p_value - p_baseline)) end,
        about.value, about.period, app.write_figure(p_figure, p_baseline), about.period_before) end
    || format('. Source: %s.', app.name_source(p_conditions ->> 'source'))
  from (select left(p_area, 120) || coalesce(' (' || (p_conditions ->> 'propertyType') || ')', '') as area, app.name_figure(p_figure) as figure,
    app.write_figure(p_figure, p_value) as value, app.write_figure(p_figure, (p_conditions ->> 'value')::numeric) as threshold,
    app.write_period(p_date, p_period, p_is_rolling) as period, app.write_period(p_date_before, p_period, p_is_rolling) as period_before) about
$$;

-- Returns the figures of a row's series on another day; null where it has no row of that very day.
create or replace function app.find_figures_on(p_row reid_market_data, p_date date) returns jsonb
language sql stable
set search_path = public, pg_temp
as $$
  select app.describe_figures(data) from reid_market_data data
  where data.organization_id = p_row.organization_id and data.area_key = p_row.area_key and data.report_date = p_date
    and data.data_source = p_row.data_source and data.period_type = p_row.period_type
    and data.property_type is not distinct from p_row.property_type
$$;

-- Judges alerts: one row for each alert, area and period.
--
--   p_months  how many months before the newest period of an area are judged, too; null for the newest only
--
-- is_met is null where it cannot be judged, because the figure or the one it is compared with is not there: no other stands in. All
-- alerts are judged at once, and an area that several watch is looked up once.
create or replace function app.find_alert_matches(p_alerts reid_alerts[], p_months integer)
returns table (alert_id uuid, area_key text, area_name text, data_source text, report_date date, figure text, value numeric, baseline numeric,
  market_data_id uuid, is_met boolean, conditions jsonb, date_before date, period_type reid_period_type, is_rolling boolean)
language sql stable
set search_path = public, pg_temp
as $$
  with watches as materialized (
    select alert.id as alert_id, alert.organization_id, area.key, alert.conditions, alert.conditions ->> 'source' as source,
      alert.conditions ->> 'propertyType' as property_type, alert.conditions ->> 'figure' as figure, alert.conditions ->> 'compare' as compare,
      (alert.conditions ->> 'value')::numeric as threshold, alert.conditions ->> 'unit' as unit, alert.conditions ->> 'over' as over
    from unnest(p_alerts) alert
    cross join lateral app.list_alert_areas(alert) area (key)
  ), newest as materialized (
    select series.*, data.report_date, data.period_type,
      case when series.asks_for_price then app.find_price_figure(series.organization_id, series.source, series.key, series.property_type,
        data.period_type, data.report_date) end as price
    from (
      select organization_id, source, property_type, key, bool_or(figure = 'price') as asks_for_price, bool_or(over = 'year') as asks_for_year,
        bool_or(over = 'previous') as asks_for_previous
      from watches group by organization_id, source, property_type, key) series
    cross join lateral (
      select data.report_date, data.period_type from reid_market_data data
      where data.organization_id = series.organization_id and data.area_key = series.key and data.data_source = series.source
        and data.property_type is not distinct from series.property_type
      order by data.report_date desc, data.period_type limit 1
    ) data
  ), periods as materialized (
    select newest.organization_id, newest.source, newest.property_type, newest.key, newest.price, data.id, data.area_name, data.report_date,
      data.period_type, app.describe_figures(data) as figures,
      case when newest.asks_for_year then app.find_figures_on(data, app.find_year_before(data.report_date, data.period_type)) end as year_before,
      case when newest.asks_for_previous then app.find_figures_on(data, app.find_period_before(data.report_date, data.period_type)) end as period_before,
      data.period_type = 'QUARTERLY' and exists (select from reid_market_data close
        where close.organization_id = data.organization_id and close.area_key = data.area_key and close.data_source = data.data_source
          and close.property_type is not distinct from data.property_type and close.period_type = data.period_type
          and close.report_date > data.report_date - 80 and close.report_date < data.report_date) as is_rolling
    from newest
    join reid_market_data data on data.organization_id = newest.organization_id and data.area_key = newest.key and data.data_source = newest.source
      and data.property_type is not distinct from newest.property_type and data.period_type = newest.period_type
      and data.report_date between coalesce(app.move_months(newest.report_date, -p_months) + 1, newest.report_date) and newest.report_date
  ), used as materialized (
    select watch.*, period.id, period.area_name, period.report_date, period.period_type, period.is_rolling, period.figures,
      case watch.over when 'year' then period.year_before when 'previous' then period.period_before end as figures_before,
      case watch.over when 'year' then app.find_year_before(period.report_date, period.period_type)
        when 'previous' then app.find_period_before(period.report_date, period.period_type) end as earlier_date,
      case watch.figure when 'price' then period.price when 'market_label' then 'inventory_months' else watch.figure end as used
    from watches watch
    join periods period on period.organization_id = watch.organization_id and period.key = watch.key and period.source = watch.source
      and period.property_type is not distinct from watch.property_type
  ), valued as materialized (
    select used.*, (used.figures ->> used.used)::numeric as value, (used.figures_before ->> used.used)::numeric as baseline from used
  ), judged as (
    select valued.*,
      case compare
        when 'above' then value >= threshold
        when 'below' then value <= threshold
        when 'label_changes' then app.find_market_label(value) <> app.find_market_label(baseline)
        else case unit
          when 'percent' then case when baseline > 0 then change * 100 >= threshold * baseline end
          else change >= threshold end end as is_met
    from (select valued.*, case compare when 'rises' then value - baseline else baseline - value end as change from valued) valued
  )
  select judged.alert_id, judged.key, judged.area_name, judged.source, judged.report_date, judged.used, judged.value, judged.baseline,
    judged.id, judged.is_met, judged.conditions, judged.earlier_date, judged.period_type, judged.is_rolling
  from judged
$$;
