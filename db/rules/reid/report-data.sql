-- What a report freezes: the figures, people and schools of its areas, each number with its import and line.

-- The first number of the publishers whose prices are taken first.
create or replace function app.publisher_rank(p_source text) returns integer
language sql immutable
set search_path = pg_catalog
as $$ select case when p_source like 'redfin%' then 1 when p_source like 'zillow%' then 2 when p_source like 'realtor%' then 3 else 4 end $$;

-- A figure of a market's row by the name of its column.
create or replace function app.market_figure(p_row reid_market_data, p_figure text) returns numeric
language sql immutable
set search_path = public, pg_temp
as $$
  select case p_figure
    when 'median_price' then p_row.median_price when 'typical_value' then p_row.typical_value
    when 'median_list_price' then p_row.median_list_price when 'price_per_sqft' then p_row.price_per_sqft
    when 'list_price_per_sqft' then p_row.list_price_per_sqft when 'median_rent' then p_row.median_rent
    when 'active_listings' then p_row.active_listings when 'new_listings' then p_row.new_listings
    when 'sold_listings' then p_row.sold_listings when 'pending_listings' then p_row.pending_listings
    when 'inventory_months' then p_row.inventory_months when 'absorption_rate' then p_row.absorption_rate
    when 'days_on_market' then p_row.days_on_market when 'sale_to_list_ratio' then p_row.sale_to_list_ratio
    when 'above_list_share' then p_row.above_list_share when 'price_cut_share' then p_row.price_cut_share
    when 'quick_sale_share' then p_row.quick_sale_share end
$$;

-- The figures that a section of a report shows.
create or replace function app.figures_of_sections(p_sections text[]) returns text[]
language sql immutable
set search_path = pg_catalog
as $$
  select coalesce(array_agg(distinct figure), '{}')
  from (values
    ('overview', array['median_price', 'typical_value', 'median_list_price', 'inventory_months', 'active_listings', 'sold_listings', 'days_on_market']),
    ('prices', array['median_price', 'typical_value', 'median_list_price', 'price_per_sqft', 'list_price_per_sqft', 'median_rent']),
    ('inventory', array['active_listings', 'new_listings', 'sold_listings', 'pending_listings', 'inventory_months', 'absorption_rate']),
    ('speed', array['days_on_market', 'sale_to_list_ratio', 'above_list_share', 'price_cut_share', 'quick_sale_share']),
    ('investment', array['median_price', 'typical_value', 'median_list_price', 'median_rent'])
  ) shown (section, figures)
  cross join unnest(shown.figures) figure
  where shown.section = any (p_sections)
$$;

-- Chooses one source, property type and length of periods for each figure, and the same for all areas: figures of two sources are
-- never mixed. The source that was asked for goes first, all property types before one of them, months before other periods.
create or replace function app.choose_report_series(p_organization_id uuid, p_area_keys text[], p_from date, p_to date, p_figures text[],
  p_source text, p_property_type text)
returns table (figure text, data_source text, property_type text, period_type reid_period_type)
language sql stable
set search_path = public, pg_temp
as $$
  with kinds as materialized (
    select m.data_source, m.property_type, m.period_type, jsonb_build_object('median_price', count(m.median_price),
      'typical_value', count(m.typical_value), 'median_list_price', count(m.median_list_price), 'price_per_sqft', count(m.price_per_sqft),
      'list_price_per_sqft', count(m.list_price_per_sqft), 'median_rent', count(m.median_rent), 'active_listings', count(m.active_listings),
      'new_listings', count(m.new_listings), 'sold_listings', count(m.sold_listings), 'pending_listings', count(m.pending_listings),
      'inventory_months', count(m.inventory_months), 'absorption_rate', count(m.absorption_rate), 'days_on_market', count(m.days_on_market),
      'sale_to_list_ratio', count(m.sale_to_list_ratio), 'above_list_share', count(m.above_list_share),
      'price_cut_share', count(m.price_cut_share), 'quick_sale_share', count(m.quick_sale_share)) as counted
    from reid_market_data m
    where m.organization_id = p_organization_id and m.area_key = any (p_area_keys) and m.report_date between p_from and p_to
    group by m.data_source, m.property_type, m.period_type
  )
  select distinct on (counts.key) counts.key, kinds.data_source, kinds.property_type, kinds.period_type
  from kinds cross join lateral jsonb_each_text(kinds.counted) counts
  where counts.value <> '0' and counts.key = any (p_figures)
  order by counts.key, kinds.data_source is distinct from p_source, app.publisher_rank(kinds.data_source), kinds.data_source collate "C",
    kinds.property_type is distinct from p_property_type, kinds.property_type collate "C" nulls first,
    array_position(array['MONTHLY', 'WEEKLY', 'QUARTERLY', 'YEARLY', 'DAILY'], kinds.period_type::text)
