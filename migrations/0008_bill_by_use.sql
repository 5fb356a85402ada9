CREATE TABLE "tool_uses" (
	"organization_id" uuid NOT NULL,
	"tool_id" uuid NOT NULL,
	"key" text NOT NULL,
	"units" integer NOT NULL,
	"usage_period_id" uuid,
	"used_at" timestamp with time zone DEFAULT now() NOT NULL,
	"used_by" uuid,
	CONSTRAINT "tool_uses_organization_id_tool_id_key_pk" PRIMARY KEY("organization_id","tool_id","key"),
	CONSTRAINT "tool_uses_key_length" CHECK (char_length(key) between 1 and 200),
	CONSTRAINT "tool_uses_units" CHECK ((usage_period_id is null) = (units = 0) and units between 0 and 1000000)
);
--> statement-breakpoint
ALTER TABLE "tool_uses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "tool_uses" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "usage_periods" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"tool_purchase_id" uuid NOT NULL,
	"order_line_tool_id" uuid NOT NULL,
	"units_used" integer DEFAULT 0 NOT NULL,
	"closed_at" timestamp with time zone,
	"billing_line_tool_id" uuid,
	CONSTRAINT "usage_periods_organization_id_id" UNIQUE("organization_id","id"),
	CONSTRAINT "usage_periods_sold_once" UNIQUE("organization_id","order_line_tool_id"),
	CONSTRAINT "usage_periods_billed_once" UNIQUE("organization_id","billing_line_tool_id"),
	CONSTRAINT "usage_periods_units" CHECK (units_used >= 0),
	CONSTRAINT "usage_periods_billed_when_closed" CHECK (billing_line_tool_id is null or closed_at is not null)
);
--> statement-breakpoint
ALTER TABLE "usage_periods" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "usage_periods" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "order_line_tools" DROP CONSTRAINT "order_line_tools_one_per_order";--> statement-breakpoint
ALTER TABLE "marketplace_tools" ADD COLUMN "usage_unit" text;--> statement-breakpoint
ALTER TABLE "marketplace_tools" ADD COLUMN "units_included" integer;--> statement-breakpoint
ALTER TABLE "marketplace_tools" ADD COLUMN "unit_price" integer;--> statement-breakpoint
ALTER TABLE "order_line_tools" ADD COLUMN "usage_unit" text;--> statement-breakpoint
ALTER TABLE "order_line_tools" ADD COLUMN "units_included" integer;--> statement-breakpoint
ALTER TABLE "order_line_tools" ADD COLUMN "unit_price" integer;--> statement-breakpoint
ALTER TABLE "order_line_tools" ADD COLUMN "units_billed" integer;--> statement-breakpoint
ALTER TABLE "tool_purchases" ADD COLUMN "usage_cap" integer;--> statement-breakpoint
ALTER TABLE "tool_uses" ADD CONSTRAINT "tool_uses_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tool_uses" ADD CONSTRAINT "tool_uses_tool_id_marketplace_tools_id_fk" FOREIGN KEY ("tool_id") REFERENCES "public"."marketplace_tools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tool_uses" ADD CONSTRAINT "tool_uses_used_by_users_id_fk" FOREIGN KEY ("used_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tool_uses" ADD CONSTRAINT "tool_uses_usage_period" FOREIGN KEY ("organization_id","usage_period_id") REFERENCES "public"."usage_periods"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_periods" ADD CONSTRAINT "usage_periods_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_periods" ADD CONSTRAINT "usage_periods_purchase" FOREIGN KEY ("organization_id","tool_purchase_id") REFERENCES "public"."tool_purchases"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_periods" ADD CONSTRAINT "usage_periods_sold" FOREIGN KEY ("organization_id","order_line_tool_id") REFERENCES "public"."order_line_tools"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_periods" ADD CONSTRAINT "usage_periods_billed" FOREIGN KEY ("organization_id","billing_line_tool_id") REFERENCES "public"."order_line_tools"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "tool_uses_usage_period_id" ON "tool_uses" USING btree ("organization_id","usage_period_id");--> statement-breakpoint
CREATE INDEX "tool_uses_tool_id" ON "tool_uses" USING btree ("tool_id");--> statement-breakpoint
CREATE INDEX "tool_uses_used_by" ON "tool_uses" USING btree ("used_by");--> statement-breakpoint
CREATE INDEX "tool_uses_uncounted" ON "tool_uses" USING btree ("used_at") WHERE usage_period_id is null;--> statement-breakpoint
CREATE UNIQUE INDEX "usage_periods_one_running" ON "usage_periods" USING btree ("organization_id","tool_purchase_id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "usage_periods_tool_purchase_id" ON "usage_periods" USING btree ("organization_id","tool_purchase_id");--> statement-breakpoint
CREATE UNIQUE INDEX "order_line_tools_one_per_order" ON "order_line_tools" USING btree ("organization_id","order_id","tool_id") WHERE units_billed is null;--> statement-breakpoint
CREATE UNIQUE INDEX "order_line_tools_one_usage_per_order" ON "order_line_tools" USING btree ("organization_id","order_id","tool_id") WHERE units_billed is not null;--> statement-breakpoint
-- Tools that were sold by use had a price alone.
UPDATE "marketplace_tools" SET
  "usage_unit" = CASE "slug" WHEN 'lead-summary-generator' THEN 'summary' WHEN 'photo-enhancement' THEN 'photo'
    WHEN 'virtual-staging' THEN 'room' WHEN 'document-processing' THEN 'document' WHEN 'automated-valuation' THEN 'valuation' ELSE 'use' END,
  "units_included" = 200, "unit_price" = greatest(1, "price" / 400)
WHERE "price_model" = 'USAGE_BASED';--> statement-breakpoint
ALTER TABLE "marketplace_tools" ADD CONSTRAINT "marketplace_tools_usage" CHECK (num_nonnulls(usage_unit, units_included, unit_price) = case price_model when 'USAGE_BASED' then 3 else 0 end);--> statement-breakpoint
ALTER TABLE "marketplace_tools" ADD CONSTRAINT "marketplace_tools_usage_range" CHECK (usage_unit ~ '^[a-z]([a-z -]{0,38}[a-z])?$' and units_included between 0 and 1000000 and unit_price between 1 and 1000000);--> statement-breakpoint
ALTER TABLE "order_line_tools" ADD CONSTRAINT "order_line_tools_usage" CHECK (num_nulls(usage_unit, units_included, unit_price) in (0, 3));--> statement-breakpoint
ALTER TABLE "order_line_tools" ADD CONSTRAINT "order_line_tools_units_billed" CHECK (units_billed is null or units_billed > 0 and unit_price is not null and price = units_billed * unit_price);--> statement-breakpoint
ALTER TABLE "tool_purchases" ADD CONSTRAINT "tool_purchases_usage_cap" CHECK (usage_cap between 0 and 100000000);--> statement-breakpoint
CREATE POLICY "tenant_isolation_tool_uses" ON "tool_uses" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation_usage_periods" ON "usage_periods" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid));