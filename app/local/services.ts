import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startLocalDatabase } from '../../db/local-database.ts';
import { startOutbox } from './outbox.ts';
import type { Session } from './session.ts';
import type { WorkerBindings } from './workerd.ts';

const demoAccounts = [
  'owner@harbor.test',
  'admin@harbor.test',
  'member@harbor.test',
  'viewer@harbor.test',
  'owner@summit.test',
  'admin@lotline.test',
  'billing@lotline.test',
];

/** Where the files of `npm start` and `npm run dev` stay. */
export const filesDirectory = fileURLToPath(new URL('../../.data/files', import.meta.url));

/** The services that the app needs around it. */
export interface LocalServices {
  bindings: WorkerBindings;
  hasDemoData: boolean;
}

/**
 * Starts database and outbox; the session stops them.
 * @param port  of the site, for links in mail
 */
export async function startServices(session: Session, port: number): Promise<LocalServices> {
  const database = await startLocalDatabase({ log: console.log });
  session.onStop(database.stop);
  if (database.hasDemoData && (database.isNew || !existsSync(filesDirectory))) {
    // Loaded late: wrangler takes seconds to load.
    const { putDemoReceipts } = await import('./demo-receipts.ts');
    await putDemoReceipts(database.ownerUrl, filesDirectory);
  }
  const outbox = await startOutbox();
  session.onStop(outbox.close);
  console.log(`Mail is kept at ${outbox.url}/messages`);
  return {
    hasDemoData: database.hasDemoData,
    bindings: {
      DATABASE_URL: database.databaseUrl,
      DATABASE_TASKS_URL: database.tasksUrl,
      NEON_ENDPOINT: database.neonEndpoint,
      PUBLIC_URL: `http://localhost:${port}`,
      OUTBOX_URL: outbox.url,
      // All are the same at every start, so that sessions, links in mail and the secrets of webhooks outlive a restart.
      COOKIE_SECRETS: 'only-for-development-on-this-machine',
      TENANT_SECRET_KEYS: Buffer.alloc(32, 'only for development').toString('base64'),
      CAMPAIGN_TRANSPORT: 'outbox',
      CAMPAIGN_FROM_DOMAIN: 'campaigns.lotline.test',
      BOUNCE_DOMAIN: 'bounces.lotline.test',
      TRACKING_SECRETS: 'only-for-development-on-this-machine',
      ENVIRONMENT: 'development',
    },
  };
}

/** Says where the app is and how to get in. */
export function announce(port: number, hasDemoData: boolean): void {
  console.log(`\nLotline is at http://localhost:${port}`);
  if (hasDemoData)
    console.log(
      `Sign in as one of these with the password lotline-demo:\n${demoAccounts.map((account) => `  ${account}`).join('\n')}`,
    );
  console.log('Stop with Ctrl-C.\n');
}
