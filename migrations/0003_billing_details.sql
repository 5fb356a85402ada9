ALTER TABLE "marketplace_orders" ALTER COLUMN "billing_name" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "marketplace_orders" ALTER COLUMN "billing_email" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "marketplace_orders" ALTER COLUMN "billing_street" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "marketplace_orders" ALTER COLUMN "billing_city" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "marketplace_orders" ALTER COLUMN "billing_state" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "marketplace_orders" ALTER COLUMN "billing_postal_code" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "marketplace_orders" ALTER COLUMN "billing_country" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "marketplace_orders" ADD CONSTRAINT "marketplace_orders_billing" CHECK (total = 0 or num_nulls(billing_name, billing_email, billing_street, billing_city, billing_state, billing_postal_code, billing_country) = 0);--> statement-breakpoint
-- Invoices of which credit notes took back all they cost, with a free tool left in them: nothing is due.
UPDATE "marketplace_orders" SET "payment_status" = 'COMPLETED'
WHERE "payment_status" = 'PENDING' AND "payment_method" <> 'CREDIT_CARD' AND "refunded_total" = "total";
