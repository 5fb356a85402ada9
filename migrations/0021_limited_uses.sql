CREATE TABLE "limited_uses" (
	"purpose" text NOT NULL,
	"subject" text NOT NULL,
	"uses" integer NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "limited_uses_purpose_subject_pk" PRIMARY KEY("purpose","subject"),
	CONSTRAINT "limited_uses_purpose" CHECK (purpose in ('SIGN_UP', 'PASSWORD_RESET', 'REVIEW', 'INVITATION'))
);
--> statement-breakpoint
ALTER TABLE "limited_uses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "limited_uses_started_at" ON "limited_uses" USING btree ("started_at");--> statement-breakpoint
ALTER TABLE "limited_uses" FORCE ROW LEVEL SECURITY;--> statement-breakpoint

-- Counts one more use of something that is limited, unless there were as many as there may be in the hour that began with
-- the first; false then, and nothing is counted. Uses at once wait for each other. Not for the application role.
create function app.count_use(p_purpose text, p_subject text, p_most integer)
returns boolean
language plpgsql
set search_path = public, pg_temp
as $$
begin
  insert into limited_uses as counted (purpose, subject, uses) values (p_purpose, p_subject, 1)
  on conflict (purpose, subject) do update set
    uses = case when counted.started_at > now() - interval '1 hour' then counted.uses + 1 else 1 end,
    started_at = case when counted.started_at > now() - interval '1 hour' then counted.started_at else now() end
  where counted.uses < p_most or counted.started_at <= now() - interval '1 hour';
  return found;
end
$$;
--> statement-breakpoint

-- Removes counts that no longer count: of limited uses after an hour, of failures to sign in after a day. For the
-- schedule. Rows somebody is counting in at the moment are left for the next time.
create function app.forget_counts()
returns integer
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_uses integer;
  v_attempts integer;
begin
  delete from limited_uses where (purpose, subject) in (
    select purpose, subject from limited_uses where started_at <= now() - interval '1 hour' for update skip locked);
  get diagnostics v_uses = row_count;
  delete from sign_in_attempts where email_digest in (
    select email_digest from sign_in_attempts where updated_at < now() - interval '1 day' for update skip locked);
  get diagnostics v_attempts = row_count;
  return v_uses + v_attempts;
end
$$;
--> statement-breakpoint

-- A person, their organization with them as OWNER, and their session; the guest cart joins. Outcome CREATED with what
-- became of the guest cart, EMAIL_TAKEN with nothing written, or TOO_OFTEN when the network address (known by a digest)
-- asked 20 times within an hour: asked, not got, because every answer tells whether an email has an account.
drop function app.sign_up(text, text, text, text, text, jsonb);
--> statement-breakpoint
create function app.sign_up(p_name text, p_email text, p_password_hash text, p_organization text, p_token_hash text,
  p_guest_cart jsonb, p_address_digest text default null)
returns jsonb
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_user_id uuid;
  v_organization_id uuid;
begin
  if p_address_digest is not null and not app.count_use('SIGN_UP', p_address_digest, 20) then
    return jsonb_build_object('outcome', 'TOO_OFTEN');
  end if;
  insert into users (name, email, password_hash) values (p_name, lower(p_email), p_password_hash)
  on conflict (lower(email)) do nothing
  returning id into v_user_id;
  if v_user_id is null then
    return jsonb_build_object('outcome', 'EMAIL_TAKEN');
  end if;
  perform set_config('app.current_user_id', v_user_id::text, true);
  -- Two sign-ups with the same name at once must not choose the same slug.
  perform pg_advisory_xact_lock(hashtextextended('organization-slug', 0));
  insert into organizations (name, slug) values (p_organization, app.organization_slug(p_organization))
  returning id into v_organization_id;
  insert into memberships (organization_id, user_id, role) values (v_organization_id, v_user_id, 'OWNER');
  perform app.open_session(v_user_id, p_token_hash, v_organization_id);
  return jsonb_build_object('outcome', 'CREATED', 'cart', app.join_guest_cart(p_guest_cart));
end
$$;
--> statement-breakpoint
grant execute on function app.sign_up, app.forget_counts to lotline_app;
--> statement-breakpoint

-- Stores a reset token, good for an hour, if the address has an account. Returns the account's name and address for
-- the mail, or no row; what the person is told does not depend on it.
create or replace function app.request_password_reset(p_email text, p_token_hash text)
returns table (name text, email text)
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_user users;
begin
  select * into v_user from users person where lower(person.email) = lower(p_email);
  if not found then
    return;
  end if;
  -- At most one mail a minute and five an hour for one account: nobody's mailbox is flooded by somebody else.
  if exists (select 1 from password_resets where user_id = v_user.id and created_at > now() - interval '1 minute') then
    return;
  end if;
  if not app.count_use('PASSWORD_RESET', v_user.id::text, 5) then
    return;
  end if;
  delete from password_resets where user_id = v_user.id and (used_at is not null or expires_at < now());
  insert into password_resets (user_id, token_hash, expires_at)
  values (v_user.id, p_token_hash, now() + interval '1 hour');
  return query select v_user.name, v_user.email;
