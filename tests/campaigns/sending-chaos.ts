import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { minuteCron } from '../../app/minute-cron.ts';
import { startNeonEndpoint } from '../../db/local/neon-endpoint.ts';
import { type LocalPostgres, startPostgres } from '../../db/local/postgres.ts';
import { migrateDatabase } from '../../db/migrate.ts';
import { seedDatabase } from '../../db/seed/seed.ts';
import {
  countStates,
  createEmail,
  createRecipients,
  createSender,
  findEmail,
  scheduleEmail,
  verifyLedger,
} from '../factories/campaign-emails.ts';
import { listWorkerds } from '../faults/workerd-process.ts';
import { type MailFault, mailServerCertificate, startMailServer } from '../setup/mail-server.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

/** What goes wrong at a point, and how often of so many. */
const mishaps = [
  ...Array<'kill'>(4).fill('kill'),
  ...Array<'restart'>(3).fill('restart'),
  ...Array<MailFault>(4).fill('cut-after'),
  ...Array<MailFault>(3).fill('hang'),
  ...Array<MailFault>(3).fill('cut-before'),
  ...Array<MailFault>(3).fill(421),
  ...Array<MailFault>(2).fill(451),
  ...Array<'lose'>(1).fill('lose'),
  ...Array<'double'>(1).fill('double'),
];
type Mishap = (typeof mishaps)[number];

/** What a run does. */
export interface ChaosOptions {
  recipients: number;
  /** At how many messages something goes wrong. */
  points: number;
  /** The same seed plans the same mishaps. */
  seed: number;
  /** Milliseconds after which a run is given up. */
  timeLimit: number;
  log?: (line: string) => void;
}

/** What a run ended with. */
export interface ChaosReport {
  states: Record<string, number>;
  email: Awaited<ReturnType<typeof findEmail>>;
  /** Of the messages that the mail server took, in their order. */
  messageIds: string[];
  /** Message-IDs by the state of their row. */
  idsByState: Record<string, string[]>;
  broken: { rule: string; detail: string }[];
  happened: Record<string, number>;
}

/** Numbers between 0 and 1 that follow from a seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Which mishap happens at which message, counted by what the server is asked to take. */
function planMishaps({ recipients, points, seed }: ChaosOptions): Map<number, Mishap> {
  const random = createRandom(seed);
  const plan = new Map<number, Mishap>();
  while (plan.size < points) {
    const mishap = mishaps[plan.size % mishaps.length];
    const at = 1 + Math.floor(random() * recipients * 0.8);
    if (mishap !== undefined && !plan.has(at)) plan.set(at, mishap);
  }
  return plan;
}

