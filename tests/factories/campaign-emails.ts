import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { asViewer } from './as-viewer.ts';
import { createModuleRow } from './module-rows.ts';
import { createOrganization, type SubscriptionTier, type TestOrganization } from './organizations.ts';
import { unlockModules } from './purchases.ts';
import { only } from './rows.ts';

/** An email as it is compiled, with every kind of part. */
export const compiledSample = {
  version: 1,
  variants: {
    A: {
      subject: ['News for ', { tag: 'first_name', fallback: 'you', as: 'header' }],
      html: [
        '<p>Dear ',
        { tag: 'name', fallback: 'reader', as: 'html' },
        '</p><p><a href="',
        { link: 1 },
        '">House</a></p><p><a href="',
        { tag: 'unsubscribe_url', fallback: '', as: 'attribute' },
        '">Unsubscribe</a> <a href="',
        { tag: 'view_url', fallback: '', as: 'attribute' },
        '">View in browser</a></p>',
        { pixel: true },
      ],
      text: [
        'Dear ',
        { tag: 'name', fallback: 'reader', as: 'text' },
        '\n\nHouse (',
        { link: 1 },
        ')\n\nUnsubscribe: ',
        { tag: 'unsubscribe_url', fallback: '', as: 'text' },
        '\n',
      ],
    },
  },
};

/** The sample with a second subject. */
export const compiledTestSample = {
  ...compiledSample,
  variants: { ...compiledSample.variants, B: { ...compiledSample.variants.A, subject: ['The other subject'] } },
};

/** An organization that may send: with the module, seats, and a postal address. */
export async function createSender(
  sql: Client,
  { tier = 'ENTERPRISE' }: { tier?: SubscriptionTier } = {},
): Promise<TestOrganization> {
  const organization = await createOrganization(sql, { tier });
  await unlockModules(sql, organization);
  await createModuleRow(sql, 'campaign_settings', organization);
  return organization;
}

/**
 * Makes a list of new people who agreed to mail. Their addresses are `N.something@DOMAIN`, N from 1.
 * @returns the id of the list
 */
export async function createRecipients(
  sql: Client,
  organization: TestOrganization,
  count: number,
  { domain = 'people.test', timeZone = null as string | null } = {},
): Promise<string> {
  const list = await createModuleRow(sql, 'contact_lists', organization);
  await addRecipients(sql, organization, String(list.id), count, { domain, timeZone });
  return String(list.id);
}

/** Adds new people who agreed to mail to a list. */
export async function addRecipients(
  sql: Client,
  organization: TestOrganization,
  listId: string,
  count: number,
  { domain = 'people.test', timeZone = null as string | null } = {},
): Promise<void> {
  const { rows } = await sql.query<{ id: string }>(
    `insert into contacts (organization_id, name, email, time_zone, created_at)
     select $1, 'Person ' || number, number || '.' || $3 || '@' || $4, $5, now() - interval '1 day' from generate_series(1, $2) number
     returning id`,
    [organization.id, count, randomBytes(6).toString('hex'), domain, timeZone],
  );
  const ids = rows.map(({ id }) => id);
  await sql.query(
    `insert into contact_consents (organization_id, contact_id, email, is_granted, source)
     select organization_id, id, email, true, 'Sign-up form' from contacts where id = any ($1)`,
    [ids],
  );
  await sql.query(
    `insert into contact_list_members (organization_id, list_id, contact_id, created_at)
     select organization_id, $2, id, now() - interval '1 day' from contacts where id = any ($1)`,
    [ids, listId],
  );
}

/** Makes a draft to lists. */
export async function createEmail(
  sql: Client,
  organization: TestOrganization,
  lists: readonly string[],
  values: Record<string, unknown> = {},
): Promise<string> {
  const email = await createModuleRow(sql, 'email_campaigns', organization, { recipient_lists: lists, ...values });
  return String(email.id);
}

