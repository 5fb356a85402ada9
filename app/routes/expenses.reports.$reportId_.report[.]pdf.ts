import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { expenses } from '~/modules/expenses/module.ts';
import { sendReportFile } from '~/modules/expenses/reports/files.server.ts';
import { findReportFiles } from '~/modules/expenses/reports/queries.server.ts';
import { requireModule } from '~/modules/gate.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';

/** The PDF of a report as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.reportId);
  const [, { found }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({ found: findReportFiles(handle, id) })),
  ]);
  const [report] = found;
  if (!report) throw notFound();
  return sendReportFile(args.context, { key: report.pdfKey, name: report.name, extension: 'pdf' });
}
