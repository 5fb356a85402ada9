import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { writeInvoice } from '~/modules/marketplace/invoices/paper.ts';
import { answerWithPdf } from '~/modules/marketplace/invoices/pdf.server.ts';
import { describeOrder } from '~/modules/marketplace/invoices/queries.server.ts';
import { notFound } from '~/services/http.server.ts';

/** The invoice of an order as a file. What has none is not found. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { viewer, described } = await context.database.read((handle) => ({
    described: describeOrder(handle, params.number ?? ''),
  }));
  requireViewer(viewer, request);
  const order = described[0]?.order;
  if (!order?.invoiceNumber) throw notFound();
  return answerWithPdf(request, order.invoiceNumber, writeInvoice(order));
}
