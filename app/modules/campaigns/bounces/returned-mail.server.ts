import { createHash } from 'node:crypto';
import type { SystemContext } from '~/load-context.ts';
import { hashSentDeliveryToken } from '~/modules/campaigns/tokens/tokens.server.ts';
import { noteReturnedMail, unsubscribeByMail } from './commands.server.ts';
import { readReport } from './report.ts';
import { readReturnAddress } from './return-address.ts';

type Reader = typeof import('./reader.ts');

// Where the Worker has its reader. Bundlers pull in whatever stands in the import itself.
const besideWorker = './bounce-reader.js';

function loadReader(): Promise<Reader> {
  return import.meta.env.PROD ? import(/* @vite-ignore */ besideWorker) : import('./reader.ts');
}

/** Bytes: a report holds the message it is about, of at most half a megabyte. */
const largestMail = 3_000_000;

/** A mail as the Worker gets it. */
export type IncomingMail = Pick<ForwardableEmailMessage, 'to' | 'raw' | 'rawSize'>;

/**
 * Takes a mail to the domain that campaigns' mail comes back to: a bounce, a complaint, or the wish for no more mail. Anything else is
 * dropped. A failure of the database is thrown, so that the mail server tries again.
 */
export async function takeReturnedMail(context: SystemContext, { to, raw, rawSize }: IncomingMail): Promise<void> {
  const { database, environment } = context;
  const address = readReturnAddress(to, environment.BOUNCE_DOMAIN);
  if (address?.purpose === 'UNSUBSCRIBE') {
    const tokenHash = hashSentDeliveryToken(address.token);
    await database.write((handle) => ({ left: unsubscribeByMail(handle, tokenHash) }));
    return log(context, { outcome: 'UNSUBSCRIBED' });
  }
  if (rawSize > largestMail) return log(context, { outcome: 'TOO_LARGE' });
  const bytes = new Uint8Array(await new Response(raw).arrayBuffer());
  const { readMail } = await loadReader();
  const mail = await readMail(bytes);
  const report = mail && readReport(mail.parts);
  // A complaint goes to another address; the return path of the message is in the report.
  const token = (address ?? readReturnAddress(report?.originalSender, environment.BOUNCE_DOMAIN))?.token;
  if (!report || token === undefined) return log(context, { outcome: 'NO_REPORT' });
  const { kind, reason } = report;
  const externalId = createHash('sha256')
    .update(mail.messageId ?? bytes)
    .update(token)
    .digest('hex');
  const { noted } = await database.write((handle) => ({
    noted: noteReturnedMail(handle, hashSentDeliveryToken(token), { kind, reason, externalId }),
  }));
  log(context, { kind, outcome: noted[0]?.outcome });
}

function log({ requestId }: SystemContext, what: object) {
  console.log(JSON.stringify({ requestId, work: 'returned mail', ...what }));
}
