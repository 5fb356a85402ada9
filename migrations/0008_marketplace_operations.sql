ALTER TYPE "public"."request_status" ADD VALUE 'WITHDRAWN';--> statement-breakpoint
CREATE TABLE "audit_chains" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid,
	"length" bigint NOT NULL,
	"last_hash" text NOT NULL,
	CONSTRAINT "audit_chains_organization_id" UNIQUE NULLS NOT DISTINCT("organization_id")
);
--> statement-breakpoint
ALTER TABLE "audit_chains" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "former_slugs" (
	"slug" text NOT NULL,
	"kind" "line_kind" NOT NULL,
	"tool_id" uuid,
	"bundle_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "former_slugs_kind_slug_pk" PRIMARY KEY("kind","slug"),
	CONSTRAINT "former_slugs_one_item" CHECK ((kind = 'TOOL') = (tool_id is not null) and (kind = 'BUNDLE') = (bundle_id is not null))
);
--> statement-breakpoint
ALTER TABLE "former_slugs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "outgoing_mail" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"key" text NOT NULL,
	"organization_id" uuid,
	"recipient" text NOT NULL,
	"kind" text NOT NULL,
	"content" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"send_after" timestamp with time zone DEFAULT now() NOT NULL,
	"claimed_at" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	CONSTRAINT "outgoing_mail_key_unique" UNIQUE("key")
);
--> statement-breakpoint
ALTER TABLE "outgoing_mail" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "credit_note_lines" (
	"organization_id" uuid NOT NULL,
	"credit_note_id" uuid NOT NULL,
	"order_line_id" uuid NOT NULL,
	"amount" integer NOT NULL,
	CONSTRAINT "credit_note_lines_organization_id_order_line_id_pk" PRIMARY KEY("organization_id","order_line_id"),
	CONSTRAINT "credit_note_lines_amount" CHECK (amount >= 0)
);
--> statement-breakpoint
ALTER TABLE "credit_note_lines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "credit_notes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"number" text NOT NULL,
	"reason" text NOT NULL,
	"total" integer NOT NULL,
	"currency" char(3) DEFAULT 'USD' NOT NULL,
	"issued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"issued_by" uuid,
	"refund_reference" text,
	CONSTRAINT "credit_notes_number_unique" UNIQUE("number"),
	CONSTRAINT "credit_notes_organization_id_id" UNIQUE("organization_id","id"),
	CONSTRAINT "credit_notes_total" CHECK (total >= 0)
);
--> statement-breakpoint
ALTER TABLE "credit_notes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payment_events" (
	"reference" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "payment_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "review_flags" (
	"review_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "review_flags_review_id_user_id_pk" PRIMARY KEY("review_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "review_flags" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "monthly_spending_limit" integer;--> statement-breakpoint
ALTER TABLE "marketplace_tools" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "tool_bundles" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "bundle_purchases" ADD COLUMN "order_id" uuid;--> statement-breakpoint
ALTER TABLE "marketplace_orders" ADD COLUMN "refunded_total" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "marketplace_orders" ADD COLUMN "payment_reference" text;--> statement-breakpoint
ALTER TABLE "marketplace_orders" ADD COLUMN "payment_expires_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "marketplace_orders" ADD COLUMN "payment_intent" text;--> statement-breakpoint
ALTER TABLE "order_lines" ADD COLUMN "price_model" "price_model";--> statement-breakpoint
ALTER TABLE "tool_purchases" ADD COLUMN "renews" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "tool_purchases" ADD COLUMN "order_id" uuid;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_organization_id_id" UNIQUE("organization_id","id");--> statement-breakpoint
ALTER TABLE "audit_chains" ADD CONSTRAINT "audit_chains_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "former_slugs" ADD CONSTRAINT "former_slugs_tool_id_marketplace_tools_id_fk" FOREIGN KEY ("tool_id") REFERENCES "public"."marketplace_tools"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "former_slugs" ADD CONSTRAINT "former_slugs_bundle_id_tool_bundles_id_fk" FOREIGN KEY ("bundle_id") REFERENCES "public"."tool_bundles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outgoing_mail" ADD CONSTRAINT "outgoing_mail_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_note_lines" ADD CONSTRAINT "credit_note_lines_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_note_lines" ADD CONSTRAINT "credit_note_lines_credit_note" FOREIGN KEY ("organization_id","credit_note_id") REFERENCES "public"."credit_notes"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_note_lines" ADD CONSTRAINT "credit_note_lines_order_line" FOREIGN KEY ("organization_id","order_line_id") REFERENCES "public"."order_lines"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_notes" ADD CONSTRAINT "credit_notes_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_notes" ADD CONSTRAINT "credit_notes_issued_by_users_id_fk" FOREIGN KEY ("issued_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_notes" ADD CONSTRAINT "credit_notes_order" FOREIGN KEY ("organization_id","order_id") REFERENCES "public"."marketplace_orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_flags" ADD CONSTRAINT "review_flags_review_id_tool_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."tool_reviews"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_flags" ADD CONSTRAINT "review_flags_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "former_slugs_tool_id" ON "former_slugs" USING btree ("tool_id");--> statement-breakpoint
CREATE INDEX "former_slugs_bundle_id" ON "former_slugs" USING btree ("bundle_id");--> statement-breakpoint
CREATE INDEX "outgoing_mail_organization_id" ON "outgoing_mail" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "outgoing_mail_unsent" ON "outgoing_mail" USING btree ("send_after") WHERE sent_at is null;--> statement-breakpoint
CREATE INDEX "credit_note_lines_credit_note_id" ON "credit_note_lines" USING btree ("organization_id","credit_note_id");--> statement-breakpoint
CREATE INDEX "credit_notes_order_id" ON "credit_notes" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE INDEX "review_flags_user_id" ON "review_flags" USING btree ("user_id");--> statement-breakpoint
ALTER TABLE "bundle_purchases" ADD CONSTRAINT "bundle_purchases_order" FOREIGN KEY ("organization_id","order_id") REFERENCES "public"."marketplace_orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tool_purchases" ADD CONSTRAINT "tool_purchases_order" FOREIGN KEY ("organization_id","order_id") REFERENCES "public"."marketplace_orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bundle_purchases_order_id" ON "bundle_purchases" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE INDEX "marketplace_orders_placed_at" ON "marketplace_orders" USING btree ("placed_at" DESC NULLS LAST,"number" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "marketplace_orders_payment_expires_at" ON "marketplace_orders" USING btree ("payment_expires_at") WHERE payment_status = 'PENDING' and payment_expires_at is not null;--> statement-breakpoint
CREATE INDEX "tool_purchases_period_end" ON "tool_purchases" USING btree ("period_end") WHERE status = 'ACTIVE' and period_end is not null;--> statement-breakpoint
CREATE INDEX "tool_purchases_order_id" ON "tool_purchases" USING btree ("organization_id","order_id");--> statement-breakpoint
ALTER TABLE "marketplace_orders" ADD CONSTRAINT "marketplace_orders_payment_reference_unique" UNIQUE("payment_reference");--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_spending_limit" CHECK (monthly_spending_limit >= 0);--> statement-breakpoint
ALTER TABLE "marketplace_orders" ADD CONSTRAINT "marketplace_orders_refunded" CHECK (refunded_total between 0 and total);--> statement-breakpoint
CREATE POLICY "public_read_former_slugs" ON "former_slugs" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (true);--> statement-breakpoint
CREATE POLICY "tenant_isolation_credit_note_lines" ON "credit_note_lines" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation_credit_notes" ON "credit_notes" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "own_rows_review_flags" ON "review_flags" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid));