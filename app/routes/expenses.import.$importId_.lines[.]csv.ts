import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { sendCsv } from '~/modules/expenses/csv-file.server.ts';
import { explainLine, lineStateLabels } from '~/modules/expenses/imports/line-words.ts';
import { findFileKey, listLines } from '~/modules/expenses/imports/queries.server.ts';
import { readShown, type ShownState } from '~/modules/expenses/imports/schema.ts';
import { dollarCell } from '~/services/csv.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';

const headings = ['Line', 'Date', 'Merchant', 'Description', 'Category', 'Amount', 'List', 'Selected', 'Why'];

/** The lines of an import that its page shows at the same address, such as its problems. Money that came in is below 0. */
export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.importId);
  const { show } = readShown(new URL(args.request.url));
  const [{ found }, file] = await Promise.all([
    args.context.database.read((handle) => ({ found: findFileKey(handle, id) })),
    sendLines(args, id, show),
  ]);
  if (found.length === 0) throw notFound();
  return file;
}

function sendLines(args: LoaderFunctionArgs, id: string, show: ShownState | undefined) {
  return sendCsv(args, {
    name: 'lines.csv',
    headings,
    list: (handle, after: number | null, limit) => listLines(handle, id, { show, after: after ?? 0 }, limit),
    placeOf: ({ line }) => line,
    toCells: (row) => [
      row.line,
      row.date,
      row.merchant,
      row.description,
      row.category,
      dollarCell(row.amount),
      lineStateLabels[row.state],
      row.isSelected ? 'Yes' : 'No',
      explainLine(row).join(' '),
    ],
  });
}
