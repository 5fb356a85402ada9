import { Client } from 'pg';
import { buildApp } from '../../app/local/build.ts';
import { type Outbox, startOutbox } from '../../app/local/outbox.ts';
import { startWorker, type WorkerBindings, type WorkerOptions } from '../../app/local/workerd.ts';
import { localUrl } from '../../db/local/connection.ts';
import { findFreePort } from '../../db/local/ports.ts';
import type { TestDatabase } from './database.ts';
import { templatePort } from './template.ts';

/** Any number, as long as every test process uses the same. */
const buildLock = 4_211_909;

/** What the Workers of tests make tokens with, and what Resend's events are signed with. */
export const trackingSecret = 'only-for-tests-of-the-worker-long-enough';
export const resendWebhookSecret = `whsec_${Buffer.alloc(32, 'only for tests').toString('base64')}`;

/** The built Worker on a test database. */
export interface TestWorker {
  url: string;
  outbox: Outbox;
  /** The Worker's console so far, line by line. */
  output: string[];
  /** Runs the schedule now; resolves when it is done. */
  runSchedule(cron?: string): Promise<void>;
  /** Stops Worker and outbox, not the database. */
  stop(): Promise<void>;
}

/** How people and mail servers meet the Worker. */
interface Surroundings {
  /** By which name people reach it. */
  publicHost?: string;
  /** PEM of certificates the Worker trusts beside the usual ones. */
  trustedCertificates?: string[];
  /** Stands between the Worker and what it is bound to. */
  changeWorkers?: WorkerOptions['changeWorkers'];
  /** Whether mail can be delivered to it. */
  takesMail?: boolean;
}

/**
 * Runs the production bundle in workerd against the database, on a free port. Builds it first if it is stale.
 * @param settings  besides those of every test
 */
export async function startTestWorker(
  database: Pick<TestDatabase, 'appUrl' | 'endpoint'>,
  settings: Partial<WorkerBindings> = {},
  { publicHost = '127.0.0.1', trustedCertificates, changeWorkers, takesMail }: Surroundings = {},
): Promise<TestWorker> {
  await buildOnce();
  const outbox = await startOutbox();
  const output: string[] = [];
  // Known before the Worker runs, because its settings name it.
  const port = await findFreePort();
  const worker = await startWorker({
    port,
    trustedCertificates,
    changeWorkers,
    takesMail,
    onOutput: (line) => output.push(line),
    bindings: {
      DATABASE_URL: database.appUrl,
      NEON_ENDPOINT: database.endpoint.url,
      PUBLIC_URL: `http://${publicHost}:${port}`,
      OUTBOX_URL: outbox.url,
      COOKIE_SECRETS: 'only-for-tests-of-the-worker',
      TENANT_SECRET_KEYS: Buffer.alloc(32, 'only for tests').toString('base64'),
      // A Worker without an outbox sends no campaigns, unless a test says how.
      CAMPAIGN_TRANSPORT: 'OUTBOX_URL' in settings ? undefined : 'outbox',
      CAMPAIGN_FROM_DOMAIN: 'campaigns.lotline.test',
      BOUNCE_DOMAIN: 'bounces.lotline.test',
      TRACKING_SECRETS: trackingSecret,
      RESEND_WEBHOOK_SECRET: resendWebhookSecret,
      // Only tests of throttling are slowed down.
      SEND_RATE: '0',
      SEND_GROUP_RATE: '0',
      ENVIRONMENT: 'development',
      // Tests look at what they have just changed; those of the edge cache switch it on.
      PUBLIC_PAGE_SECONDS: '0',
      ...settings,
    },
  });
  return {
    url: worker.url,
    outbox,
    output,
    runSchedule: worker.runSchedule,
    async stop() {
      await worker.stop();
      await outbox.close();
    },
  };
}

let built: Promise<void> | undefined;

/** Test files run in several processes: the first builds while the others wait, then they find it built. */
function buildOnce(): Promise<void> {
  built ??= buildAlone();
  return built;
}

async function buildAlone(): Promise<void> {
  const client = new Client({ connectionString: localUrl(templatePort(), 'postgres', 'postgres') });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [buildLock]);
    await buildApp({ log: () => {} });
  } finally {
    await client.end();
  }
}
