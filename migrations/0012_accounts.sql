-- What only the schedule, the webhooks and the work behind an answer do is done as this role, with a password of its own.
-- migrations/0000_foundation.sql says why a role, and functions that policies name, stand in a migration.
do $$
begin
  if not exists (select 1 from pg_roles where rolname = 'lotline_tasks') then
    create role lotline_tasks nologin nosuperuser nobypassrls nocreatedb nocreaterole noinherit;
  end if;
end
$$;
--> statement-breakpoint
alter role lotline_tasks set statement_timeout = '9s';
--> statement-breakpoint
-- Policies name it, so it has to be there before them. It says no until db/rules replaces it, at the end of the same transaction.
create function app.is_genuine() returns boolean
language sql stable
set search_path = public, pg_temp
as $$ select false $$;
--> statement-breakpoint
CREATE TYPE "public"."platform_role" AS ENUM('CATALOG', 'BILLING', 'SUPPORT', 'AUDITOR', 'SUPERADMIN');
--> statement-breakpoint
CREATE TABLE "billing_emails" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"email" text NOT NULL,
	"token_hash" text NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"confirmed_at" timestamp with time zone,
	"refused_at" timestamp with time zone,
	CONSTRAINT "billing_emails_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "billing_emails_email" UNIQUE("organization_id","email"),
	CONSTRAINT "billing_emails_small_letters" CHECK (email = lower(email)),
	CONSTRAINT "billing_emails_one_answer" CHECK (confirmed_at is null or refused_at is null)
);
--> statement-breakpoint
ALTER TABLE "billing_emails" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "billing_emails" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "email_confirmations" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"token_hash" text NOT NULL,
	"code_hash" text NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "email_confirmations_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "email_confirmations_tries" CHECK (tries >= 0)
);
--> statement-breakpoint
ALTER TABLE "email_confirmations" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "email_confirmations" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "platform_approvals" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"order_id" uuid,
	"amount" bigint NOT NULL,
	"request" jsonb NOT NULL,
	"state" text NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"done_at" timestamp with time zone,
	CONSTRAINT "platform_approvals_kind" CHECK (kind in ('REFUND', 'PAYMENT', 'CREDIT')),
	CONSTRAINT "platform_approvals_state" CHECK (state in ('DONE', 'WAITING', 'CONFIRMED', 'DECLINED')),
	CONSTRAINT "platform_approvals_amount" CHECK (amount >= 0),
	CONSTRAINT "platform_approvals_order_of_kind" CHECK ((kind = 'CREDIT') = (order_id is null)),
	CONSTRAINT "platform_approvals_decided" CHECK ((state in ('CONFIRMED', 'DECLINED')) = (decided_by is not null and decided_at is not null)),
	CONSTRAINT "platform_approvals_done" CHECK ((state in ('DONE', 'CONFIRMED')) = (done_at is not null)),
	CONSTRAINT "platform_approvals_second_person" CHECK (state <> 'CONFIRMED' or decided_by <> asked_by)
);
--> statement-breakpoint
ALTER TABLE "platform_approvals" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "platform_approvals" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "platform_roles" (
	"user_id" uuid NOT NULL,
	"role" "platform_role" NOT NULL,
	"granted_by" uuid,
	"granted_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "platform_roles_user_id_role_pk" PRIMARY KEY("user_id","role")
);
--> statement-breakpoint
ALTER TABLE "platform_roles" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "platform_roles" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "request_secrets" (
	"secret" text PRIMARY KEY DEFAULT replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '') NOT NULL,
	CONSTRAINT "request_secrets_length" CHECK (char_length(secret) >= 64)
);
--> statement-breakpoint
ALTER TABLE "request_secrets" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "request_secrets" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "authenticators" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"sealed_secret" text NOT NULL,
	"proof_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"confirmed_at" timestamp with time zone,
	"last_step" bigint DEFAULT 0 NOT NULL,
	"last_used_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "authenticators" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "authenticators" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "passkeys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"credential_id" text NOT NULL,
	"public_key" text NOT NULL,
	"sign_count" bigint DEFAULT 0 NOT NULL,
	"transports" text[] DEFAULT '{}'::text[] NOT NULL,
	"is_backed_up" boolean NOT NULL,
	"name" text NOT NULL,
	"sealed_proof" text NOT NULL,
	"proof_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone,
	CONSTRAINT "passkeys_credential_id_unique" UNIQUE("credential_id"),
	CONSTRAINT "passkeys_texts_to_80" CHECK (char_length(name) between 1 and 80),
	CONSTRAINT "passkeys_texts_to_2000" CHECK (char_length(credential_id) between 1 and 2000 and char_length(public_key) between 1 and 2000)
);
--> statement-breakpoint
ALTER TABLE "passkeys" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "passkeys" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"user_id" uuid NOT NULL,
	"code_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "recovery_codes_user_id_code_hash_pk" PRIMARY KEY("user_id","code_hash")
);
--> statement-breakpoint
ALTER TABLE "recovery_codes" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "recovery_codes" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "second_factor_attempts" (
	"user_id" uuid NOT NULL,
	"is_known_device" boolean NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"blocked_until" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "second_factor_attempts_user_id_is_known_device_pk" PRIMARY KEY("user_id","is_known_device"),
	CONSTRAINT "second_factor_attempts_failures" CHECK (failures >= 0)
);
--> statement-breakpoint
ALTER TABLE "second_factor_attempts" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "second_factor_attempts" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "used_challenges" (
	"challenge_hash" text PRIMARY KEY NOT NULL,
	"used_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "used_challenges" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "used_challenges" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "known_devices" (
	"user_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"started" integer DEFAULT 0 NOT NULL,
	"blocked_until" timestamp with time zone,
	"failed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "known_devices_user_id_token_hash_pk" PRIMARY KEY("user_id","token_hash")
);
--> statement-breakpoint
ALTER TABLE "known_devices" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "known_devices" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "pending_sign_ins" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"guest_cart" jsonb,
	"device" jsonb,
	"is_known_device" boolean NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "pending_sign_ins" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "pending_sign_ins" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "sign_in_keys" (
	"salt_key" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
ALTER TABLE "sign_in_keys" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "sign_in_keys" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "sign_in_mails" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"browser_hash" text NOT NULL,
	"token_hash" text NOT NULL,
	"code_hash" text NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "sign_in_mails_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "sign_in_mails" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "sign_in_mails" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "audit_people" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"salt" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_people" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "audit_people" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "audit_values" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"digest" text NOT NULL,
	"chain" uuid,
	"person_id" uuid NOT NULL,
	"value" text NOT NULL,
	CONSTRAINT "audit_values_digest" UNIQUE NULLS NOT DISTINCT("digest","chain")
);
--> statement-breakpoint
ALTER TABLE "audit_values" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "audit_values" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "limited_uses" DROP CONSTRAINT "limited_uses_purpose";
--> statement-breakpoint
ALTER TABLE "users" ALTER COLUMN "password_hash" DROP NOT NULL;
--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "closing_at" timestamp with time zone;
--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "closed_by" uuid;
--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "closed_at" timestamp with time zone;
--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "second_factor_from" date;
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "password_salt" text;
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "password_check" text;
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "email_confirmed_at" timestamp with time zone;
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "pending_email" text;
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "is_demo" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "closed_at" timestamp with time zone;
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "pseudonym" text;
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "device" text;
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "country" text;
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "device_hash" text;
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "proved_at" timestamp with time zone;
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "second_factor_at" timestamp with time zone;
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "failures" integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "started" integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "blocked_until" timestamp with time zone;
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "failed_at" timestamp with time zone;
--> statement-breakpoint
ALTER TABLE "sign_in_attempts" ADD COLUMN "started" integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "audit_chains" ADD COLUMN "start_hash" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "audit_chains" ADD COLUMN "converted_length" bigint;
--> statement-breakpoint
ALTER TABLE "audit_chains" ADD COLUMN "holds_digests" boolean DEFAULT true NOT NULL;
--> statement-breakpoint
ALTER TABLE "audit_chains" ADD COLUMN "erased_at" timestamp with time zone;
--> statement-breakpoint
ALTER TABLE "outgoing_mail" ADD COLUMN "secret" text;
--> statement-breakpoint
ALTER TABLE "outgoing_mail" ADD COLUMN "counted_at" timestamp with time zone;
--> statement-breakpoint
ALTER TABLE "outgoing_mail" ADD COLUMN "is_held" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
-- Cleans today's names, before the checks users_name_visible and organizations_name_visible are added.
-- The composed form may be longer than 120 characters (never with what is typed): it is cut.
update users set name = clean.name
from (
  select id, case when name ~ '[^ \u0300-\u036F\u0483-\u0489\u0591-\u05BD\u0610-\u061A\u064B-\u065F\u180B-\u180F\u1AB0-\u1AFF\u1DC0-\u1DFF\u200C\u200D\u20D0-\u20FF\u302A-\u302F\u3099\u309A\uFE00-\uFE0F\uFE20-\uFE2F]'
    then name else 'Somebody without a name' end as name
  from (
    select id, btrim(normalize(left(normalize(regexp_replace(regexp_replace(name,
      '[\u0001-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0D\uFEFF\uFFA0\uFFF0-\uFFFB\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]', '', 'g'),
      '[ \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u2800\u3000\U0001D159]+', ' ', 'g'), nfc), 120), nfc), ' ') as name
    from users
  ) visible
) clean
where clean.id = users.id and clean.name <> users.name;

