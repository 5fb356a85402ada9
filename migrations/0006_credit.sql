ALTER TABLE "organizations" ADD COLUMN "invoice_limit" integer;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "invoice_approval" integer;--> statement-breakpoint
ALTER TABLE "marketplace_orders" ADD COLUMN "suspended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "marketplace_orders" ADD COLUMN "disputed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "marketplace_orders" ADD COLUMN "reminded_on" date;--> statement-breakpoint
ALTER TABLE "tool_purchases" ADD COLUMN "suspended_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "marketplace_orders_due_on" ON "marketplace_orders" USING btree ("due_on") WHERE payment_status = 'PENDING';--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_credit" CHECK (invoice_limit >= 0 and invoice_approval > 0);