-- A report with a schedule is made anew after every week, month or quarter: another report, with this one as its template.

-- Returns the first moment after another one at which a schedule is due: Mondays, firsts of months or of quarters, at the full hour of a
-- time zone. An hour that a change of clocks leaves out is the one after it.
create or replace function app.next_report_run(p_frequency text, p_hour integer, p_zone text, p_after timestamptz) returns timestamptz
language sql stable
set search_path = pg_catalog
as $$
  select min((start + make_interval(hours => p_hour)) at time zone p_zone)
  from (
    select date_trunc(unit, p_after at time zone p_zone) + step * time as start
    from (values ('WEEKLY', 'week', interval '1 week'), ('MONTHLY', 'month', interval '1 month'), ('QUARTERLY', 'quarter', interval '3 months'))
      kind (frequency, unit, step)
    cross join generate_series(0, 1) time
    where kind.frequency = p_frequency
  ) starts
  where (start + make_interval(hours => p_hour)) at time zone p_zone > p_after
$$;

-- Lets a report be made anew after every week, month or quarter, or no more. Recipients get to read what is made.
--
--   p_frequency   WEEKLY, MONTHLY, QUARTERLY; null for no more
--   p_recipients  at most 10 people of the organization
--
-- Outcomes: SCHEDULED, STOPPED, NOT_READY, NO_PERSON, NO_ZONE, NEEDS_ELITE, NOT_FOUND.
create or replace function app.schedule_reid_report(p_report_id uuid, p_frequency text, p_hour integer, p_zone text, p_recipients uuid[]) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_report reid_reports;
  v_next timestamptz;
begin
  select * into v_report from reid_reports where id = p_report_id and organization_id = app.current_organization_id() for update;
  if not found or not app.may_change_reid_report(v_report) then
    return 'NOT_FOUND';
  elsif not app.has_reid_templates(v_report.organization_id) then
    return 'NEEDS_ELITE';
  elsif p_frequency is null then
    update reid_reports set schedule = null, next_run_at = null where id = p_report_id;
    return 'STOPPED';
  elsif v_report.status <> 'COMPLETED' then
    return 'NOT_READY';
  elsif cardinality(p_recipients) > 10 or exists (select from unnest(p_recipients) person where not exists (
      select from memberships m where m.organization_id = v_report.organization_id and m.user_id = person)) then
    return 'NO_PERSON';
  end if;
  begin
    v_next := app.next_report_run(p_frequency, p_hour, p_zone, now());
  exception when invalid_parameter_value then
    return 'NO_ZONE';
  end;
  update reid_reports set next_run_at = v_next, schedule = jsonb_build_object('frequency', p_frequency, 'hour', p_hour, 'zone', p_zone,
    'recipients', to_jsonb(coalesce(p_recipients, '{}')), 'dueAt', v_next)
  where id = p_report_id;
  return 'SCHEDULED';
end
$$;
comment on function app.schedule_reid_report is 'Outcomes: SCHEDULED, STOPPED, NOT_READY, NO_PERSON, NO_ZONE, NEEDS_ELITE, NOT_FOUND.';

-- The period that ended before a schedule's moment: its key, its name, and the days that the report covers, as many months as the first
-- one did.
create or replace function app.describe_report_period(p_report reid_reports, p_due timestamptz, out key text, out name text, out first_day date,
  out last_day date)
language plpgsql stable
set search_path = public, pg_temp
as $$
declare
  v_age interval := age(p_report.period_end + 1, p_report.period_start);
  v_months integer := extract(year from v_age) * 12 + extract(month from v_age);
begin
  last_day := date_trunc(case p_report.schedule ->> 'frequency' when 'WEEKLY' then 'week' when 'MONTHLY' then 'month' else 'quarter' end,
    p_due at time zone (p_report.schedule ->> 'zone'))::date - 1;
  first_day := case when v_months > 0 then (last_day + 1 - make_interval(months => v_months))::date
    else last_day - (p_report.period_end - p_report.period_start) end;
  case p_report.schedule ->> 'frequency'
    when 'WEEKLY' then
      key := to_char(last_day, 'IYYY-"W"IW');
      name := to_char(last_day, '"week to" FMMonth FMDD, YYYY');
    when 'MONTHLY' then
      key := to_char(last_day, 'YYYY-MM');
      name := to_char(last_day, 'FMMonth YYYY');
    else
      key := to_char(last_day, 'YYYY-"Q"Q');
      name := to_char(last_day, '"Q"Q YYYY');
  end case;
