import { contentDisposition } from '~/services/files/names.ts';
import { notFound } from '~/services/http.server.ts';
import { loadFonts } from '~/services/pdf/document.ts';
import { writeReportCsv } from './csv.server.ts';
import { thawReport } from './frozen.ts';
import { drawReport } from './pdf.server.ts';

type Stored = Parameters<typeof thawReport>[0];

function requireFrozen(stored: Stored) {
  const report = thawReport(stored);
  if (!report) throw notFound();
  return report;
}

/**
 * The PDF of a report to download.
 * @param headers  further headers of the answer
 * @throws a 404 for a report that was not made
 */
export async function answerWithReportPdf(stored: Stored, headers: Record<string, string> = {}): Promise<Response> {
  const report = requireFrozen(stored);
  await loadFonts();
  return new Response(drawReport(report), {
    headers: {
      ...headers,
      'Content-Type': 'application/pdf',
      'Content-Disposition': contentDisposition('attachment', `${report.name}.pdf`),
    },
  });
}

/**
 * The numbers of a report as CSV to download.
 * @throws a 404 for a report that was not made
 */
export function answerWithReportCsv(stored: Stored): Response {
  const report = requireFrozen(stored);
  return new Response(writeReportCsv(report.data), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': contentDisposition('attachment', `${report.name}.csv`),
    },
  });
}
