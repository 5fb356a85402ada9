import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { sendCsv } from '~/modules/expenses/csv-file.server.ts';
import { importStatusLabels } from '~/modules/expenses/imports/list.tsx';
import { listImports } from '~/modules/expenses/imports/queries.server.ts';

const headings = ['File', 'Account', 'Uploaded', 'Uploaded by', 'Status', 'Lines', 'Imported', 'Problem'];

/** The imports so far, the newest first. */
export async function loader(args: LoaderFunctionArgs) {
  return sendCsv(args, {
    name: 'imports.csv',
    headings,
    list: (handle, before: string | null, limit) => listImports(handle, before, limit),
    placeOf: ({ id }) => id,
    toCells: (row) => [
      row.fileName,
      row.account,
      row.createdAt.toISOString(),
      row.person,
      importStatusLabels[row.status],
      row.linesCount,
      row.importedCount,
      row.problem,
    ],
  });
}
