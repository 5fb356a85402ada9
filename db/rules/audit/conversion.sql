-- Entries that were written before the trail held digests are converted once, chain by chain. Their hashes change, so the chain
-- begins anew: the hash before its first entry is the one it ended with, which is the head that was kept of it.

-- Converts every chain that holds no digests yet. The migration command calls it, and nobody else may.
create or replace function app.convert_audit_trail() returns integer
language plpgsql
set search_path = public, pg_temp
-- A plan for each chain: one for all of them would look through the whole trail for each.
set plan_cache_mode = force_custom_plan
as $$
declare
  v_chain audit_chains;
  v_entry audit_log;
  v_hash text;
  v_converted integer := 0;
begin
  for v_chain in select * from audit_chains where not holds_digests order by organization_id for update loop
    v_hash := v_chain.last_hash;
    for v_entry in select * from audit_log
      where organization_id = v_chain.organization_id or v_chain.organization_id is null and organization_id is null
      order by chain_position
    loop
      v_entry.before := app.hide_personal_values(v_chain.organization_id, v_entry.subject_type, v_entry.before);
      v_entry.after := app.hide_personal_values(v_chain.organization_id, v_entry.subject_type, v_entry.after);
      v_entry.previous_hash := v_hash;
      v_entry.hash := app.audit_hash(v_entry);
      update audit_log set before = v_entry.before, after = v_entry.after, previous_hash = v_hash, hash = v_entry.hash
      where id = v_entry.id;
      v_hash := v_entry.hash;
    end loop;
    update audit_chains set start_hash = v_chain.last_hash, converted_length = v_chain.length, last_hash = v_hash, holds_digests = true
    where id = v_chain.id;
    v_converted := v_converted + 1;
  end loop;
  return v_converted;
end
$$;
