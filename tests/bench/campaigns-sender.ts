import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { z } from 'zod';
import { runLane } from '../../app/modules/campaigns/sending/lane.server.ts';
import { openLane } from '../../app/modules/campaigns/sending/lane-content.server.ts';
import { type HandedOver, type LaneContent, writeMessage } from '../../app/modules/campaigns/sending/message.server.ts';
import { messagesEachConnection } from '../../app/modules/campaigns/sending/smtp-transport.server.ts';
import type { CampaignMessage } from '../../app/modules/campaigns/sending/transport.ts';
import { signMessage } from '../../app/services/dkim.server.ts';
import { parseEnvironment } from '../../app/services/environment.server.ts';
import { composeMessage } from '../../app/services/mail-message.server.ts';
import type { SmtpServer } from '../../app/services/smtp.server.ts';
import { createTenantSecrets } from '../../app/services/tenant-secrets.server.ts';
import { isMainModule } from '../../db/main-module.ts';
import { createRequestDatabase } from '../../db/request-db.server.ts';
import { type BareMessage, sendBare } from './bare-mail-client.ts';

// Sends an email as a lane does, and its bytes as the bare client does, in a process that does nothing else: the mail server and the endpoint of
// the database have theirs.

const taskSchema = z.object({
  databaseUrl: z.string(),
  tasksUrl: z.string(),
  endpoint: z.string(),
  smtpUrl: z.string(),
  emailId: z.guid(),
});
/** What is to be sent, and over what. */
export type SenderTask = z.infer<typeof taskSchema>;

export const senderReportSchema = z.object({
  sent: z.int(),
  /** Of sending by lanes, and by the bare client: all turns but the first of each, in which code is compiled. */
  seconds: z.number(),
  bareSeconds: z.number(),
  /** Of CPU to fill in a message, beside composing and signing it. */
  fillMilliseconds: z.number(),
});
/** What sending took. */
export type SenderReport = z.infer<typeof senderReportSchema>;

const secret = 'only-for-measuring-how-fast-mail-goes-out';
const samples = 400;

function readSettings({ databaseUrl, tasksUrl, endpoint, smtpUrl }: SenderTask) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return parseEnvironment({
    DATABASE_URL: databaseUrl,
    DATABASE_TASKS_URL: tasksUrl,
    NEON_ENDPOINT: endpoint,
    PUBLIC_URL: 'https://lotline.example.com',
    COOKIE_SECRETS: 'only-for-measuring-the-worker',
    TENANT_SECRET_KEYS: Buffer.alloc(32, 'only for measuring').toString('base64'),
    ENVIRONMENT: 'development',
    SMTP_URL: smtpUrl,
    MAIL_FROM: 'Lotline <mail@lotline.example.com>',
    CAMPAIGN_TRANSPORT: 'smtp',
    CAMPAIGN_FROM_DOMAIN: 'campaigns.lotline.example.com',
    CAMPAIGN_DKIM_SELECTOR: 'ours',
    CAMPAIGN_DKIM_KEY: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
    BOUNCE_DOMAIN: 'bounces.lotline.example.com',
    TRACKING_SECRETS: secret,
    SEND_RATE: '0',
    SEND_GROUP_RATE: '0',
  });
}

async function measure(task: SenderTask): Promise<SenderReport> {
  const environment = readSettings(task);
  const database = createRequestDatabase({
    connectionString: task.tasksUrl,
    endpoint: task.endpoint,
    requestId: randomUUID(),
    timeLimitInMilliseconds: 60_000,
  });
  const context = { environment, database, tenantSecrets: createTenantSecrets([new Uint8Array(32)]) };
  const lane = await openLane(context, task.emailId);
  if (typeof lane === 'string') throw new Error(`The email is not being sent: ${lane}.`);
  await lane.transport.close();
  const { content } = lane;
  const { dkim } = content;
  const { SMTP_URL: server } = environment;
  if (!dkim || !server) throw new Error('There is no key or no mail server.');

  let sent = 0;
  const seconds: number[] = [];
  const bareSeconds: number[] = [];
  // Turn by turn, so that a busy machine slows both.
  for (let end = 'FULL'; end === 'FULL'; ) {
    const startedAt = performance.now();
    const report = await runLane(context, task.emailId);
    seconds.push((performance.now() - startedAt) / 1000);
    sent += report.sent;
    end = report.end;
    bareSeconds.push(await sendSamplesBare(server, content, report.sent, (raw) => signMessage(raw, dkim)));
  }
  return {
    sent,
    seconds: sumWithoutFirst(seconds),
    bareSeconds: sumWithoutFirst(bareSeconds),
    fillMilliseconds: await measureCpu(samples, async () => void writeSamples(content, samples)),
  };
}

/** Seconds of all turns but the first, in which code is compiled. */
const sumWithoutFirst = (turns: readonly number[]) => turns.slice(1).reduce((sum, seconds) => sum + seconds, 0);

/**
 * Sends so many messages like those of a lane by the bare client, over as many connections: the server greets each only after a tenth of a
 * second. Returns the seconds of connecting, signing and sending.
 */
async function sendSamplesBare(
  server: SmtpServer,
  content: LaneContent,
  count: number,
  sign: (raw: Buffer) => Promise<Buffer>,
): Promise<number> {
  const messages: BareMessage[] = [];
  for (const message of writeSamples(content, count)) {
    const { to, returnPath = '' } = message;
    messages.push({ to, from: returnPath, raw: await composeUnsigned(message) });
  }
  const startedAt = performance.now();
  for (let place = 0; place < count; place += messagesEachConnection)
    await sendBare(server, messages.slice(place, place + messagesEachConnection), sign);
  return (performance.now() - startedAt) / 1000;
}

const writeSamples = (content: LaneContent, count: number) =>
  Array.from({ length: count }, (_, place) => writeMessage(content, makeRow(place), randomUUID(), secret));

const makeRow = (place: number): HandedOver => ({
  id: randomUUID(),
  place: place % 10,
  email: `${place}.somebody@people.test`,
  variant: 'A',
  values: { name: `Person ${place}`, email: `${place}.somebody@people.test`, organization: 'Harbor Realty' },
});

const composeUnsigned = ({ dkim: _, ...message }: CampaignMessage) =>
  composeMessage(message, message.from, message.from.address.split('@')[1] ?? '');

/** Milliseconds of CPU of one of so many, the second time that the work is done: the first time it is compiled. */
async function measureCpu(count: number, work: () => Promise<void>): Promise<number> {
  await work();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / count;
}

if (isMainModule(import.meta.url)) {
  const [task] = await once(process, 'message');
  process.send?.(await measure(taskSchema.parse(task)));
}
