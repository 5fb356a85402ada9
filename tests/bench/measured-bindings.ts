import type { TestDatabase } from '../setup/database.ts';

/** That its cookies are signed with. */
export const measuredSecret = 'only-for-measuring-the-worker';

/** The settings of a Worker that is measured on a database. */
export const measuredBindings = ({
  appUrl,
  tasksUrl,
  endpoint,
}: Pick<TestDatabase, 'appUrl' | 'tasksUrl' | 'endpoint'>) => ({
  DATABASE_URL: appUrl,
  DATABASE_TASKS_URL: tasksUrl,
  NEON_ENDPOINT: endpoint.url,
  PUBLIC_URL: 'http://127.0.0.1',
  COOKIE_SECRETS: measuredSecret,
  TENANT_SECRET_KEYS: Buffer.alloc(32, 'only for measuring').toString('base64'),
  ENVIRONMENT: 'development' as const,
});
