import { z } from 'zod';
import type { SystemContext } from '~/load-context.ts';
import { runInBackground } from '~/services/background.server.ts';
import { finishEmails, queueRecipients, startDueEmails, sweepDeliveries } from './commands.server.ts';
import { runLane } from './lane.server.ts';
import { listEmailsToQueue, listLanes } from './queries.server.ts';
import { readSendingSettings } from './transports.server.ts';

// What the schedule does every minute for emails that are planned or under way. The database knows what is due; a task that is late, or
// runs twice, changes nothing.

/** Emails that one run starts; the next one is a minute away. */
const mostStarts = 50;
/** Recipients that one statement queues: it takes seconds where the machine is busy, and a statement has nine. */
const sliceLength = 5_000;
/** How long one run queues, and works in lanes itself where there is no queue. */
const queueingTime = 25_000;
const ownLanesTime = 45_000;
const mostEmails = 500;
const mostLanes = 100;

/** Whether anything may go out. */
function isSending({ environment }: Pick<SystemContext, 'environment'>): boolean {
  return environment.CAMPAIGN_SENDING === 'on' && readSendingSettings(environment) !== undefined;
}

/** Starts emails that are due, each in a transaction of its own. Says how many. */
export async function startEmails(context: Pick<SystemContext, 'database' | 'environment'>): Promise<number> {
  if (!isSending(context)) return 0;
  let started = 0;
  while (started < mostStarts) {
    const { done } = await context.database.write((handle) => ({ done: startDueEmails(handle, 1) }));
    if (done[0]?.value !== 1) break;
    started += 1;
  }
  return started;
}

/** Queues recipients slice by slice, emails in turn, until all are queued or the time is over. Says how many slices. */
export async function queueEmails(context: Pick<SystemContext, 'database' | 'environment'>): Promise<number> {
  if (!isSending(context)) return 0;
  const { database } = context;
  const until = Date.now() + queueingTime;
  const { listed } = await database.write((handle) => ({ listed: listEmailsToQueue(handle, mostEmails) }));
  let left = listed.map(({ emailId }) => emailId);
  let slices = 0;
  while (left.length > 0 && Date.now() < until) {
    const more: string[] = [];
    for (const emailId of left) {
      const { queued } = await database.write((handle) => ({ queued: queueRecipients(handle, emailId, sliceLength) }));
      if (queued[0]?.outcome === 'MORE') more.push(emailId);
      slices += 1;
    }
    left = more;
  }
  return slices;
}

/** Makes what nobody answered for too long UNKNOWN, and finishes emails of which nothing is open. Says how many there were of both. */
export async function settleEmails({ database, environment }: Pick<SystemContext, 'database' | 'environment'>) {
  const { SEND_SWEEP_SECONDS, SEND_LEASE_SECONDS, CAMPAIGN_TRANSPORT } = environment;
  const { swept } = await database.write((handle) => ({
    swept: sweepDeliveries(handle, SEND_SWEEP_SECONDS - SEND_LEASE_SECONDS),
  }));
  const { seen } = await database.write((handle) => ({
    seen: finishEmails(handle, CAMPAIGN_TRANSPORT === 'resend', mostEmails),
  }));
  return { unknown: swept[0]?.value ?? 0, looked: seen[0]?.value ?? 0 };
}

/** A message of the queue: an email in which a lane has something to do. */
const wakeUp = z.object({ emailId: z.uuid() });

/** Sends a wake-up for each lane; without a queue, works in them itself as long as a run may take. Says how many lanes. */
export async function wakeLanes(context: SystemContext): Promise<number> {
  if (!isSending(context)) return 0;
  const { database, environment } = context;
  const { lanes } = await database.write((handle) => ({ lanes: listLanes(handle, mostLanes) }));
  const { CAMPAIGN_QUEUE: queue } = environment;
  if (queue) {
    for (const { emailId } of lanes) await queue.send({ emailId } satisfies z.output<typeof wakeUp>);
    return lanes.length;
  }
  const until = Date.now() + ownLanesTime;
  for (const emailId of new Set(lanes.map((lane) => lane.emailId))) {
    if (Date.now() >= until) break;
    log(context, await runLane(context, emailId, until));
  }
  return lanes.length;
}

/**
 * Works in the lane that a message of the queue names. Another wake-up goes on where it ended; a message that is lost, doubled or of no use
 * changes nothing.
 */
export async function workOnWakeUp(context: SystemContext, body: unknown): Promise<void> {
  const message = wakeUp.safeParse(body);
  if (!message.success || !isSending(context)) return;
  const report = await runLane(context, message.data.emailId);
  log(context, report);
  if (report.end === 'FULL') await context.environment.CAMPAIGN_QUEUE?.send(message.data);
}

/** Starts what is due now, behind the answer to whoever pressed "Send now". What fails is for the schedule. */
export function sendSoon(context: SystemContext): void {
  const nobody = context.asNobody();
  runInBackground(context, 'campaign emails', async () => {
    await startEmails(nobody);
    await queueEmails(nobody);
    if (nobody.environment.CAMPAIGN_QUEUE) await wakeLanes(nobody);
  });
}

function log({ requestId }: SystemContext, report: object) {
  console.log(JSON.stringify({ requestId, work: 'lane', ...report }));
}