$$;

-- The schools of an area, by what its key says of it: none for metros, neighborhoods and the nation.
create or replace function app.is_school_of_area(p_school reid_schools, p_area_key text) returns boolean
language sql immutable
set search_path = public, pg_temp
as $$
  select case split_part(p_area_key, '-', 1)
    when 'zip' then left(p_school.zip_code, 5) = substr(p_area_key, 5)
    when 'county' then p_school.county_fips = substr(p_area_key, 8)
    when 'state' then p_school.state = upper(substr(p_area_key, 7))
    when 'district' then p_school.district_id = substr(p_area_key, 10)
    when 'city' then p_school.state = upper(split_part(p_area_key, '-', 2))
      and trim(both '-' from regexp_replace(lower(p_school.city), '[^a-z0-9]+', '-', 'g')) = substr(p_area_key, 9)
    else false end
$$;

-- The name of an area as the organization's newest data has it; its key where nothing is known of it.
create or replace function app.name_area(p_organization_id uuid, p_area_key text) returns text
language sql stable
set search_path = public, pg_temp
as $$
  select coalesce(
    (select area_name from reid_market_data where organization_id = p_organization_id and area_key = p_area_key order by report_date desc limit 1),
    (select area_name from reid_demographics where organization_id = p_organization_id and area_key = p_area_key order by report_year desc limit 1),
    p_area_key)
$$;

-- Freezes what a report of an organization holds, as JSON that does not change while the data does not. Imports are named once and
-- referred to by their place, from 0; series have parallel lists of days, values, imports and lines.
--
--   p_sections       overview, prices, inventory, speed, people, schools, investment, sources
--   p_property_type  null for all types together
create or replace function app.freeze_report_data(p_organization_id uuid, p_area_keys text[], p_from date, p_to date, p_sections text[],
  p_source text, p_property_type text) returns jsonb
