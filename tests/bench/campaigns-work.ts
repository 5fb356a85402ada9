import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Client } from 'pg';
import { asViewer } from '../factories/as-viewer.ts';
import { createEmail, createRecipients, createSender, scheduleEmail, startDue } from '../factories/campaign-emails.ts';
import type { TestOrganization } from '../factories/organizations.ts';
import { only } from '../factories/rows.ts';
import { createSignedInVisitor } from '../setup/visitor.ts';
import { type SenderReport, type SenderTask, senderReportSchema } from './campaigns-sender.ts';
import { startMailSink } from './mail-sink.ts';
import type { Comparison, Workshop } from './module-bench.ts';

const recipients = 100_000;
const slice = 5_000;
/** Messages that are sent; five lanes of them, of which the first only warms up. */
const messages = 1_500;
const rounds = 3;

/**
 * Queues 100,000 recipients and writes the same rows by hand, sends messages and sends the same bytes by the bare client.
 * @throws when a step does not end as it should
 */
export async function measureCampaignWork(workshop: Workshop): Promise<Comparison[]> {
  const { database, worker, measure } = workshop;
  const { sql } = database;
  const organization = await createSender(sql);
  const visitor = await createSignedInVisitor(worker.url, {
    sql,
    personId: organization.owner.id,
    organizationId: organization.id,
  });
  await measure('a page', {}, () => visitor.get('/campaigns'));

  const list = await measure('100,000 contacts: add', {}, () => createRecipients(sql, organization, recipients));
  await sql.query('vacuum analyze contacts, contact_consents, contact_list_members');
  const queued: number[] = [];
  const written: number[] = [];
  // Turn by turn, so that a busy machine slows both.
  for (let round = 1; round <= rounds; round += 1) {
    const email = await startOne(workshop, organization, [list]);
    queued.push(
      await measure(`100,000 recipients: queue, ${round}`, {}, () =>
        timeSeconds(() => queueSlices(database.asTasks, email)),
      ),
    );
    written.push(await measure(`100,000 rows: write by hand, ${round}`, {}, () => writeByHand(sql, email)));
  }

  const few = await createRecipients(sql, organization, messages);
  const emailId = await startOne(workshop, organization, [few]);
  await queueSlices(database.asTasks, emailId);
  const sent = await measure('messages: send', {}, () => sendInProcess(workshop, emailId));
  if (sent.sent !== messages) throw new Error(`${sent.sent} of ${messages} messages were sent.`);
  return [
    {
      what: 'queueing 100,000 recipients in slices of 5,000, as against the same rows by hand',
      value: Math.min(...queued) / Math.min(...written),
      most: 1.5,
    },
    {
      what: 'messages a second, as against the bare client sending the same bytes',
      value: sent.bareSeconds / sent.seconds,
      least: 0.5,
    },
    { what: 'milliseconds of CPU to fill in a message', value: sent.fillMilliseconds, most: 1 },
  ];
}

/** Schedules an email to lists for now and starts it. Returns its id; nobody is queued yet. */
async function startOne(
  { database: { asApp, asTasks, sql } }: Workshop,
  organization: TestOrganization,
  lists: string[],
): Promise<string> {
  const emailId = await createEmail(sql, organization, lists);
  const outcome = await scheduleEmail(asApp, sql, organization, emailId);
  if (outcome !== 'SCHEDULED') throw new Error(`The email was not scheduled: ${outcome}.`);
  await startDue(asTasks);
  return emailId;
}

/** Queues everybody of an email, slice by slice, as the schedule does. */
async function queueSlices(asTasks: Client, emailId: string): Promise<void> {
  for (;;) {
    const { outcome } = await asViewer(asTasks, null, async (client) =>
      only(await client.query<{ outcome: string }>('select app.queue_recipients($1, $2) as outcome', [emailId, slice])),
    );
    if (outcome === 'DONE') return;
    if (outcome !== 'MORE') throw new Error(`Queueing ended with ${outcome}.`);
  }
}

/** Deletes the rows of an email and writes the same ones again in as many statements. Returns the seconds of writing. */
async function writeByHand(sql: Client, emailId: string): Promise<number> {
  const columns =
    'organization_id, email_campaign_id, contact_id, email, recipient_hash, domain_group, status, reason, variant, send_after';
  await sql.query('drop table if exists written_again');
  await sql.query(
    `create temporary table written_again as select ${columns}, (row_number() over (order by contact_id) - 1) / ${slice} as slice
     from email_deliveries where email_campaign_id = ${sql.escapeLiteral(emailId)}`,
  );
  await sql.query('create index on written_again (slice)');
  await sql.query('delete from email_deliveries where email_campaign_id = $1', [emailId]);
  await sql.query('vacuum analyze email_deliveries');
  const seconds = await timeSeconds(async () => {
    for (let place = 0; place < recipients / slice; place += 1)
      await sql.query(
        `insert into email_deliveries (${columns}) select ${columns} from written_again where slice = $1`,
        [place],
      );
  });
  const { count } = only(
    await sql.query<{ count: number }>(
      'select count(*)::integer as count from email_deliveries where email_campaign_id = $1',
      [emailId],
    ),
  );
  if (count !== recipients) throw new Error(`${count} rows were written by hand.`);
  return seconds;
}

/** Sends an email in a process of its own, and the same bytes by the bare client, both into one mail server. */
async function sendInProcess({ database }: Workshop, emailId: string): Promise<SenderReport> {
  const sink = await startMailSink();
  const child = fork(fileURLToPath(new URL('./campaigns-sender.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    // The sink's certificate is signed by itself.
    env: { ...process.env, NODE_EXTRA_CA_CERTS: sink.certificateFile },
  });
  try {
    const task: SenderTask = {
      databaseUrl: database.appUrl,
      tasksUrl: database.tasksUrl,
      endpoint: database.endpoint.url,
      smtpUrl: sink.url,
      emailId,
    };
    child.send(task);
    const [message] = await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => Promise.reject(new Error('The sender ended without a report.'))),
    ]);
    return senderReportSchema.parse(message);
  } finally {
    child.kill();
    await sink.stop();
  }
}

async function timeSeconds(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}
