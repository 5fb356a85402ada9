import { data, type LoaderFunctionArgs } from '@remix-run/cloudflare';
import { notFound } from '~/services/http.server.ts';
import { hashSentToken } from '~/services/tokens.server.ts';
import { findPublicReport } from './queries.server.ts';

/** The address is the key to the report: no other site is told it, and neither a search engine nor a cache keeps it. */
export const secretAddressHeaders = {
  'Cache-Control': 'private, no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex, nofollow',
};

const secondsToWait = '3600';

/**
 * The report behind a link. Asking counts it as seen, in the one transaction of the request.
 * @throws a 404 that tells nothing for links that are unknown, withdrawn or expired, and for those of organizations without the module;
 *   429 for a network that asked too often
 */
export async function requirePublicReport(
  { context, params }: Pick<LoaderFunctionArgs, 'context' | 'params'>,
  isDownload: boolean,
) {
  const { database, limits } = context;
  database.writesWhileReading = true;
  const { found } = await database.read((handle) => ({
    found: findPublicReport(handle, hashSentToken(params.token), limits.digest, isDownload),
  }));
  const [report] = found;
  if (report?.outcome === 'TOO_OFTEN') {
    const headers = { 'Retry-After': secondsToWait };
    throw isDownload
      ? new Response('Too much was asked for from your network. Try again in an hour.', {
          status: 429,
          headers: { ...headers, 'Content-Type': 'text/plain; charset=utf-8' },
        })
      : data(null, { status: 429, headers });
  }
  if (!report) throw notFound();
  return { ...report, type: report.reportType };
}
