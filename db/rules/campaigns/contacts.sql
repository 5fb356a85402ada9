-- Contacts get mail only with consent and never once suppressed. A consent is a record of what was said: nobody changes
-- or removes one.

grant select (id, organization_id, name, email, phone, tags, notes, created_at, updated_at) on contacts to lotline_app;
grant insert (id, organization_id, name, email, phone, tags, notes) on contacts to lotline_app;
grant update (name, email, phone, tags, notes) on contacts to lotline_app;
grant delete on contacts to lotline_app;

grant select (id, organization_id, name, description, created_at, updated_at) on contact_lists to lotline_app;
grant insert (id, organization_id, name, description) on contact_lists to lotline_app;
grant update (name, description) on contact_lists to lotline_app;
grant delete on contact_lists to lotline_app;

grant select (organization_id, list_id, contact_id, created_at) on contact_list_members to lotline_app;
grant insert (organization_id, list_id, contact_id) on contact_list_members to lotline_app;
grant delete on contact_list_members to lotline_app;

grant select (id, organization_id, contact_id, channel, is_granted, source, recorded_by,
  recorded_at) on contact_consents to lotline_app;
grant insert (id, organization_id, contact_id, channel, is_granted, source,
  recorded_by) on contact_consents to lotline_app;

grant select (id, organization_id, email, reason, note, created_at) on suppressions to lotline_app;
grant insert (id, organization_id, email, reason, note) on suppressions to lotline_app;
grant delete on suppressions to lotline_app;

create trigger touch_updated_at before update on contacts for each row execute function app.touch_updated_at();
create trigger touch_updated_at before update on contact_lists for each row execute function app.touch_updated_at();
