import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { z } from 'zod';
import { expenses } from '~/modules/expenses/module.ts';
import { sectionsSchema } from '~/modules/expenses/reports/content.ts';
import { sendEvidence } from '~/modules/expenses/reports/evidence.server.ts';
import { findReport, listEvidenceReceipts } from '~/modules/expenses/reports/queries.server.ts';
import { requireModule } from '~/modules/gate.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';

const partSchema = z.coerce.number().int().min(1).catch(1);

/** A part of a report's evidence, packed while it is sent. */
export async function loader(args: LoaderFunctionArgs) {
  const { request, context, params } = args;
  const id = requireId(params.reportId);
  const part = partSchema.parse(new URL(request.url).searchParams.get('part') ?? 1);
  const [visitor, { found, receipts }] = await Promise.all([
    requireModule(args, expenses),
    context.database.read((handle) => ({ found: findReport(handle, id), receipts: listEvidenceReceipts(handle, id) })),
  ]);
  const [report] = found;
  const parts = receipts.at(-1)?.part ?? 1;
  if (report?.status !== 'COMPLETED' || part > parts) throw notFound();
  // The database gives a MEMBER no receipts of others; evidence without them would look as if there were none.
  if (visitor.role === 'MEMBER' && report.memberId !== visitor.user.id) throw notFound();
  return sendEvidence(context, {
    report: { ...report, sections: sectionsSchema.parse(report.sections) },
    receipts: receipts.filter((receipt) => receipt.part === part),
    part,
    parts,
  });
}
