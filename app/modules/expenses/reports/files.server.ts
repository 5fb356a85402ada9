import type { RequestContext } from '~/load-context.ts';
import { FilesUnavailable } from '~/services/files/store.server.ts';
import { notFound } from '~/services/http.server.ts';

/**
 * A kept file of a report as a download.
 * @param name  the name of the report: the file is called after it
 * @throws a 404 for a file that is not there
 */
export async function sendReportFile(
  { files }: Pick<RequestContext, 'files'>,
  { key, name, extension }: { key: string; name: string; extension: 'pdf' | 'csv' },
): Promise<Response> {
  try {
    const file = await files.get(key);
    if (!file) throw notFound();
    return new Response(file.body, {
      headers: {
        'Content-Type': file.type,
        'Content-Length': String(file.size),
        'Content-Disposition': `attachment; filename="${toFileName(name)}.${extension}"`,
      },
    });
  } catch (error) {
    if (!(error instanceof FilesUnavailable)) throw error;
    return new Response('Files cannot be read at the moment. Try again in a minute.', {
      status: 503,
      headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '60' },
    });
  }
}

/** A name in letters, digits and hyphens. */
const toFileName = (name: string) =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-zA-Z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 100) || 'report';
