import { z } from 'zod';
import { csvDelimiters, detectDelimiter, readCsvRecords } from '~/services/imports/csv-records.ts';
import { createTextDecoder, fileEncodings, type TextFormat } from '~/services/imports/encoding.ts';
import { normalizeAddress } from '../contacts/address.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** Rows below the names of the columns that a page shows of a file before it is imported. */
export const sampleRows = 5;
/** Columns that can be chosen from. */
export const mostColumns = 60;
const longestCell = 100;
/** Bytes at the beginning of a file that its format is told by. */
export const beginningInBytes = 65_536;

/** Everything known of a file once it has been uploaded: kept with the import, so that nobody has to look again. */
export const detectedFile = z.object({
  encoding: z.enum(fileEncodings),
  markLength: z.int().min(0),
  delimiter: z.enum(csvDelimiters),
  /** Line of the names of the columns; 0 where there are none. */
  headerLine: z.int().min(0),
  /** The first records, the names of the columns among them, with clipped cells. */
  sample: z.array(z.object({ line: z.int().min(1), cells: z.array(z.string()) })),
});
export type DetectedFile = z.infer<typeof detectedFile>;
type SampleRecord = DetectedFile['sample'][number];

/**
 * Finds out how a table of contacts is written, from its beginning.
 * @param beginning  its first bytes
 * @param isWhole  whether they are all of it
 * @throws UnreadableFile
 */
export async function detectFile(
  beginning: Uint8Array,
  isWhole: boolean,
  { encoding, markLength }: TextFormat,
): Promise<DetectedFile> {
  const text = createTextDecoder(encoding).decode(beginning.subarray(markLength), { stream: !isWhole });
  refuseOtherKinds(text);
  // A list of nothing but addresses has no delimiter.
  const delimiter = detectDelimiter(text) ?? ',';
  const sample: SampleRecord[] = [];
  try {
    const source = new Blob([beginning.slice(markLength)]).stream();
    for await (const batch of readCsvRecords(source, { encoding, delimiter }, { byte: markLength, line: 1 })) {
      // The last record of a beginning may be cut off.
      const isCut = !isWhole && batch.at(-1)?.end.byte === beginning.byteLength;
      for (const { line, cells } of isCut ? batch.slice(0, -1) : batch) sample.push({ line, cells: clip(cells) });
      if (sample.length > sampleRows) break;
    }
  } catch (error) {
    // A cell may be cut off, too. Where it is not, reading the whole file says so with its line.
    if (sample.length === 0) throw error;
  }
  const shown = sample.slice(0, sampleRows + 1);
  const headerLine = findHeader(shown);
  if (!shown.some(({ line }) => line > headerLine)) {
    throw new UnreadableFile('This file has no contacts: there is nothing below the names of its columns.');
  }
  if (!text.includes('@')) {
    throw new UnreadableFile(
      'No email address was found in this file. Export your contacts as CSV, and upload that file.',
    );
  }
  return { encoding, markLength, delimiter, headerLine, sample: shown };
}

function refuseOtherKinds(text: string): void {
  if (/^\s*(?:<!doctype html|<html|<head|<body)/i.test(text)) {
    throw new UnreadableFile('This is a web page, not a table. Export your contacts as CSV, and upload that file.');
  }
  if (/^%PDF-/.test(text))
    throw new UnreadableFile('This is a PDF. Export your contacts as CSV, and upload that file.');
  if (/^BEGIN:VCARD/i.test(text)) {
    throw new UnreadableFile(
      'This is a file of address cards (vCard). Export your contacts as CSV, and upload that file.',
    );
  }
}

const clip = (cells: readonly string[]) =>
  cells.slice(0, mostColumns).map((cell) =>
    cell
      .slice(0, longestCell)
      .replaceAll(/[\p{Cc}\p{Surrogate}\s]+/gu, ' ')
      .trim(),
  );

/** The line of the names of the columns: the first, unless it has an address in it, and so is a contact. 0 where there are none. */
function findHeader([first]: readonly SampleRecord[]): number {
  return first && !first.cells.some((cell) => normalizeAddress(cell) !== null) ? first.line : 0;
}