update organizations set name = clean.name
from (
  select id, case when name ~ '[^ \u0300-\u036F\u0483-\u0489\u0591-\u05BD\u0610-\u061A\u064B-\u065F\u180B-\u180F\u1AB0-\u1AFF\u1DC0-\u1DFF\u200C\u200D\u20D0-\u20FF\u302A-\u302F\u3099\u309A\uFE00-\uFE0F\uFE20-\uFE2F]'
    then name else 'Organization ' || slug end as name
  from (
    select id, slug, btrim(normalize(left(normalize(regexp_replace(regexp_replace(name,
      '[\u0001-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0D\uFEFF\uFFA0\uFFF0-\uFFFB\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]', '', 'g'),
      '[ \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u2800\u3000\U0001D159]+', ' ', 'g'), nfc), 120), nfc), ' ') as name
    from organizations
  ) visible
) clean
where clean.id = organizations.id and clean.name <> organizations.name;
--> statement-breakpoint
-- The hashes of today hold salt and cost, so that everybody's check can be made without them. The trigger would tell the trail
-- that everybody changed their password; the rules make the new one.
DROP TRIGGER IF EXISTS audit_password ON users;
UPDATE users SET
  password_salt = regexp_replace(password_hash, '\$[^$]*$', ''),
  password_check = encode(sha256(convert_to(encode(decode(split_part(password_hash, '$', 6), 'base64'), 'hex'), 'UTF8')), 'hex'),
  password_hash = NULL
