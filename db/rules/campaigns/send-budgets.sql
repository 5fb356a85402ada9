-- Mail is sent only so fast: in all (`transport`), and to the servers of each group of domains, over all organizations. Each has a
-- bucket of tokens, one for each message, that fills up again over time; a group whose servers say "slower" is paused.
--
-- Whoever locks several of these rows begins with `transport`, so that nobody waits for each other in a circle.

-- Opens the buckets of groups of domains and of the transport, fills them up to what there is now, and locks them until the
-- transaction ends. A bucket holds what two seconds bring, and never less than ten, so that a stride fits.
--
--   p_rate, p_group_rate  messages a second; 0 for no limit: then only pauses count, and nothing is locked
--
-- Returns the tokens there are; none for a group that is paused.
create or replace function app.open_budgets(p_groups text[], p_rate integer, p_group_rate integer)
returns table (name text, tokens integer)
language plpgsql
set search_path = public, pg_temp
as $$
#variable_conflict use_column
declare
  -- The time of the transaction may be older than the last refill, because the rows were waited for.
  v_now timestamptz;
begin
  if p_rate = 0 and p_group_rate = 0 then
    return query
    select wanted.name, case when budget.paused_until > clock_timestamp() then 0 else 1000000 end
    from unnest('transport'::text || p_groups) wanted (name) left join send_budgets budget on budget.name = wanted.name;
    return;
  end if;
  insert into send_budgets (name, tokens)
  select wanted.name, app.bucket_size(wanted.name, p_rate, p_group_rate) from unnest('transport'::text || p_groups) wanted (name)
  order by wanted.name <> 'transport', wanted.name
  on conflict do nothing;
  perform from send_budgets budget where budget.name = 'transport' for update;
  perform from send_budgets budget where budget.name = any (p_groups) order by budget.name for update;
  v_now := clock_timestamp();
  return query
  update send_budgets budget
  set tokens = least(app.bucket_size(budget.name, p_rate, p_group_rate), budget.tokens + filled.tokens),
    -- What is no whole token yet is kept as time, but a full bucket keeps none.
    refilled_at = case when budget.tokens + filled.tokens >= app.bucket_size(budget.name, p_rate, p_group_rate) then v_now
      else budget.refilled_at + make_interval(secs => filled.tokens / greatest(filled.rate, 1)::double precision) end
  from (
    select other.name, case other.name when 'transport' then p_rate else p_group_rate end as rate,
      floor(least(3600, greatest(0, extract(epoch from v_now - other.refilled_at)))
        * case other.name when 'transport' then p_rate else p_group_rate end)::integer as tokens
    from send_budgets other where other.name = any ('transport'::text || p_groups)
  ) filled
  where budget.name = filled.name
  returning budget.name, case when budget.paused_until > v_now then 0 when filled.rate = 0 then 1000000 else budget.tokens end;
end
$$;

-- Returns how many tokens a bucket holds.
create or replace function app.bucket_size(p_name text, p_rate integer, p_group_rate integer) returns integer
language sql immutable
set search_path = public, pg_temp
as $$ select greatest(10, 2 * case p_name when 'transport' then p_rate else p_group_rate end) $$;

-- Takes the tokens of messages that are handed over, from buckets that this transaction has opened.
--
--   p_groups  the group of each message
create or replace function app.take_tokens(p_groups text[]) returns void
language sql
set search_path = public, pg_temp
as $$
  update send_budgets budget set tokens = budget.tokens - taken.count
  from (
    select given as name, count(*)::integer as count from unnest(p_groups) given group by given
    union all
    select 'transport', cardinality(p_groups)
  ) taken
  where budget.name = taken.name
$$;

-- Lists the groups to which nothing can go now: they are paused, or their bucket is empty.
create or replace function app.list_closed_groups(p_group_rate integer) returns text[]
language sql stable
set search_path = public, pg_temp
as $$
  select coalesce(array_agg(name), '{}') from send_budgets
  where name <> 'transport' and (paused_until > clock_timestamp()
    or p_group_rate > 0 and tokens + extract(epoch from clock_timestamp() - refilled_at) * p_group_rate < 1)
$$;

-- Pauses what asked for it, for 1, 2, 4 … 60 minutes, and forgets how long it was as soon as mail goes there again. What is paused
-- already stays so: messages of one stride are told the same.
--
--   p_paused  groups, or `transport`, whose servers answered 421, 45x or 429; each once
--   p_taken   groups that took a message
create or replace function app.pause_budgets(p_paused text[], p_taken text[]) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  if cardinality(p_paused) = 0 and not exists (
    select from send_budgets where name = any ('transport'::text || p_taken) and pause_minutes > 0 and paused_until <= clock_timestamp()) then
    return;
  end if;
  perform from send_budgets where name = 'transport' for update;
  perform from send_budgets where name = any (p_paused || p_taken) and name <> 'transport' order by name for update;
  insert into send_budgets as budget (name, tokens, paused_until, pause_minutes)
  select paused, 0, clock_timestamp() + interval '1 minute', 1 from unnest(p_paused) paused order by paused
  on conflict (name) do update
  set pause_minutes = least(60, greatest(1, budget.pause_minutes * 2)),
    paused_until = clock_timestamp() + make_interval(mins => least(60, greatest(1, budget.pause_minutes * 2)))
  where coalesce(budget.paused_until <= clock_timestamp(), true);
  update send_budgets set pause_minutes = 0, paused_until = null
  where name = any ('transport'::text || p_taken) and name <> all (p_paused) and pause_minutes > 0 and paused_until <= clock_timestamp();
end
$$;

-- Forgets buckets that have been full for long, so that there are only those of domains that are written to now.
create or replace function app.forget_budgets() returns void
language sql
set search_path = public, pg_temp
as $$
  delete from send_budgets where name in (
    select name from send_budgets where name <> 'transport' and refilled_at < now() - interval '10 minutes'
      and coalesce(paused_until < now() - interval '2 hours', true)
    for update skip locked)
$$;
