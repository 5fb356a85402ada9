import type { TestDatabase } from '../setup/database.ts';

/** The settings of a Worker that is measured on a database. */
export const measuredBindings = ({ appUrl, endpoint }: Pick<TestDatabase, 'appUrl' | 'endpoint'>) => ({
  DATABASE_URL: appUrl,
  NEON_ENDPOINT: endpoint.url,
  PUBLIC_URL: 'http://127.0.0.1',
  COOKIE_SECRETS: 'only-for-measuring-the-worker',
  TENANT_SECRET_KEYS: Buffer.alloc(32, 'only for measuring').toString('base64'),
  ENVIRONMENT: 'development' as const,
});
