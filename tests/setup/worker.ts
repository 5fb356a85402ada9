import { Client } from 'pg';
import { buildApp } from '../../app/local/build.ts';
import { type Outbox, startOutbox } from '../../app/local/outbox.ts';
import { startWorker } from '../../app/local/workerd.ts';
import { localUrl } from '../../db/local/connection.ts';
import type { TestDatabase } from './database.ts';
import { templatePort } from './template.ts';

/** Any number, as long as every test process uses the same. */
const buildLock = 4_211_909;

/** The built Worker on a test database. */
export interface TestWorker {
  url: string;
  outbox: Outbox;
  /** What the Worker wrote to its console so far, line by line. */
  output: string[];
  /** Has the Worker do what its cron triggers are for. */
  runSchedule(): Promise<void>;
  /** Stops Worker and outbox, not the database. */
  stop(): Promise<void>;
}

/** Runs the production bundle in workerd against the database, on a free port. Builds it first if it is stale. */
export async function startTestWorker(database: TestDatabase): Promise<TestWorker> {
  await buildOnce();
  const outbox = await startOutbox();
  const output: string[] = [];
  const worker = await startWorker({
    port: 0,
    onOutput: (line) => output.push(line),
    bindings: {
      DATABASE_URL: database.appUrl,
      NEON_ENDPOINT: database.endpoint.url,
      OUTBOX_URL: outbox.url,
      COOKIE_SECRETS: 'only-for-tests-of-the-worker',
      ENVIRONMENT: 'development',
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

/** Test files run in several processes: the first builds while the others wait, then they find it built. */
async function buildOnce(): Promise<void> {
  const client = new Client({ connectionString: localUrl(templatePort(), 'postgres', 'postgres') });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [buildLock]);
    await buildApp({ log: () => {} });
  } finally {
    await client.end();
  }
}
