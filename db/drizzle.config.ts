import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './db/schema/index.ts',
  out: './migrations',
  // Only the table browser connects; generating a migration does not.
  dbCredentials: { url: process.env.DATABASE_OWNER_URL ?? '' },
});