/** When an email is to be sent; at once by default. */
export interface Plan {
  local?: string;
  zone?: string;
  at?: Date;
  inRecipientZone?: boolean;
  compiled?: object;
}

/** Schedules an email as its creator does. Returns the outcome. */
export async function scheduleEmail(
  asApp: Client,
  sql: Client,
  organization: TestOrganization,
  emailId: string,
  { local, zone, at, inRecipientZone = false, compiled = compiledSample }: Plan = {},
): Promise<string> {
  const { version } = only(
    await sql.query<{ version: number }>('select version from email_campaigns where id = $1', [emailId]),
  );
  const { rows } = await asViewer(asApp, organization.member.tokenHash, (client) =>
    client.query<{ outcome: string }>('select app.schedule_email($1, $2, $3, $4, $5, $6, $7, $8) as outcome', [
      emailId,
      version,
      local ?? null,
      zone ?? null,
      at ?? null,
      inRecipientZone,
      JSON.stringify(compiled),
      JSON.stringify([{ url: 'https://example.org/house', label: 'House' }]),
    ]),
  );
  return rows[0]?.outcome ?? '';
}

/** Makes an email to new people, schedules it for now, starts it and queues everybody. Returns its id. */
export async function startEmail(
  database: { asApp: Client; sql: Client },
  organization: TestOrganization,
  recipients: number,
  { domain, values, compiled }: { domain?: string; values?: Record<string, unknown>; compiled?: object } = {},
): Promise<string> {
  const { asApp, sql } = database;
  const list = await createRecipients(sql, organization, recipients, { domain });
  const emailId = await createEmail(sql, organization, [list], values);
  const outcome = await scheduleEmail(asApp, sql, organization, emailId, { compiled });
  if (outcome !== 'SCHEDULED') throw new Error(`The email was not scheduled: ${outcome}.`);
  await startDue(asApp);
  await queueAll(asApp, emailId);
  return emailId;
}

/** Starts what is due, as the schedule does. */
export async function startDue(asApp: Client): Promise<number> {
  return asViewer(
    asApp,
    null,
    async (client) => only(await client.query<{ count: number }>('select app.start_due_emails(100) as count')).count,
  );
}

/** Queues everybody of an email. Returns the outcomes of the slices. */
export async function queueAll(asApp: Client, emailId: string, slice = 5_000): Promise<string[]> {
  const outcomes: string[] = [];
  for (;;) {
    const { outcome } = await asViewer(asApp, null, async (client) =>
      only(await client.query<{ outcome: string }>('select app.queue_recipients($1, $2) as outcome', [emailId, slice])),
    );
    outcomes.push(outcome);
    if (outcome !== 'MORE') return outcomes;
  }
}

/** The rows and totals of an email that break a rule of the ledger. */
export async function verifyLedger(sql: Client, emailId: string): Promise<{ rule: string; detail: string }[]> {
  return (
    await sql.query<{ rule: string; detail: string }>('select rule, detail from app.verify_ledger($1)', [emailId])
  ).rows;
}

/** How many deliveries of an email are in which state. */
export async function countStates(sql: Client, emailId: string): Promise<Record<string, number>> {
  const { rows } = await sql.query<{ status: string; count: number }>(
    'select status, count(*)::integer as count from email_deliveries where email_campaign_id = $1 group by status order by status',
    [emailId],
  );
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
}

/** The row of an email. */
export async function findEmail(sql: Client, emailId: string) {
  return only(
    await sql.query<{
      status: string;
      recipient_count: number;
      started_at: Date | null;
      queued_all_at: Date | null;
      sent_at: Date | null;
      cancelled_at: Date | null;
      paused_reason: string | null;
      failed_reason: string | null;
      total_sent: number;
      total_unknown: number;
      total_failed: number;
      total_skipped: number;
      snapshot: Record<string, unknown> | null;
    }>('select * from email_campaigns where id = $1', [emailId]),
  );
}