end
$$;

-- Says why a scheduled report is not made for its period, as a sentence for whoever reads its page; null where it is made.
create or replace function app.explain_skipped_report(p_report reid_reports, p_period text) returns text
language sql stable
set search_path = public, pg_temp
as $$
  select case
    when exists (select from reid_reports made where made.organization_id = p_report.organization_id and made.template_id = p_report.id
      and made.period_key = p_period) then 'It was made before.'
    when not exists (
      select from reid_market_data m where m.organization_id = p_report.organization_id and m.area_key = any (p_report.area_keys) and m.updated_at > last.made_at
      union all
      select from reid_demographics d where d.organization_id = p_report.organization_id and d.area_key = any (p_report.area_keys)
        and d.updated_at > last.made_at) then 'Nothing new arrived since the last one.' end
  from (select max(made.generated_at) as made_at from reid_reports made where made.organization_id = p_report.organization_id
    and (made.id = p_report.id or made.template_id = p_report.id)) last
$$;

-- Moves a schedule to its next moment, with a note of what became of this one.
create or replace function app.advance_report_schedule(p_report reid_reports, p_note text) returns void
language sql
set search_path = public, pg_temp
as $$
  update reid_reports r set next_run_at = next.run,
    schedule = (r.schedule - array['claim', 'note', 'notedAt']) || jsonb_build_object('dueAt', next.run)
      || case when p_note is null then '{}' else jsonb_build_object('note', p_note, 'notedAt', now()) end
  from (select app.next_report_run(p_report.schedule ->> 'frequency', (p_report.schedule ->> 'hour')::integer, p_report.schedule ->> 'zone', now()) as run) next
  where r.id = p_report.id
$$;

-- Hands reports to the schedule that are due to be made anew, each for ten minutes, with what they will hold and the digest that making
-- them asks for. One that holds nothing new is skipped with a note. Those of organizations that do not have schedules now wait.
create or replace function app.claim_scheduled_reports(p_limit integer)
returns table (id uuid, period_key text, data jsonb, digest text)
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_report reid_reports;
  v_due timestamptz;
  v_period record;
  v_note text;
  v_handed integer := 0;
begin
  -- Those that are skipped do not count, or a few of them would keep the others waiting.
  for v_report in
    select report.* from reid_reports report
    where report.next_run_at <= now() and report.schedule is not null and app.is_module_open(report.organization_id, 'reid-dashboard')
      and app.has_reid_templates(report.organization_id)
    order by report.next_run_at, report.id limit 200
    for update of report skip locked
  loop
    exit when v_handed >= p_limit;
    if not exists (select from memberships m where m.organization_id = v_report.organization_id and m.user_id = v_report.user_id and m.role <> 'VIEWER') then
      update reid_reports r set next_run_at = null, schedule = r.schedule
        || jsonb_build_object('note', 'Whoever made it does not make reports here any more. Make it again in your own name.', 'notedAt', now())
      where r.id = v_report.id;
      continue;
    end if;
    -- After a long wait the newest period counts, not those that passed meanwhile.
    v_due := greatest((v_report.schedule ->> 'dueAt')::timestamptz, (
      select run from app.next_report_run(v_report.schedule ->> 'frequency', (v_report.schedule ->> 'hour')::integer, v_report.schedule ->> 'zone',
        now() - case v_report.schedule ->> 'frequency' when 'WEEKLY' then interval '1 week' when 'MONTHLY' then interval '1 month'
          else interval '3 months' end) run
      where run <= now()));
    v_period := app.describe_report_period(v_report, v_due);
    v_note := app.explain_skipped_report(v_report, v_period.key);
    if v_note is null then
      data := app.freeze_report_data(v_report.organization_id, v_report.area_keys, v_period.first_day, v_period.last_day,
        array(select jsonb_array_elements_text(v_report.configuration -> 'sections')), v_report.configuration ->> 'source',
        v_report.configuration ->> 'propertyType');
      v_note := app.explain_empty_report(data);
    end if;
    if v_note is not null then
      perform app.advance_report_schedule(v_report, format('Skipped %s. %s', v_period.name, v_note));
      continue;
    end if;
    update reid_reports r set next_run_at = now() + interval '10 minutes',
      schedule = r.schedule || jsonb_build_object('claim', jsonb_build_object('key', v_period.key, 'name', v_period.name,
        'from', v_period.first_day, 'to', v_period.last_day))
    where r.id = v_report.id;
    id := v_report.id;
    period_key := v_period.key;
    digest := md5(data::text);
    v_handed := v_handed + 1;
    return next;
  end loop;