/**
 * Sends one email by two Workers while they are killed, Postgres is restarted, the mail server misbehaves, and wake-ups are lost or doubled;
 * until nothing of it is open any more. Postgres, endpoint, mail server and Workers are its own.
 */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { recipients, timeLimit, log = () => {} } = options;
  const random = createRandom(options.seed + 1);
  const directory = await mkdtemp(join(tmpdir(), `lotline-test-${process.pid}-`));
  await chmod(directory, 0o755);
  const cleanups: (() => Promise<unknown>)[] = [() => rm(directory, { recursive: true, force: true })];
  try {
    const start = (port?: number) =>
      startPostgres({ dataDirectory: join(directory, 'data'), preferredPort: port, durable: false, log: () => {} });
    let postgres: LocalPostgres = await start();
    cleanups.push(() => postgres.stop());
    await migrateDatabase(postgres);
    await seedDatabase(postgres.ownerUrl);
    const endpoint = await startNeonEndpoint();
    cleanups.push(endpoint.close);
    const server = await startMailServer();
    cleanups.push(server.stop);
    const startWorker = async () => {
      const before = await listWorkerds();
      const worker = await startTestWorker(
        { ...postgres, endpoint },
        {
          OUTBOX_URL: undefined,
          SMTP_URL: server.url,
          MAIL_FROM: 'Lotline <mail@lotline.test>',
          CAMPAIGN_TRANSPORT: 'smtp',
          SEND_LEASE_SECONDS: '12',
          SEND_SWEEP_SECONDS: '14',
        },
        { trustedCertificates: [mailServerCertificate] },
      );
      const pid = (await listWorkerds()).find((one) => !before.includes(one));
      if (pid === undefined) throw new Error('The Worker has no process.');
      return { worker, pid };
    };
    const workers = [await startWorker(), await startWorker()];
    cleanups.push(() => Promise.all(workers.map(({ worker }) => worker.stop())));

    const open = async (connectionString: string) => {
      const client = new Client({ connectionString });
      // Without a listener, a connection lost with its server would end this process.
      client.on('error', () => {});
      await client.connect();
      return client;
    };
    const connect = async () => ({ sql: await open(postgres.ownerUrl), asApp: await open(postgres.appUrl) });
    let database = await connect();
    cleanups.push(() => Promise.all([database.sql.end(), database.asApp.end()].map((end) => end.catch(() => {}))));

    const organization = await createSender(database.sql);
    const half = Math.ceil(recipients / 2);
    const lists = [
      await createRecipients(database.sql, organization, half),
      await createRecipients(database.sql, organization, recipients - half, { domain: 'gmail.com' }),
    ];
    const emailId = await createEmail(database.sql, organization, lists);
    const outcome = await scheduleEmail(database.asApp, database.sql, organization, emailId);
    if (outcome !== 'SCHEDULED') throw new Error(`The email was not scheduled: ${outcome}.`);

    const plan = planMishaps(options);
    const happened: Record<string, number> = {};
    /** Mishaps that take longer than an answer; one after the other. */
    const waiting: Mishap[] = [];
    const killed = new Set<number>();
    let asked = 0;
    server.manners = {
      fault() {
        asked += 1;
        const mishap = plan.get(asked);
        if (mishap === undefined) return undefined;
        happened[mishap] = (happened[mishap] ?? 0) + 1;
        log(`${asked}: ${mishap}`);
        if (mishap === 'kill') {
          const alive = workers.filter(({ pid }) => !killed.has(pid));
          const victim = alive[Math.floor(random() * alive.length)];
          if (victim) {
            killed.add(victim.pid);
            // At once, in the middle of a message.
            process.kill(victim.pid, 'SIGKILL');
          }
        }
        if (mishap === 'kill' || mishap === 'restart' || mishap === 'lose' || mishap === 'double') {
          waiting.push(mishap);
          return undefined;
        }
        return mishap;
      },
    };

    const wake = (worker: TestWorker) => worker.runSchedule(minuteCron).catch(() => {});
    const deadline = Date.now() + timeLimit;
    for (;;) {
      const mishap = waiting.shift();
      if (mishap === 'restart') {
        await Promise.all([database.sql.end(), database.asApp.end()].map((end) => end.catch(() => {})));
        await postgres.stop();
        await delay(500 * random());
        postgres = await start(postgres.port);
        database = await connect();
      } else if (mishap === 'kill') {
        const alive = await listWorkerds();
        for (const [index, { worker, pid }] of workers.entries()) {
          if (alive.includes(pid)) continue;
          await worker.stop().catch(() => {});
          workers[index] = await startWorker();
        }
      }
      if (mishap !== 'lose') await Promise.all(workers.map(({ worker }) => wake(worker)));
      if (mishap === 'double') await Promise.all(workers.flatMap(({ worker }) => [wake(worker), wake(worker)]));
      // As if the minutes had passed for which servers asked.
      await database.sql.query(
        `with budgets as (update send_budgets set paused_until = now() where paused_until > now())
         update email_deliveries set send_after = now() where status = 'QUEUED' and send_after > now()`,
      );
      const { status } = await findEmail(database.sql, emailId);
      if (status === 'SENT' && waiting.length === 0) break;
      if (Date.now() > deadline)
        throw new Error(`Not done in time: ${status}, ${JSON.stringify(await countStates(database.sql, emailId))}`);
      await delay(300);
    }

    const { rows } = await database.sql.query<{ id: string; status: string }>(
      'select id, status from email_deliveries where email_campaign_id = $1',
      [emailId],
    );
    const idsByState: Record<string, string[]> = {};
    for (const { id, status } of rows) {
      const ids = idsByState[status] ?? [];
      ids.push(`<${id}@campaigns.lotline.test>`);
      idsByState[status] = ids;
    }
    return {
      happened,
      idsByState,
      states: await countStates(database.sql, emailId),
      email: await findEmail(database.sql, emailId),
      broken: await verifyLedger(database.sql, emailId),
      messageIds: server.received.map(({ email }) => email.messageId ?? ''),
    };
  } finally {
    for (const cleanup of cleanups.reverse()) await cleanup();
  }
}
