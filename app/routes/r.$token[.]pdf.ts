import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { answerWithReportPdf } from '~/modules/reid/reports/files.server.ts';
import { requirePublicReport, secretAddressHeaders } from '~/modules/reid/reports/public-report.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';

export const handle = { readsNoCookies: true } satisfies RouteHandle;

/** The PDF of a report behind a link, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  return answerWithReportPdf(await requirePublicReport(args, true), secretAddressHeaders);
}
