import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { requireModule } from '~/modules/gate.server.ts';
import { reid } from '~/modules/reid/module.ts';
import { answerWithReportPdf } from '~/modules/reid/reports/files.server.ts';
import { findReport } from '~/modules/reid/reports/queries.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';

/** The PDF of a report as a file, drawn from what it froze. */
export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.reportId);
  const [, { found }] = await Promise.all([
    requireModule(args, reid),
    args.context.database.read((handle) => ({ found: findReport(handle, id) })),
  ]);
  const [report] = found;
  if (!report) throw notFound();
  return answerWithReportPdf(report);
}
