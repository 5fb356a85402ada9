CREATE TABLE "catalog_version" (
	"version" bigint PRIMARY KEY NOT NULL
);
--> statement-breakpoint
ALTER TABLE "catalog_version" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "catalog_version" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE UNIQUE INDEX "catalog_version_one_row" ON "catalog_version" USING btree ((true));
--> statement-breakpoint
CREATE POLICY "public_read_catalog_version" ON "catalog_version" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (true);
--> statement-breakpoint
INSERT INTO "catalog_version" ("version") VALUES (1);