end
$$;
comment on function app.claim_scheduled_reports is 'Never null: id, period_key, data, digest.';

-- Makes a report that was claimed, once a period however often it is asked for, and mails its recipients.
--
-- Outcomes: MADE, CHANGED (an import changed the figures meanwhile: it is claimed again), NOT_DUE.
create or replace function app.make_scheduled_report(p_id uuid, p_period_key text, p_insights jsonb, p_digest text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_report reid_reports;
  v_claim jsonb;
  v_data jsonb;
  v_new_id uuid;
  v_recipients uuid[];
  v_name text;
begin
  select * into v_report from reid_reports where id = p_id and schedule #>> '{claim,key}' = p_period_key for update;
  v_claim := v_report.schedule -> 'claim';
  if v_claim is null or not app.is_module_open(v_report.organization_id, 'reid-dashboard') or not app.has_reid_templates(v_report.organization_id) then
    return 'NOT_DUE';
  end if;
  v_data := app.freeze_report_data(v_report.organization_id, v_report.area_keys, (v_claim ->> 'from')::date, (v_claim ->> 'to')::date,
    array(select jsonb_array_elements_text(v_report.configuration -> 'sections')), v_report.configuration ->> 'source',
    v_report.configuration ->> 'propertyType');
  if md5(v_data::text) is distinct from p_digest or app.explain_empty_report(v_data) is not null then
    return 'CHANGED';
  end if;
  v_recipients := array(select recipient.id::uuid from jsonb_array_elements_text(v_report.schedule -> 'recipients') recipient (id)
    where exists (select from memberships m where m.organization_id = v_report.organization_id and m.user_id = recipient.id::uuid));
  v_name := format('%s, %s', left(v_report.name, 160), v_claim ->> 'name');
  insert into reid_reports (organization_id, user_id, name, report_type, status, area_keys, period_start, period_end, configuration, data,
    insights, shared_with_users, template_id, period_key, generated_at)
  values (v_report.organization_id, v_report.user_id, v_name, v_report.report_type, 'COMPLETED', v_report.area_keys, (v_claim ->> 'from')::date,
    (v_claim ->> 'to')::date, v_report.configuration, v_data, p_insights,
    array(select distinct person from unnest(v_report.shared_with_users || v_recipients) person order by person), v_report.id, p_period_key, now())
  on conflict (organization_id, template_id, period_key) do nothing
  returning id into v_new_id;
  perform app.advance_report_schedule(v_report, null);
  perform app.queue_mail(format('reid-report:%s:%s', v_new_id, person.id), v_report.organization_id, person.email, 'market-report',
      jsonb_build_object('organization', organization.name, 'report', v_name, 'reportId', v_new_id, 'insights', p_insights))
  from users person cross join organizations organization
  where person.id = any (v_recipients) and organization.id = v_report.organization_id and v_new_id is not null;
  return case when v_new_id is null then 'NOT_DUE' else 'MADE' end;
end
$$;
comment on function app.make_scheduled_report is 'Outcomes: MADE, CHANGED, NOT_DUE.';

grant execute on function app.schedule_reid_report, app.claim_scheduled_reports, app.make_scheduled_report to lotline_app;