end
$$;
--> statement-breakpoint

-- Invites an address, good for 7 days; a second invitation replaces the first. Outcomes: INVITED, ALREADY_MEMBER,
-- NOT_ALLOWED (only OWNER and ADMIN invite, and only an OWNER invites an OWNER), TOO_OFTEN (50 in an hour by one
-- organization: accounts are free, and mailboxes of strangers must not be for their makers to fill).
create or replace function app.invite(p_email text, p_role org_role, p_token_hash text)
returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_role org_role;
begin
  select role into v_role from memberships
  where organization_id = v_organization_id and user_id = app.current_user_id() for share;
  if v_role is null or v_role not in ('OWNER', 'ADMIN') or (p_role = 'OWNER' and v_role <> 'OWNER') then
    return 'NOT_ALLOWED';
  end if;
  if exists (select 1 from memberships m join users u on u.id = m.user_id
             where m.organization_id = v_organization_id and lower(u.email) = lower(p_email)) then
    return 'ALREADY_MEMBER';
  end if;
  if not app.count_use('INVITATION', v_organization_id::text, 50) then
    return 'TOO_OFTEN';
  end if;
  insert into invitations (organization_id, email, role, token_hash, invited_by, expires_at)
  values (v_organization_id, lower(p_email), p_role, p_token_hash, app.current_user_id(), now() + interval '7 days')
  on conflict (organization_id, lower(email)) where accepted_at is null
  do update set role = excluded.role, token_hash = excluded.token_hash, invited_by = excluded.invited_by,
    created_at = now(), expires_at = excluded.expires_at;
  return 'INVITED';
end
$$;
--> statement-breakpoint

-- Opens an invitation for 7 more days under a new token; the one sent before is dead. Outcomes: RESENT, NOT_FOUND,
-- NOT_ALLOWED, TOO_OFTEN (counted with the invitations).
create or replace function app.resend_invitation(p_id uuid, p_token_hash text)
returns table (outcome text, email text, role org_role)
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_found record := app.lock_invitation(p_id);
  v_invitation invitations := v_found.invitation;
begin
  if v_found.outcome is not null then
    return query select v_found.outcome, null::text, null::org_role;
    return;
  end if;
  if not app.count_use('INVITATION', v_invitation.organization_id::text, 50) then
    return query select 'TOO_OFTEN', null::text, null::org_role;
    return;
  end if;
  update invitations set token_hash = p_token_hash, invited_by = app.current_user_id(), created_at = now(),
    expires_at = now() + interval '7 days'
  where id = v_invitation.id;
  return query select 'RESENT', v_invitation.email, v_invitation.role;
end
$$;
--> statement-breakpoint

-- As before, and TOO_OFTEN once the author has saved 20 times within an hour: a moderator reads each of them.
create or replace function app.save_review(p_tool_slug text, p_rating integer, p_title text, p_review text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_role org_role := app.lock_role();
  v_user_id uuid := app.current_user_id();
  v_organization_id uuid := app.current_organization_id();
  v_title text := nullif(p_title, '');
  v_tool_id uuid;
  v_earlier tool_reviews;
begin
  if v_role is null or v_role = 'VIEWER' or (select is_platform_admin from users where id = v_user_id) then
    return 'NOT_ALLOWED';
  end if;
  if char_length(v_title) > 120 or char_length(p_review) not between 20 and 5000 then
    raise check_violation using message = 'a review has 20 to 5000 characters, its title at most 120';
  end if;
  select id into v_tool_id from marketplace_tools where slug = p_tool_slug and status <> 'DISABLED' for no key update;
  if not found then
    return 'NO_TOOL';
  end if;
  select * into v_earlier from tool_reviews where tool_id = v_tool_id and reviewer_id = v_user_id;
  if v_earlier.organization_id <> v_organization_id then
    return 'ELSEWHERE';
  end if;
  if v_tool_id not in (select app.owned_tool_ids(v_organization_id)) then
    return 'NOT_OWNED';
  end if;
  if v_earlier.id is not null
    and (v_earlier.rating, v_earlier.title, v_earlier.review) is not distinct from (p_rating, v_title, p_review) then
    return 'UNCHANGED';
  end if;
  if not app.count_use('REVIEW', v_user_id::text, 20) then
    return 'TOO_OFTEN';
  end if;
  if v_earlier.id is null then
    insert into tool_reviews (organization_id, tool_id, reviewer_id, rating, title, review)
    values (v_organization_id, v_tool_id, v_user_id, p_rating, v_title, p_review);
    return 'WRITTEN';
  end if;
  update tool_reviews set rating = p_rating, title = v_title, review = p_review, status = 'PENDING',
    moderated_at = null, moderated_by = null, moderation_note = null, updated_at = now()
  where id = v_earlier.id;
  return 'EDITED';
end
$$;