language sql stable
set search_path = public, pg_temp
as $$
  with chosen as materialized (
    select * from app.choose_report_series(p_organization_id, p_area_keys, p_from, p_to, app.figures_of_sections(p_sections), p_source, p_property_type)
  ), cells as materialized (
    select chosen.*, m.area_key, m.report_date, app.market_figure(m, chosen.figure) as value, m.import_id, m.source_line
    from chosen
    join reid_market_data m on m.organization_id = p_organization_id and m.area_key = any (p_area_keys) and m.data_source = chosen.data_source
      and m.property_type is not distinct from chosen.property_type and m.period_type = chosen.period_type
      and m.report_date between p_from and p_to
    where app.market_figure(m, chosen.figure) is not null
      -- Weeks of ten years would be five hundred points a line.
      and (chosen.period_type not in ('DAILY', 'WEEKLY') or m.report_date > p_to - interval '24 months')
  ), people_source as materialized (
    select d.data_source from reid_demographics d
    where d.organization_id = p_organization_id and d.area_key = any (p_area_keys) and p_sections && array['people', 'investment']
    group by d.data_source order by count(distinct d.area_key) desc, max(d.report_year) desc, d.data_source collate "C" limit 1
  ), people as materialized (
    select distinct on (d.area_key) d.area_key, d.data_source, d.report_year, d.import_id, d.margins_of_error, d.annotations, d.column_sources,
      jsonb_strip_nulls(jsonb_build_object('total_population', d.total_population, 'population_growth', d.population_growth,
        'households', d.households, 'median_income', d.median_income, 'homeownership_rate', d.homeownership_rate, 'median_rent', d.median_rent,
        'median_home_value', d.median_home_value, 'college_rate', d.college_rate, 'unemployment_rate', d.unemployment_rate,
        'median_age', d.median_age, 'avg_household_size', d.avg_household_size, 'poverty_rate', d.poverty_rate,
        'diversity_index', d.diversity_index)) as figures
    from reid_demographics d join people_source using (data_source)
    where d.organization_id = p_organization_id and d.area_key = any (p_area_keys)
    order by d.area_key, d.report_year desc
  ), people_cells as materialized (
    select people.area_key, figure.key as figure, figure.value,
      coalesce((people.column_sources -> figure.key ->> 'importId')::uuid, people.import_id) as import_id,
      (people.column_sources -> figure.key ->> 'line')::integer as line,
      people.margins_of_error -> figure.key as margin, people.annotations ->> figure.key as annotation
    from people cross join lateral jsonb_each(people.figures) figure
  ), schools as materialized (
    select area.key as area_key, school.*
    from unnest(p_area_keys) area (key)
    cross join lateral (
      select s.name, s.serves_grades, s.locale, s.student_teacher_ratio, s.total_students, s.rating_overall, s.rating_source, s.school_year,
        s.data_source, s.import_id, s.source_line, count(*) over () as total
      from reid_schools s
      where s.organization_id = p_organization_id and 'schools' = any (p_sections) and s.is_active and app.is_school_of_area(s, area.key)
      order by s.name collate "C", s.id limit 20) school
  ), imports as materialized (
    select i.id, i.file_name, i.applied_at, row_number() over (order by i.applied_at, i.id) - 1 as place
    from reid_imports i
    where i.organization_id = p_organization_id and i.id in (
      select import_id from cells union select import_id from people_cells union select import_id from schools)
  ), series as (
    select cells.figure, cells.data_source, cells.property_type, cells.period_type, cells.area_key,
      jsonb_agg(cells.report_date order by cells.report_date) as dates, jsonb_agg(cells.value order by cells.report_date) as figures,
      jsonb_agg(imports.place order by cells.report_date) as imports, jsonb_agg(cells.source_line order by cells.report_date) as lines
    from cells left join imports on imports.id = cells.import_id
    group by cells.figure, cells.data_source, cells.property_type, cells.period_type, cells.area_key
  )
  select jsonb_build_object(
    'version', 1, 'sections', to_jsonb(p_sections), 'from', p_from, 'to', p_to,
    'areas', (select coalesce(jsonb_agg(jsonb_build_object('key', area.key, 'name', app.name_area(p_organization_id, area.key)) order by area.place), '[]')
      from unnest(p_area_keys) with ordinality area (key, place)),
    'imports', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'fileName', file_name,
        'appliedAt', to_char(applied_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) order by place), '[]') from imports),
    'series', (select coalesce(jsonb_agg(jsonb_build_object('figure', figure, 'area', array_position(p_area_keys, area_key) - 1,
        'source', data_source, 'propertyType', property_type, 'periodType', period_type, 'dates', dates, 'values', figures,
        'imports', imports, 'lines', lines) order by figure, array_position(p_area_keys, area_key)), '[]') from series),
    'people', (select coalesce(jsonb_agg(jsonb_build_object('area', array_position(p_area_keys, people.area_key) - 1, 'source', people.data_source,
        'year', people.report_year, 'figures', (
          select coalesce(jsonb_object_agg(c.figure, jsonb_build_object('value', c.value, 'margin', c.margin, 'annotation', c.annotation,
            'import', imports.place, 'line', c.line)), '{}')
          from people_cells c left join imports on imports.id = c.import_id where c.area_key = people.area_key))
        order by array_position(p_area_keys, people.area_key)), '[]') from people),
    'schools', (select coalesce(jsonb_agg(jsonb_build_object('area', array_position(p_area_keys, area_key) - 1, 'total', total, 'listed', listed)
        order by array_position(p_area_keys, area_key)), '[]')
      from (
        select s.area_key, max(s.total) as total, jsonb_agg(jsonb_build_object('name', s.name, 'grades', s.serves_grades, 'locale', s.locale,
          'studentTeacherRatio', s.student_teacher_ratio, 'students', s.total_students, 'rating', s.rating_overall, 'ratingSource', s.rating_source,
          'schoolYear', s.school_year, 'source', s.data_source, 'import', imports.place, 'line', s.source_line) order by s.name collate "C") as listed
        from schools s left join imports on imports.id = s.import_id group by s.area_key) of_area))
$$;

-- The areas of frozen data that hold nothing, by name.
create or replace function app.list_areas_without_data(p_data jsonb) returns text[]
language sql immutable
set search_path = pg_catalog
as $$
  select coalesce(array_agg(area.value ->> 'name' order by area.place), '{}')
  from jsonb_array_elements(p_data -> 'areas') with ordinality area (value, place)
  where not exists (
    select from jsonb_array_elements((p_data -> 'series') || (p_data -> 'people') || (p_data -> 'schools')) held
    where (held ->> 'area')::integer = area.place - 1)
$$;

-- What strangers see of frozen data: nothing of schools, age, sizes of families, poverty and diversity, by which nobody is to choose
-- where people live.
create or replace function app.make_report_public(p_data jsonb) returns jsonb
language sql immutable
set search_path = pg_catalog
as $$
  select p_data - 'schools'
    || case when p_data ? 'sections' then jsonb_build_object('sections', (p_data -> 'sections') - 'schools') else '{}' end
    || case when p_data ? 'people' then jsonb_build_object('people', (
      select coalesce(jsonb_agg(person.value || jsonb_build_object('figures',
        (person.value -> 'figures') - array['median_age', 'avg_household_size', 'poverty_rate', 'diversity_index']) order by person.place), '[]')
      from jsonb_array_elements(p_data -> 'people') with ordinality person (value, place))) else '{}' end
$$;
