-- Lists are in the order in which people look for names: case and accents aside, numbers by their size. It is deterministic, so
-- texts that differ stay different. Indexes below name it.
create collation if not exists public.human (provider = icu, locale = 'en-u-kn');
--> statement-breakpoint
CREATE TYPE "public"."color_theme" AS ENUM('SYSTEM', 'LIGHT', 'DARK');
--> statement-breakpoint
CREATE TYPE "public"."upgrade_status" AS ENUM('PENDING', 'GRANTED', 'DECLINED', 'WITHDRAWN');
--> statement-breakpoint
CREATE TABLE "saved_filters" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"list" text NOT NULL,
	"name" text NOT NULL,
	"search" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_filters_name" UNIQUE("user_id","list","name"),
	CONSTRAINT "saved_filters_list" CHECK (list in ('tools', 'bundles', 'orders', 'organizations', 'reviews')),
	CONSTRAINT "saved_filters_name_length" CHECK (char_length(name) between 1 and 60),
	CONSTRAINT "saved_filters_search_length" CHECK (char_length(search) <= 1000)
);
--> statement-breakpoint
ALTER TABLE "saved_filters" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "saved_filters" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "upgrade_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"requester_id" uuid NOT NULL,
	"former_tier" "subscription_tier" NOT NULL,
	"asked_tier" "subscription_tier" NOT NULL,
	"reason" text NOT NULL,
	"status" "upgrade_status" DEFAULT 'PENDING' NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"decision_note" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "upgrade_requests_higher" CHECK (asked_tier > former_tier),
	CONSTRAINT "upgrade_requests_decided" CHECK ((status = 'PENDING') = (decided_at is null) and (decided_by is null) = (decided_at is null))
);
--> statement-breakpoint
ALTER TABLE "upgrade_requests" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "upgrade_requests" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "tool_pictures" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"tool_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"alt" text NOT NULL,
	"address" text NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"small_address" text,
	"small_width" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tool_pictures_address_unique" UNIQUE("address"),
	CONSTRAINT "tool_pictures_small_address_unique" UNIQUE("small_address"),
	CONSTRAINT "tool_pictures_texts_to_200" CHECK (char_length(alt) between 1 and 200),
	CONSTRAINT "tool_pictures_addresses" CHECK (address ~ '^/(p/[0-9a-f]{32}|pictures/[a-z0-9-]+[.](avif|webp))$' and small_address ~ '^/(p/[0-9a-f]{32}|pictures/[a-z0-9-]+[.](avif|webp))$'),
	CONSTRAINT "tool_pictures_small" CHECK ((small_address is null) = (small_width is null) and small_width < width),
	CONSTRAINT "tool_pictures_dimensions" CHECK (width between 1 and 4000 and height between 1 and 4000 and small_width between 1 and 4000),
	CONSTRAINT "tool_pictures_position" CHECK (position >= 0)
);
--> statement-breakpoint
ALTER TABLE "tool_pictures" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "tool_pictures" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "limited_uses" DROP CONSTRAINT "limited_uses_purpose";
--> statement-breakpoint
DROP INDEX "organizations_name";
--> statement-breakpoint
DROP INDEX "payees_organization_id_name";
--> statement-breakpoint
DROP INDEX "vehicles_organization_id_name";
--> statement-breakpoint
DROP INDEX "marketplace_tools_listed_by_popularity";
--> statement-breakpoint
DROP INDEX "marketplace_tools_listed_by_age";
--> statement-breakpoint
DROP INDEX "marketplace_tools_listed_by_price";
--> statement-breakpoint
DROP INDEX "marketplace_tools_listed_by_price_down";
--> statement-breakpoint
DROP INDEX "marketplace_tools_listed_by_rating";
--> statement-breakpoint
DROP INDEX "marketplace_tools_name";
--> statement-breakpoint
DROP INDEX "marketplace_tools_updated_at";
--> statement-breakpoint
DROP INDEX "marketplace_tools_price";
--> statement-breakpoint
DROP INDEX "marketplace_tools_price_down";
--> statement-breakpoint
DROP INDEX "marketplace_tools_purchase_count";
--> statement-breakpoint
DROP INDEX "tool_bundles_on_sale";
--> statement-breakpoint
DROP INDEX "tool_bundles_on_sale_popular";
--> statement-breakpoint
DROP INDEX "tool_bundles_updated_at";
--> statement-breakpoint
DROP INDEX "reid_schools_organization_id_name";
--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "first_steps_ended_at" timestamp with time zone;
--> statement-breakpoint
-- Organizations that work with their tools already have taken their first steps.
update organizations set first_steps_ended_at = now()
where exists (select from tool_purchases where organization_id = organizations.id and first_used_at is not null);
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "theme" "color_theme" DEFAULT 'SYSTEM' NOT NULL;
--> statement-breakpoint
ALTER TABLE "marketplace_orders" ADD COLUMN "seat_holders" uuid[] DEFAULT '{}'::uuid[] NOT NULL;
--> statement-breakpoint
ALTER TABLE "tool_purchases" ADD COLUMN "connected_at" timestamp with time zone;
--> statement-breakpoint
ALTER TABLE "saved_filters" ADD CONSTRAINT "saved_filters_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "upgrade_requests" ADD CONSTRAINT "upgrade_requests_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "upgrade_requests" ADD CONSTRAINT "upgrade_requests_requester_id_users_id_fk" FOREIGN KEY ("requester_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "upgrade_requests" ADD CONSTRAINT "upgrade_requests_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "tool_pictures" ADD CONSTRAINT "tool_pictures_tool_id_marketplace_tools_id_fk" FOREIGN KEY ("tool_id") REFERENCES "public"."marketplace_tools"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "upgrade_requests_organization_id" ON "upgrade_requests" USING btree ("organization_id","created_at" DESC NULLS LAST);
--> statement-breakpoint
CREATE UNIQUE INDEX "upgrade_requests_waiting" ON "upgrade_requests" USING btree ("organization_id") WHERE status = 'PENDING';
--> statement-breakpoint
CREATE INDEX "upgrade_requests_requester_id" ON "upgrade_requests" USING btree ("requester_id");
--> statement-breakpoint
CREATE INDEX "upgrade_requests_decided_by" ON "upgrade_requests" USING btree ("decided_by");
--> statement-breakpoint
CREATE INDEX "tool_pictures_tool_id_position" ON "tool_pictures" USING btree ("tool_id","position","id");
--> statement-breakpoint
CREATE INDEX "marketplace_tools_featured" ON "marketplace_tools" USING btree ("purchase_count" DESC NULLS FIRST,name collate human,"id") WHERE is_featured and status in ('ACTIVE', 'BETA', 'COMING_SOON');
--> statement-breakpoint
CREATE INDEX "marketplace_tools_by_status" ON "marketplace_tools" USING btree ("status",name collate human,"id");
--> statement-breakpoint
CREATE INDEX "marketplace_tools_by_category" ON "marketplace_tools" USING btree ("category",name collate human,"id");
--> statement-breakpoint
CREATE INDEX "marketplace_tools_by_tier" ON "marketplace_tools" USING btree ("tier",name collate human,"id");
--> statement-breakpoint
CREATE INDEX "tool_bundles_search" ON "tool_bundles" USING gin (to_tsvector('english', name || ' ' || description));
--> statement-breakpoint
CREATE INDEX "tool_reviews_published_latest" ON "tool_reviews" USING btree ("created_at","id") WHERE status = 'APPROVED';
--> statement-breakpoint
CREATE INDEX "organizations_name" ON "organizations" USING btree (name collate human,"id");
--> statement-breakpoint
CREATE INDEX "payees_organization_id_name" ON "payees" USING btree ("organization_id",name collate human,"id");
--> statement-breakpoint
CREATE INDEX "vehicles_organization_id_name" ON "vehicles" USING btree ("organization_id",name collate human,"id");
--> statement-breakpoint
CREATE INDEX "marketplace_tools_listed_by_popularity" ON "marketplace_tools" USING btree ("purchase_count" DESC NULLS FIRST,name collate human,"id") WHERE status in ('ACTIVE', 'BETA', 'COMING_SOON');
--> statement-breakpoint
CREATE INDEX "marketplace_tools_listed_by_age" ON "marketplace_tools" USING btree ("created_at" DESC NULLS FIRST,name collate human,"id") WHERE status in ('ACTIVE', 'BETA', 'COMING_SOON');
--> statement-breakpoint
CREATE INDEX "marketplace_tools_listed_by_price" ON "marketplace_tools" USING btree ((price_model = 'CUSTOM'),"price",name collate human,"id") WHERE status in ('ACTIVE', 'BETA', 'COMING_SOON');
--> statement-breakpoint
CREATE INDEX "marketplace_tools_listed_by_price_down" ON "marketplace_tools" USING btree ((price_model = 'CUSTOM'),"price" DESC NULLS FIRST,name collate human,"id") WHERE status in ('ACTIVE', 'BETA', 'COMING_SOON');
--> statement-breakpoint
CREATE INDEX "marketplace_tools_listed_by_rating" ON "marketplace_tools" USING btree ("rating" DESC NULLS LAST,"review_count" DESC NULLS FIRST,name collate human,"id") WHERE status in ('ACTIVE', 'BETA', 'COMING_SOON');
--> statement-breakpoint
CREATE INDEX "marketplace_tools_name" ON "marketplace_tools" USING btree (name collate human,"id");
--> statement-breakpoint
CREATE INDEX "marketplace_tools_updated_at" ON "marketplace_tools" USING btree ("updated_at" DESC NULLS FIRST,name collate human,"id");
--> statement-breakpoint
CREATE INDEX "marketplace_tools_price" ON "marketplace_tools" USING btree ("price",name collate human,"id");
--> statement-breakpoint
CREATE INDEX "marketplace_tools_price_down" ON "marketplace_tools" USING btree ("price" DESC NULLS FIRST,name collate human,"id");
--> statement-breakpoint
CREATE INDEX "marketplace_tools_purchase_count" ON "marketplace_tools" USING btree ("purchase_count" DESC NULLS FIRST,name collate human,"id");
--> statement-breakpoint
CREATE INDEX "tool_bundles_on_sale" ON "tool_bundles" USING btree ("bundle_price",name collate human,"id") WHERE is_active;
--> statement-breakpoint
CREATE INDEX "tool_bundles_on_sale_popular" ON "tool_bundles" USING btree ("is_popular" DESC NULLS FIRST,"bundle_price",name collate human,"id") WHERE is_active;
--> statement-breakpoint
CREATE INDEX "tool_bundles_updated_at" ON "tool_bundles" USING btree ("updated_at" DESC NULLS FIRST,name collate human,"id");
--> statement-breakpoint
CREATE INDEX "reid_schools_organization_id_name" ON "reid_schools" USING btree ("organization_id",name collate human,"id");
--> statement-breakpoint
ALTER TABLE "limited_uses" ADD CONSTRAINT "limited_uses_purpose" CHECK (purpose in ('SIGN_UP', 'PASSWORD_RESET', 'SIGN_IN_MAIL', 'REVIEW', 'INVITATION', 'NEW_ORGANIZATION', 'RECEIPT_UPLOAD', 'EXPENSE_IMPORT', 'TAX_REPORT', 'REID_UPLOAD', 'REID_JUDGING', 'REID_WEBHOOK_TEST', 'PUBLIC_REPORT', 'TEST_SEND', 'FORM_SIGN_UP', 'CONTACT_IMPORT', 'PICTURE_UPLOAD', 'DOMAIN_CHECK', 'ACCOUNT_TEST', 'EMAIL_CLICK', 'EMAIL_CONFIRMATION', 'CONTACT', 'UPGRADE'));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "saved_filters" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "own_saved_filters" ON "saved_filters" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid));
--> statement-breakpoint
CREATE POLICY "genuine_request" ON "upgrade_requests" AS RESTRICTIVE FOR ALL TO "lotline_app" USING ((select app.is_genuine()));
--> statement-breakpoint
CREATE POLICY "tenant_isolation_upgrade_requests" ON "upgrade_requests" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN'));
--> statement-breakpoint
CREATE POLICY "public_read_tool_pictures" ON "tool_pictures" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (true);
