-- A bundle sells tools: an order has a row for each tool it charges, and owning a tool is a purchase of that tool.

-- Which tools an order of a bundle charged, and for how much each, was not kept before, so orders cannot be carried over.
do $$
begin
  if exists (select from marketplace_orders) then
    raise exception 'This database holds orders from before bundles sold their tools one by one. Start with an empty database: delete .data/postgres where it is the local one.';
  end if;
end
$$;
--> statement-breakpoint
-- The rules make it again.
drop view if exists platform_order_lines;
--> statement-breakpoint
alter type app.priced_line drop attribute tool_ids, drop attribute tool_names, drop attribute owned_tool_names, add attribute tools jsonb;
--> statement-breakpoint
CREATE TABLE "order_line_credits" (
	"organization_id" uuid NOT NULL,
	"order_line_id" uuid NOT NULL,
	"tool_id" uuid NOT NULL,
	"name" text NOT NULL,
	"credited_order_id" uuid,
	CONSTRAINT "order_line_credits_organization_id_order_line_id_tool_id_pk" PRIMARY KEY("organization_id","order_line_id","tool_id")
);
--> statement-breakpoint
ALTER TABLE "order_line_credits" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "order_line_credits" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "order_line_tools" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"order_line_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"tool_id" uuid NOT NULL,
	"name" text NOT NULL,
	"price_model" "price_model" NOT NULL,
	"list_price" integer NOT NULL,
	"price" integer NOT NULL,
	"period_start" timestamp with time zone,
	"period_end" timestamp with time zone,
	CONSTRAINT "order_line_tools_organization_id_id" UNIQUE("organization_id","id"),
	CONSTRAINT "order_line_tools_one_per_order" UNIQUE("organization_id","order_id","tool_id"),
	CONSTRAINT "order_line_tools_position" UNIQUE("organization_id","order_line_id","position"),
	CONSTRAINT "order_line_tools_prices" CHECK (price >= 0 and list_price >= price),
	CONSTRAINT "order_line_tools_period" CHECK (period_end > period_start)
);
--> statement-breakpoint
ALTER TABLE "order_line_tools" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "order_line_tools" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "credit_note_lines" DROP CONSTRAINT "credit_note_lines_order_line";
--> statement-breakpoint
ALTER TABLE "credit_note_lines" DROP CONSTRAINT "credit_note_lines_organization_id_order_line_id_pk";--> statement-breakpoint
ALTER TABLE "credit_note_lines" ADD COLUMN "order_line_tool_id" uuid NOT NULL;--> statement-breakpoint
ALTER TABLE "credit_note_lines" ADD CONSTRAINT "credit_note_lines_organization_id_order_line_tool_id_pk" PRIMARY KEY("organization_id","order_line_tool_id");--> statement-breakpoint
ALTER TABLE "marketplace_orders" ADD COLUMN "is_renewal" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "marketplace_orders" ADD COLUMN "cancelled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "order_lines" ADD COLUMN "bundle_price" integer;--> statement-breakpoint
ALTER TABLE "order_lines" ADD COLUMN "original_price" integer;--> statement-breakpoint
ALTER TABLE "tool_purchases" ADD COLUMN "price_model" "price_model" NOT NULL;--> statement-breakpoint
ALTER TABLE "tool_purchases" ADD COLUMN "bundle_purchase_id" uuid;--> statement-breakpoint
ALTER TABLE "tool_purchases" ADD COLUMN "bundle_line_id" uuid;--> statement-breakpoint
ALTER TABLE "tool_purchases" ADD COLUMN "first_used_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "order_line_credits" ADD CONSTRAINT "order_line_credits_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_line_credits" ADD CONSTRAINT "order_line_credits_tool_id_marketplace_tools_id_fk" FOREIGN KEY ("tool_id") REFERENCES "public"."marketplace_tools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_line_credits" ADD CONSTRAINT "order_line_credits_order_line" FOREIGN KEY ("organization_id","order_line_id") REFERENCES "public"."order_lines"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_line_credits" ADD CONSTRAINT "order_line_credits_credited_order" FOREIGN KEY ("organization_id","credited_order_id") REFERENCES "public"."marketplace_orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_line_tools" ADD CONSTRAINT "order_line_tools_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_line_tools" ADD CONSTRAINT "order_line_tools_tool_id_marketplace_tools_id_fk" FOREIGN KEY ("tool_id") REFERENCES "public"."marketplace_tools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_line_tools" ADD CONSTRAINT "order_line_tools_order" FOREIGN KEY ("organization_id","order_id") REFERENCES "public"."marketplace_orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_line_tools" ADD CONSTRAINT "order_line_tools_order_line" FOREIGN KEY ("organization_id","order_line_id") REFERENCES "public"."order_lines"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "order_line_credits_tool_id" ON "order_line_credits" USING btree ("tool_id");--> statement-breakpoint
CREATE INDEX "order_line_credits_credited_order_id" ON "order_line_credits" USING btree ("organization_id","credited_order_id");--> statement-breakpoint
CREATE INDEX "order_line_tools_tool_id" ON "order_line_tools" USING btree ("tool_id");--> statement-breakpoint
ALTER TABLE "credit_note_lines" ADD CONSTRAINT "credit_note_lines_order_line_tool" FOREIGN KEY ("organization_id","order_line_tool_id") REFERENCES "public"."order_line_tools"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tool_purchases" ADD CONSTRAINT "tool_purchases_bundle_purchase" FOREIGN KEY ("organization_id","bundle_purchase_id") REFERENCES "public"."bundle_purchases"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tool_purchases" ADD CONSTRAINT "tool_purchases_bundle_line" FOREIGN KEY ("organization_id","bundle_line_id") REFERENCES "public"."order_lines"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "tool_purchases_bundle_purchase_id" ON "tool_purchases" USING btree ("organization_id","bundle_purchase_id");--> statement-breakpoint
CREATE INDEX "tool_purchases_bundle_line_id" ON "tool_purchases" USING btree ("organization_id","bundle_line_id");--> statement-breakpoint
ALTER TABLE "credit_note_lines" DROP COLUMN "order_line_id";--> statement-breakpoint
ALTER TABLE "order_lines" DROP COLUMN "included_tools";--> statement-breakpoint
ALTER TABLE "order_lines" DROP COLUMN "price_model";--> statement-breakpoint
ALTER TABLE "marketplace_orders" ADD CONSTRAINT "marketplace_orders_cancelled" CHECK (payment_status <> 'CANCELLED' or cancelled_at is not null);--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_rate" CHECK ((kind = 'BUNDLE') = (bundle_price is not null) and (kind = 'BUNDLE') = (original_price is not null));--> statement-breakpoint
ALTER TABLE "tool_purchases" ADD CONSTRAINT "tool_purchases_bundle" CHECK ((bundle_purchase_id is null) = (bundle_line_id is null));--> statement-breakpoint
CREATE POLICY "tenant_isolation_order_line_credits" ON "order_line_credits" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation_order_line_tools" ON "order_line_tools" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid));
