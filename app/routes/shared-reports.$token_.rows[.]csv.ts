import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { sendReportFile } from '~/modules/expenses/reports/files.server.ts';
import { findSharedReport } from '~/modules/expenses/reports/queries.server.ts';
import { notFound } from '~/services/http.server.ts';
import { hashSentToken } from '~/services/tokens.server.ts';

/** The rows of a report behind a link, as a file. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { found } = await context.database.read((handle) => ({
    found: findSharedReport(handle, hashSentToken(params.token)),
  }));
  const [report] = found;
  if (!report) throw notFound();
  return sendReportFile(context, { key: report.csvKey, name: report.name, extension: 'csv' });
}
