import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { writeCreditNote } from '~/modules/marketplace/invoices/paper.ts';
import { answerWithPdf } from '~/modules/marketplace/invoices/pdf.server.ts';
import { describeCreditNote, describeOrder } from '~/modules/marketplace/invoices/queries.server.ts';
import { notFound } from '~/services/http.server.ts';

/** A credit note as a file. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { number = '', note = '' } = params;
  const { viewer, described, notes } = await context.database.read((handle) => ({
    described: describeOrder(handle, number),
    notes: describeCreditNote(handle, number, note),
  }));
  requireViewer(viewer, request);
  const [found] = notes;
  const [invoiced] = described;
  if (!found || !invoiced) throw notFound();
  return answerWithPdf(request, found.note.number, writeCreditNote(invoiced.order, found.note));
}
