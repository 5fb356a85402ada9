import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import type { Viewer } from '#db/request-db.server.ts';
import { requireRole, requireViewer } from '~/modules/accounts/guards.server.ts';
import { isManager, managerRoles } from '~/modules/accounts/people/roles.ts';
import { byteOrderMark, type Cell, csvResponse, writeCsvRows } from '~/services/csv.server.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { streamPieces } from '~/services/streams.server.ts';
import { recordResultsExport } from './commands.server.ts';
import { outcomeLabels, writeReason, writeRecipient } from './outcomes.ts';
import { listRecipients, type Recipient } from './queries.server.ts';
import { exportSchema } from './schema.ts';

const rowsPerRequest = 2_000;

const headings = [
  'Email',
  'Outcome',
  'Reason',
  'Subject',
  'Handed over',
  'Sent',
  'Delivered',
  'Came back',
  'Complained',
  // What programs did for people is no fact, and not among these.
  'Opened (as far as known)',
  'Clicked (as far as known)',
  'Unsubscribed',
];

const toCells = (row: Recipient): Cell[] => [
  writeRecipient(row.email),
  outcomeLabels[row.status],
  writeReason(row.status, row.reason),
  row.variant,
  row.handedOverAt,
  row.sentAt,
  row.deliveredAt,
  row.bouncedAt,
  row.complainedAt,
  row.openedAt,
  row.clickedAt,
  row.unsubscribedAt,
];

/**
 * The recipients of an email as a CSV file, read and sent piece by piece. Noted in the audit trail before the first byte.
 * @throws a 404 for anybody but an ADMIN or OWNER with a seat
 */
export async function sendRecipients(
  { request, context }: Pick<ActionFunctionArgs, 'request' | 'context'>,
  emailId: string,
) {
  const form = await parseForm(request, exportSchema);
  if (!form.ok)
    return new Response('This form could not be read. Go back, reload the page and try again.', {
      status: 400,
      headers: { 'Content-Type': 'text/plain; charset=utf-8' },
    });
  const { outcome } = form.value;
  const {
    viewer,
    recorded,
    rows: first,
  } = await context.database.write((handle) => ({
    recorded: recordResultsExport(handle, emailId, outcome),
    rows: listRecipients(handle, emailId, { outcome, after: null }, rowsPerRequest),
  }));
  const { organization } = requireRole(requireViewer(viewer, request), managerRoles);
  if (recorded[0]?.outcome !== 'RECORDED') throw notFound();
  const mayGoOn = (now: Viewer | null) => now?.organization?.id === organization.id && isManager(now.role);
  const encoder = new TextEncoder();

  async function* pieces() {
    yield encoder.encode(byteOrderMark + writeCsvRows([headings]));
    for (let rows = first; rows.length > 0; ) {
      yield encoder.encode(writeCsvRows(rows.map(toCells)));
      const last = rows.at(-1);
      if (last === undefined || rows.length < rowsPerRequest) return;
      const page = await context.database.read((handle) => ({
        rows: listRecipients(handle, emailId, { outcome, after: last }, rowsPerRequest),
      }));
      // The rest would quietly be that of another organization, or nothing: the download breaks off.
      if (!mayGoOn(page.viewer)) throw new Error('The right to these recipients ended while they were sent.');
      rows = page.rows;
    }
  }
  return csvResponse('recipients.csv', streamPieces(pieces()));
}
