import {
  type ToolContent,
  type ToolFieldName,
  toolFieldNames,
  toolFields,
  writeToolField,
} from '~/modules/marketplace/catalog/tool-fields.ts';
import { statusLabels, type ToolStatus } from '~/modules/marketplace/labels.ts';
import { writeDollars } from '~/utils/money.ts';

/** A column of the file: a field of a tool's form, or the status. */
export type CsvColumn = ToolFieldName | 'status';

/** The columns of the file, in the order in which it is written. */
export const csvColumns: readonly CsvColumn[] = [...toolFieldNames, 'status'];

/** The heading of a column. */
export const headingOf = (column: CsvColumn): string => (column === 'status' ? 'Status' : toolFields[column].label);

/** The values that a column takes, by the words that stand for them; undefined for one that takes any text. */
export function choicesOf(column: CsvColumn): Readonly<Record<string, string>> | undefined {
  if (column === 'status') return statusLabels;
  const { control } = toolFields[column];
  return control.type === 'choice' ? control.choices : undefined;
}

/** What stands in a cell of the file: prices in dollars, yes or no, and lists with one entry a line. */
export function writeCell(column: CsvColumn, tool: ToolContent & { status: ToolStatus }): string {
  if (column === 'status') return tool.status;
  // The form leaves a price out that follows the tier; whoever reads the file wants to see it.
  if (column === 'price') return tool.priceModel === 'FREE' ? '' : writeDollars(tool.price);
  if (column === 'isFeatured') return tool.isFeatured ? 'yes' : 'no';
  return writeToolField(column, tool);
}

const comparable = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ');

/** The column of a heading, by its label or by its name in the form, whatever its case; undefined for another one. */
export function findColumn(heading: string): CsvColumn | undefined {
  const wanted = comparable(heading);
  return csvColumns.find((column) => comparable(headingOf(column)) === wanted || column.toLowerCase() === wanted);
}

/** An apostrophe that our file has in front of what a spreadsheet would take for a formula: see `csv.server.ts`. */
const guard = /(^|[;\t\r\n])([\s\p{Cf}"]*)'(?=[=+\-@＝＋－＠\t\r])/gu;

/** The text of a cell as the control of its field takes it. What no value stands for comes back as it is, to be refused. */
export function readCell(column: CsvColumn, cell: string): string {
  const text = cell.replaceAll(guard, '$1$2').trim();
  if (column === 'isFeatured') {
    const word = text.toLowerCase();
    if (['yes', 'true', 'on', '1', 'x'].includes(word)) return 'on';
    return ['no', 'false', 'off', '0', ''].includes(word) ? '' : text;
  }
  const choices = choicesOf(column);
  if (!choices) return text;
  const wanted = comparable(text);
  const found = Object.entries(choices).find(
    ([value, label]) => comparable(value) === wanted || comparable(label) === wanted,
  );
  return found?.[0] ?? text;
}