WHERE password_hash ~ '^scrypt\$\d+\$\d+\$\d+\$[A-Za-z0-9+/]+=*\$[A-Za-z0-9+/]+=*$';
-- 244 random bits that nobody has seen.
INSERT INTO sign_in_keys (salt_key) VALUES (encode(sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')), 'hex'));
-- Somebody who is signed in proved who they are when they signed in.
UPDATE sessions SET proved_at = created_at;
--> statement-breakpoint
-- The demo people of databases that were seeded before: they administer without a second factor. Production has none of them.
update users set is_demo = true where email in ('owner@harbor.test', 'admin@harbor.test', 'member@harbor.test', 'viewer@harbor.test',
  'owner@summit.test', 'admin@lotline.test');
--> statement-breakpoint
-- Addresses of which it is known that their mail is read: an invitation sent there was accepted, or a link to choose a password was
-- used. Platform admins were made by hand. OWNERs with colleagues are believed: a new password of an address that was never
-- confirmed takes its account out of such organizations, which would be left without them. Everybody else confirms once, with the
-- code that the checkout asks for.
update users set email_confirmed_at = now() where is_platform_admin
  or exists (select from memberships own join memberships other
      on other.organization_id = own.organization_id and other.user_id <> own.user_id
    where own.user_id = users.id and own.role = 'OWNER')
  or exists (select from password_resets reset where reset.user_id = users.id and reset.used_at is not null)
  or exists (select from invitations invitation join memberships membership
      on membership.organization_id = invitation.organization_id and membership.user_id = users.id
    where lower(invitation.email) = lower(users.email) and invitation.accepted_at is not null);
-- Demo people of development databases. Runs after what sets is_demo.
update users set email_confirmed_at = now() where is_demo and email_confirmed_at is null;
-- Addresses whose invoices were paid take them.
insert into billing_emails (organization_id, email, token_hash, asked_at, confirmed_at)
select organization_id, lower(billing_email), encode(sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')), 'hex'), now(), now()
from marketplace_orders where billing_email is not null and paid_at is not null
group by organization_id, lower(billing_email)
on conflict (organization_id, email) do nothing;
--> statement-breakpoint
-- Policies name it, so it has to be there before them, like app.is_genuine.
create function app.has_platform_role(p_roles platform_role[]) returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$ select false $$;
-- Everybody who was a platform admin has all roles, as they could do all of it.
insert into platform_roles (user_id, role)
select person.id, role from users person cross join unnest(enum_range(null::platform_role)) as role where person.is_platform_admin;
-- It names the column that goes; the rules make it again.
drop trigger if exists audit on users;
--> statement-breakpoint
-- Entries written before the audit trail held digests: the migration command converts their chains (app.convert_audit_trail).
update audit_chains set holds_digests = false;
--> statement-breakpoint
-- The one row of request_secrets. Without it no request has a viewer: begin_request raises.
insert into request_secrets default values on conflict do nothing;
--> statement-breakpoint
CREATE UNIQUE INDEX "request_secrets_one_row" ON "request_secrets" USING btree ((true));
--> statement-breakpoint
CREATE UNIQUE INDEX "sign_in_keys_one_row" ON "sign_in_keys" USING btree ((true));
--> statement-breakpoint
CREATE UNIQUE INDEX "authenticators_confirmed" ON "authenticators" USING btree ("user_id") WHERE confirmed_at is not null;
--> statement-breakpoint
CREATE UNIQUE INDEX "authenticators_waiting" ON "authenticators" USING btree ("user_id") WHERE confirmed_at is null;
--> statement-breakpoint
ALTER TABLE "billing_emails" ADD CONSTRAINT "billing_emails_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "email_confirmations" ADD CONSTRAINT "email_confirmations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "platform_approvals" ADD CONSTRAINT "platform_approvals_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "platform_approvals" ADD CONSTRAINT "platform_approvals_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "platform_approvals" ADD CONSTRAINT "platform_approvals_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "platform_approvals" ADD CONSTRAINT "platform_approvals_order" FOREIGN KEY ("organization_id","order_id") REFERENCES "public"."marketplace_orders"("organization_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "platform_roles" ADD CONSTRAINT "platform_roles_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "platform_roles" ADD CONSTRAINT "platform_roles_granted_by_users_id_fk" FOREIGN KEY ("granted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "authenticators" ADD CONSTRAINT "authenticators_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "second_factor_attempts" ADD CONSTRAINT "second_factor_attempts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "known_devices" ADD CONSTRAINT "known_devices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "pending_sign_ins" ADD CONSTRAINT "pending_sign_ins_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "sign_in_mails" ADD CONSTRAINT "sign_in_mails_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "audit_values" ADD CONSTRAINT "audit_values_person_id_audit_people_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."audit_people"("person_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "platform_approvals_organization_id_done_at" ON "platform_approvals" USING btree ("organization_id","done_at");
--> statement-breakpoint
CREATE INDEX "platform_approvals_waiting" ON "platform_approvals" USING btree ("asked_at") WHERE state = 'WAITING';
--> statement-breakpoint
CREATE INDEX "platform_approvals_asked_by" ON "platform_approvals" USING btree ("asked_by");
--> statement-breakpoint
CREATE INDEX "platform_approvals_decided_by" ON "platform_approvals" USING btree ("decided_by");
--> statement-breakpoint
CREATE INDEX "platform_approvals_order_id" ON "platform_approvals" USING btree ("organization_id","order_id");
--> statement-breakpoint
CREATE INDEX "platform_roles_granted_by" ON "platform_roles" USING btree ("granted_by");
--> statement-breakpoint
CREATE INDEX "passkeys_user_id" ON "passkeys" USING btree ("user_id");
--> statement-breakpoint
CREATE INDEX "known_devices_last_used_at" ON "known_devices" USING btree ("last_used_at");
--> statement-breakpoint
CREATE INDEX "pending_sign_ins_user_id" ON "pending_sign_ins" USING btree ("user_id");
--> statement-breakpoint
CREATE INDEX "pending_sign_ins_expires_at" ON "pending_sign_ins" USING btree ("expires_at");
--> statement-breakpoint
CREATE INDEX "sign_in_mails_user_id" ON "sign_in_mails" USING btree ("user_id");
--> statement-breakpoint
CREATE INDEX "sign_in_mails_browser_hash" ON "sign_in_mails" USING btree ("browser_hash");
--> statement-breakpoint
CREATE INDEX "sign_in_mails_expires_at" ON "sign_in_mails" USING btree ("expires_at");
--> statement-breakpoint
CREATE INDEX "audit_values_person_id" ON "audit_values" USING btree ("person_id");
--> statement-breakpoint
CREATE INDEX "audit_values_chain" ON "audit_values" USING btree ("chain");
--> statement-breakpoint
CREATE INDEX "audit_values_value" ON "audit_values" USING btree (lower(value));
--> statement-breakpoint
CREATE INDEX "organizations_closing_at" ON "organizations" USING btree ("closing_at") WHERE closing_at is not null;
--> statement-breakpoint
CREATE INDEX "outgoing_mail_counted" ON "outgoing_mail" USING btree ("organization_id","counted_at" DESC NULLS LAST) WHERE counted_at is not null;
--> statement-breakpoint
CREATE INDEX "outgoing_mail_counted_recipient" ON "outgoing_mail" USING btree (lower(recipient),"counted_at" DESC NULLS LAST) WHERE counted_at is not null;
--> statement-breakpoint
CREATE INDEX "outgoing_mail_held" ON "outgoing_mail" USING btree ("organization_id",lower(recipient)) WHERE is_held;
--> statement-breakpoint
ALTER TABLE "limited_uses" ADD CONSTRAINT "limited_uses_purpose" CHECK (purpose in ('SIGN_UP', 'PASSWORD_RESET', 'SIGN_IN_MAIL', 'REVIEW', 'INVITATION', 'NEW_ORGANIZATION', 'RECEIPT_UPLOAD', 'EXPENSE_IMPORT', 'TAX_REPORT', 'REID_UPLOAD', 'REID_JUDGING', 'REID_WEBHOOK_TEST', 'PUBLIC_REPORT', 'TEST_SEND', 'FORM_SIGN_UP', 'CONTACT_IMPORT', 'PICTURE_UPLOAD', 'DOMAIN_CHECK', 'ACCOUNT_TEST', 'EMAIL_CLICK', 'EMAIL_CONFIRMATION'));
--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_closed" CHECK (closed_at is null or closing_at is not null);
--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_name_visible" CHECK (name is nfc normalized and name !~ '[\u0001-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0D\uFEFF\uFFA0\uFFF0-\uFFFB\U0001BCA0-\U0001BCA3\U0001D159\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]' and name !~ '^[ \u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]|[ \u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]$' and name ~ '[^ \u00A0\u0300-\u036F\u0483-\u0489\u0591-\u05BD\u0610-\u061A\u064B-\u065F\u1680\u180B-\u180F\u1AB0-\u1AFF\u1DC0-\u1DFF\u2000-\u200D\u202F\u205F\u20D0-\u20FF\u3000\u302A-\u302F\u3099\u309A\uFE00-\uFE0F\uFE20-\uFE2F]');
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_closed" CHECK ((closed_at is null) = (pseudonym is null));
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_pending_email_length" CHECK (char_length(pending_email) between 3 and 254);
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_name_visible" CHECK (name is nfc normalized and name !~ '[\u0001-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0D\uFEFF\uFFA0\uFFF0-\uFFFB\U0001BCA0-\U0001BCA3\U0001D159\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]' and name !~ '^[ \u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]|[ \u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]$' and name ~ '[^ \u00A0\u0300-\u036F\u0483-\u0489\u0591-\u05BD\u0610-\u061A\u064B-\u065F\u1680\u180B-\u180F\u1AB0-\u1AFF\u1DC0-\u1DFF\u2000-\u200D\u202F\u205F\u20D0-\u20FF\u3000\u302A-\u302F\u3099\u309A\uFE00-\uFE0F\uFE20-\uFE2F]');
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_password" CHECK ((password_salt is null) = (password_check is null));
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_demo_address" CHECK (not is_demo or email like '%.test');
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "organizations" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "invitations" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "memberships" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "users" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "audit_log" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "campaign_content" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "campaign_entries" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "campaigns" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "contact_import_problems" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "contact_imports" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "contact_consents" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "contact_list_members" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "contact_lists" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "contact_segments" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "contacts" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "suppressions" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "content" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "email_campaigns" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "email_deliveries" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "email_events" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "email_links" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "sending_months" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "media_files" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "social_accounts" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "social_media_posts" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "campaign_repeats" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "campaign_settings" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "sending_domains" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "signup_forms" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "subscription_requests" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "depreciable_assets" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "expense_categories" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "merchant_rules" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "closed_tax_years" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "tax_estimates" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "expense_settings" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "expenses" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "expense_import_lines" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "expense_imports" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "income_entries" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "payees" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "receipts" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "recurring_expenses" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "tax_report_rows" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "tax_reports" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "tax_payments" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "tax_readers" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "tax_settings" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "vehicle_years" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "vehicles" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "listings" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "saved_carts" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "shopping_carts" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "platform_settings" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "credit_note_lines" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "credit_notes" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "marketplace_orders" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "order_line_credits" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "order_line_tools" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "order_lines" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "bundle_purchases" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "tool_purchases" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "tool_seats" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "tool_usage_daily" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "purchase_requests" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "review_flags" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "tool_reviews" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "tool_uses" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "usage_periods" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "reid_alert_events" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "reid_alert_reads" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "reid_alerts" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "reid_webhook_deliveries" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "reid_demographics" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "reid_import_problems" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "reid_import_rows" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "reid_imports" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "reid_market_data" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "reid_market_revisions" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "reid_series_values" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "reid_monthly_uses" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "reid_ai_profiles" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "reid_reports" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "reid_schools" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "reid_roi_simulations" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "reid_watched_areas" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "billing_emails" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "tenant_isolation_billing_emails" ON "billing_emails" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN'));
--> statement-breakpoint
ALTER POLICY "tenant_isolation_audit_log" ON "audit_log" TO lotline_app USING ((organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')) or (select app.has_platform_role('{AUDITOR}')));
--> statement-breakpoint
ALTER POLICY "platform_insert_bundle_tools" ON "bundle_tools" TO lotline_app WITH CHECK ((select app.has_platform_role('{CATALOG}')));
--> statement-breakpoint
ALTER POLICY "platform_update_bundle_tools" ON "bundle_tools" TO lotline_app USING ((select app.has_platform_role('{CATALOG}')));
--> statement-breakpoint
ALTER POLICY "platform_delete_bundle_tools" ON "bundle_tools" TO lotline_app USING ((select app.has_platform_role('{CATALOG}')));
--> statement-breakpoint
ALTER POLICY "platform_insert_marketplace_tools" ON "marketplace_tools" TO lotline_app WITH CHECK ((select app.has_platform_role('{CATALOG}')));
--> statement-breakpoint
ALTER POLICY "platform_update_marketplace_tools" ON "marketplace_tools" TO lotline_app USING ((select app.has_platform_role('{CATALOG}')));
--> statement-breakpoint
ALTER POLICY "platform_delete_marketplace_tools" ON "marketplace_tools" TO lotline_app USING ((select app.has_platform_role('{CATALOG}')));
--> statement-breakpoint
ALTER POLICY "platform_insert_tool_bundles" ON "tool_bundles" TO lotline_app WITH CHECK ((select app.has_platform_role('{CATALOG}')));
--> statement-breakpoint
ALTER POLICY "platform_update_tool_bundles" ON "tool_bundles" TO lotline_app USING ((select app.has_platform_role('{CATALOG}')));
--> statement-breakpoint
ALTER POLICY "platform_delete_tool_bundles" ON "tool_bundles" TO lotline_app USING ((select app.has_platform_role('{CATALOG}')));
--> statement-breakpoint
ALTER POLICY "platform_read_platform_settings" ON "platform_settings" TO lotline_app USING ((select app.has_platform_role('{BILLING,AUDITOR}')));
--> statement-breakpoint
ALTER TABLE "users" DROP COLUMN "is_platform_admin";
