-- Schools are found by their place and by the grades they serve.

-- Returns the number of a grade: -1 for pre-kindergarten, 0 for kindergarten. Null for a text that is no grade.
create or replace function app.grade_number(p_grade text) returns integer
language sql immutable
set search_path = pg_catalog
as $$
  select case
    when upper(p_grade) = 'PK' then -1
    when upper(p_grade) in ('K', 'KG') then 0
    when p_grade ~ '^[0-9]{1,2}$' then p_grade::integer
  end
$$;

-- Returns whether grades as a source writes them, "K-5" or "KG–05" or "09", hold this one. Null where they are not understood.
create or replace function app.serves_grade(p_grades text, p_grade integer) returns boolean
language sql immutable
set search_path = public, pg_temp
as $$
  select p_grade between app.grade_number(parts[1]) and app.grade_number(coalesce(parts[2], parts[1]))
  from regexp_match(p_grades, '^\s*([A-Za-z0-9]+)(?:\s*[-–]\s*([A-Za-z0-9]+))?\s*$') parts
$$;

-- Returns the miles between two places as the crow flies, by the haversine formula; R is the mean radius of the earth. The pages'
-- `findDistance` is the same formula.
create or replace function app.miles_between(p_latitude double precision, p_longitude double precision, p_other_latitude double precision,
  p_other_longitude double precision) returns double precision
language sql immutable
set search_path = pg_catalog
as $$
  select 2 * 3958.7613 * asin(least(1, sqrt(
    sin(radians(p_other_latitude - p_latitude) / 2) ^ 2
    + cos(radians(p_latitude)) * cos(radians(p_other_latitude)) * sin(radians(p_other_longitude - p_longitude) / 2) ^ 2)))
$$;

grant execute on function app.grade_number, app.serves_grade, app.miles_between to lotline_app;
