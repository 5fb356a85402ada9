CREATE TYPE "public"."reversal_kind" AS ENUM('REFUND', 'DISPUTE');--> statement-breakpoint
CREATE TYPE "public"."reversal_state" AS ENUM('OPEN', 'GONE', 'KEPT');--> statement-breakpoint
CREATE TYPE "public"."unmatched_reason" AS ENUM('UNKNOWN_ORDER', 'OTHER_REFERENCE', 'OTHER_AMOUNT', 'OTHER_CURRENCY', 'SECOND_PAYMENT', 'NOT_OWED', 'CAME_BACK');--> statement-breakpoint
CREATE TYPE "public"."unmatched_state" AS ENUM('OPEN', 'PAID_BACK', 'ASSIGNED');--> statement-breakpoint
CREATE TABLE "payment_reversals" (
	"reference" text PRIMARY KEY NOT NULL,
	"kind" "reversal_kind" NOT NULL,
	"payment_intent" text NOT NULL,
	"amount" integer NOT NULL,
	"currency" char(3) DEFAULT 'USD' NOT NULL,
	"state" "reversal_state" NOT NULL,
	"sent_for" text,
	"happened_at" timestamp with time zone NOT NULL,
	"settled_state" "reversal_state",
	CONSTRAINT "payment_reversals_amount" CHECK (amount >= 0)
);
--> statement-breakpoint
ALTER TABLE "payment_reversals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "payment_reversals" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "unmatched_payments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"reference" text NOT NULL,
	"payment_intent" text NOT NULL,
	"event_reference" text,
	"payment_reference" text,
	"amount" integer NOT NULL,
	"currency" char(3) DEFAULT 'USD' NOT NULL,
	"named_number" text,
	"named_order_id" uuid,
	"reason" "unmatched_reason" NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"state" "unmatched_state" DEFAULT 'OPEN' NOT NULL,
	"returned" integer DEFAULT 0 NOT NULL,
	"resolved_by" uuid,
	"resolved_at" timestamp with time zone,
	"assigned_order_id" uuid,
	"refund_reference" text,
	CONSTRAINT "unmatched_payments_reference_unique" UNIQUE("reference"),
	CONSTRAINT "unmatched_payments_amount" CHECK (amount > 0 and returned >= 0),
	CONSTRAINT "unmatched_payments_state" CHECK ((state = 'OPEN') = (resolved_at is null) and (state = 'ASSIGNED') = (assigned_order_id is not null) and (refund_reference is null or state = 'PAID_BACK'))
);
--> statement-breakpoint
ALTER TABLE "unmatched_payments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "unmatched_payments" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "credit_notes" ADD COLUMN "payment_intent" text;--> statement-breakpoint
ALTER TABLE "unmatched_payments" ADD CONSTRAINT "unmatched_payments_named_order_id_marketplace_orders_id_fk" FOREIGN KEY ("named_order_id") REFERENCES "public"."marketplace_orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unmatched_payments" ADD CONSTRAINT "unmatched_payments_resolved_by_users_id_fk" FOREIGN KEY ("resolved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unmatched_payments" ADD CONSTRAINT "unmatched_payments_assigned_order_id_marketplace_orders_id_fk" FOREIGN KEY ("assigned_order_id") REFERENCES "public"."marketplace_orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "payment_reversals_payment_intent" ON "payment_reversals" USING btree ("payment_intent");--> statement-breakpoint
CREATE INDEX "unmatched_payments_received_at" ON "unmatched_payments" USING btree ("received_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "unmatched_payments_payment_intent" ON "unmatched_payments" USING btree ("payment_intent");--> statement-breakpoint
CREATE INDEX "unmatched_payments_named_order_id" ON "unmatched_payments" USING btree ("named_order_id");--> statement-breakpoint
CREATE INDEX "unmatched_payments_assigned_order_id" ON "unmatched_payments" USING btree ("assigned_order_id");--> statement-breakpoint
CREATE INDEX "unmatched_payments_to_send" ON "unmatched_payments" USING btree ("resolved_at") WHERE state = 'PAID_BACK' and refund_reference is null;--> statement-breakpoint
CREATE INDEX "credit_notes_to_send" ON "credit_notes" USING btree ("issued_at") WHERE payment_intent is not null and refund_reference is null and total > 0;--> statement-breakpoint
ALTER TABLE "marketplace_orders" ADD CONSTRAINT "marketplace_orders_payment_intent_unique" UNIQUE("payment_intent");
