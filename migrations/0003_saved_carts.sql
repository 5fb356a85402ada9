CREATE TABLE "saved_carts" (
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"tools" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"bundles" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_carts_organization_id_user_id_pk" PRIMARY KEY("organization_id","user_id"),
	CONSTRAINT "saved_carts_lists" CHECK (jsonb_typeof(tools) = 'array' and jsonb_typeof(bundles) = 'array')
);
--> statement-breakpoint
ALTER TABLE "saved_carts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "last_organization_id" uuid;--> statement-breakpoint
ALTER TABLE "saved_carts" ADD CONSTRAINT "saved_carts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_carts" ADD CONSTRAINT "saved_carts_member" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."memberships"("organization_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "saved_carts_user_id" ON "saved_carts" USING btree ("user_id");--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_last_organization_id_organizations_id_fk" FOREIGN KEY ("last_organization_id") REFERENCES "public"."organizations"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "tenant_isolation_saved_carts" ON "saved_carts" AS PERMISSIVE FOR ALL TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation_saved_carts_insert" ON "saved_carts" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER'));--> statement-breakpoint
-- By hand from here on.
ALTER TABLE "saved_carts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- Who is signed in somewhere worked there last.
UPDATE "users" SET "last_organization_id" = (
  SELECT "organization_id" FROM "sessions" WHERE "user_id" = "users"."id" ORDER BY "last_seen_at" DESC LIMIT 1
);
