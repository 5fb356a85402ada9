import type { SystemContext } from '~/load-context.ts';
import { runInBackground } from '~/services/background.server.ts';
import { type MailConnection, MailError, type Message } from '~/services/mail-transport.server.ts';
import { loadFonts } from '~/services/pdf/document.ts';
import { parseQueuedMail } from './contents.ts';
import { writeMessage } from './messages.ts';
import { type Attempt, type ClaimedMail, claimMail, handOverMail, settleMail } from './outgoing-mail.server.ts';

/** Mails that the transaction of one request can leave; the rest is for the schedule. */
const soon = 10;
const atOnce = 20;

/**
 * Sends what the request's transaction left in `outgoing_mail`, after the answer. Call it after a `write` that queues
 * mail has committed; what fails now is sent by the schedule later.
 */
export function deliverMailSoon(context: SystemContext): void {
  runInBackground(context, 'mail', () => deliverMail(context, soon));
}

/** Sends everything that is due. Says how many mails it tried. */
export async function deliverDueMail(context: SystemContext): Promise<number> {
  let tried = 0;
  for (;;) {
    const batch = await deliverMail(context, atOnce);
    tried += batch.tried;
    if (!batch.more) return tried;
  }
}

/** Claims mail and sends it, one after the other, over one connection. */
async function deliverMail(context: SystemContext, limit: number): Promise<{ tried: number; more: boolean }> {
  const { database, mailer } = context;
  if (!mailer.isConfigured) {
    report(context, { problem: 'Mail waits in outgoing_mail: no transport is configured (SMTP_URL, MAIL_FROM).' });
    return { tried: 0, more: false };
  }
  const { claimed } = await database.write((handle) => ({ claimed: claimMail(handle, limit) }));
  if (claimed.length === 0) return { tried: 0, more: false };
  let connection: MailConnection;
  try {
    connection = await mailer.connect();
  } catch (error) {
    for (const mail of claimed) await settle(context, mail, toAttempt(error));
    return { tried: claimed.length, more: false };
  }
  try {
    await loadFonts();
    for (const mail of claimed) await deliver(context, connection, mail);
  } finally {
    await connection.close();
  }
  return { tried: claimed.length, more: claimed.length === limit };
}

async function deliver(context: SystemContext, connection: MailConnection, mail: ClaimedMail): Promise<void> {
  let message: Message;
  try {
    const written = writeMessage(parseQueuedMail(mail), context.environment.PUBLIC_URL, mail.id);
    message = { ...written, to: mail.recipient, id: mail.id };
  } catch (error) {
    // Its content is not what its kind says. It will not be another time either.
    return settle(context, mail, { error: describe(error), again: false });
  }
  const { handedOver } = await context.database.write((handle) => ({ handedOver: handOverMail(handle, mail) }));
  if (!handedOver[0]?.value) return;
  try {
    await connection.send(message);
  } catch (error) {
    return settle(context, mail, toAttempt(error));
  }
  await settle(context, mail, { error: null });
}

/**
 * Only what is known not to have been taken is tried again. After an unknown outcome the message may well be in the
 * mailbox, and nobody gets the same mail twice.
 */
function toAttempt(error: unknown): Attempt {
  return { error: describe(error), again: error instanceof MailError && error.failure === 'temporary' };
}

async function settle(context: SystemContext, mail: ClaimedMail, attempt: Attempt): Promise<void> {
  const { settled } = await context.database.write((handle) => ({ settled: settleMail(handle, mail, attempt) }));
  const outcome = settled[0]?.outcome;
  if (outcome === 'SENT') return;
  const { id, kind, attempt: number } = mail;
  report(context, { mail: id, kind, attempt: number, outcome, error: attempt.error });
}

function report({ requestId }: SystemContext, what: Record<string, unknown>) {
  console.error(JSON.stringify({ requestId, work: 'mail', ...what }));
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
