import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import type { Row } from '#db/call-function.server.ts';
import { requireRole, requireViewer } from '~/modules/accounts/guards.server.ts';
import { byteOrderMark, csvResponse, writeCsvRows } from '~/services/csv.server.ts';
import { notFound } from '~/services/http.server.ts';
import { streamPieces } from '~/services/streams.server.ts';
import { recordContactExport } from './commands.server.ts';
import { exportContacts } from './queries.server.ts';
import { readStanding, standingLabels } from './standing.ts';
import { writeTags } from './tags.ts';

const rowsPerRequest = 2_000;

const headings = [
  'Email',
  'Name',
  'Phone',
  'Tags',
  'Time zone',
  'Lists',
  'Status',
  'Consent',
  'Consent until',
  'Consent from',
  'Notes',
  'Added',
];

type Exported = Row<'export_contacts'>;

/**
 * All contacts as a CSV file, read and sent piece by piece. That they were taken away is noted in the audit trail first.
 * @throws a 404 for anybody but an ADMIN or OWNER with the module
 */
export async function sendContactsCsv({ request, context: { database } }: ActionFunctionArgs): Promise<Response> {
  const { viewer, recorded, first } = await database.write((handle) => ({
    recorded: recordContactExport(handle),
    first: exportContacts(handle, null, rowsPerRequest),
  }));
  const { organization } = requireRole(requireViewer(viewer, request), ['OWNER', 'ADMIN']);
  if (recorded[0]?.outcome !== 'RECORDED') throw notFound();
  const encoder = new TextEncoder();

  async function* pieces() {
    yield encoder.encode(byteOrderMark + writeCsvRows([headings]));
    for (let rows = first; rows.length > 0; ) {
      yield encoder.encode(writeCsvRows(rows.map(toCells)));
      const last = rows.at(-1);
      if (last === undefined || rows.length < rowsPerRequest) return;
      const page = await database.read((handle) => ({ rows: exportContacts(handle, last.id, rowsPerRequest) }));
      // Somebody who works in another organization now gets no more of it: the download breaks off.
      if (page.viewer?.organization?.id !== organization.id)
        throw new Error('The right to this export ended while it was sent.');
      rows = page.rows;
    }
  }
  return csvResponse('contacts.csv', streamPieces(pieces()));
}

const consentWords = { NONE: 'None', GRANTED: 'Given', WITHDRAWN: 'Withdrawn' } as const satisfies Record<
  Exported['consent'],
  string
>;

function toCells(row: Exported) {
  return [
    row.email,
    row.name,
    row.phone,
    writeTags(row.tags),
    row.timeZone,
    row.lists.join(', '),
    standingLabels[readStanding(row.refusal)],
    consentWords[row.consent],
    row.consentUntil,
    row.consentSource,
    row.notes,
    row.createdAt,
  ];
}
