import { z } from 'zod';
import {
  type CsvDelimiter,
  type CsvRecord,
  csvDelimiters,
  detectDelimiter,
  readCsvRecords,
} from '~/services/imports/csv-records.ts';
import { createTextDecoder, fileEncodings, type TextFormat } from '~/services/imports/encoding.ts';
import { findCensusTable, isCensus, readCensusName } from './formats/census.ts';
import { isFred } from './formats/fred.ts';
import { isRealtor } from './formats/realtor.ts';
import { isRedfin } from './formats/redfin.ts';
import { edgeColumns, isDirectory, isEdge, refuseOtherEdgeLayouts } from './formats/schools.ts';
import { isZillow, readZillowName, readZillowPeriods, zillowMetrics } from './formats/zillow.ts';
import { findPeriodType, isDay } from './periods.ts';
import { periodTypes } from './rows.ts';
import { UnreadableFile } from './unreadable-file.ts';

export const fileFormats = ['ZILLOW', 'REDFIN', 'REALTOR', 'FRED', 'CENSUS', 'NCES_EDGE', 'NCES_CCD'] as const;
export type FileFormat = (typeof fileFormats)[number];

/** Bytes at the beginning of a file that its format is told by: the header of ten years of weeks has a tenth of that. */
export const beginningInBytes = 65_536;
/** Records of the beginning that are looked at. */
const sampleSize = 20;
/** Columns that a file may have. */
const mostColumns = 2_000;

const metrics = z.enum(Object.keys(zillowMetrics) as [keyof typeof zillowMetrics, ...(keyof typeof zillowMetrics)[]]);

/** Everything known of a file from its beginning and its name. */
export const detectedFile = z.object({
  format: z.enum(fileFormats),
  encoding: z.enum(fileEncodings),
  markLength: z.int().min(0),
  delimiter: z.enum(csvDelimiters),
  /** False where a quotation mark is a letter. */
  quotes: z.boolean(),
  /** Names of the columns in their order; of a file without a header those of its documentation. */
  columns: z.array(z.string()),
  /** Records before the first with data. */
  headerRecords: z.int().min(0),
  periodType: z.enum(periodTypes).nullable(),
  /** The series of a Zillow file, where its name tells it. */
  zillow: z.object({ metric: metrics, source: z.string() }).nullable(),
  /** The year and span of a file of the survey, where its name tells them. */
  survey: z.object({ year: z.int(), span: z.union([z.literal(1), z.literal(5)]) }).nullable(),
});
export type DetectedFile = z.infer<typeof detectedFile>;

/** A detected file, and the first records of its data. */
export interface DetectedBeginning {
  detected: DetectedFile;
  sample: Pick<CsvRecord, 'cells' | 'line'>[];
}

/** The separator that each format has. */
const delimiterOf: Readonly<Record<FileFormat, CsvDelimiter>> = {
  ZILLOW: ',',
  REDFIN: '\t',
  REALTOR: ',',
  FRED: ',',
  CENSUS: ',',
  NCES_EDGE: '|',
  NCES_CCD: ',',
};
const delimiterWords: Readonly<Record<CsvDelimiter, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
};

/**
 * Finds out what a file is from its beginning and its name.
 * @param beginning  its first bytes, unpacked
 * @param isWhole  whether they are all of it
 * @param today  today in UTC
 * @throws UnreadableFile
 */
export async function detectFile(
  beginning: Uint8Array,
  isWhole: boolean,
  { encoding, markLength }: TextFormat,
  { fileName, today }: { fileName: string; today: string },
): Promise<DetectedBeginning> {
  const text = createTextDecoder(encoding).decode(beginning.subarray(markLength), { stream: !isWhole });
  refuseOtherKinds(text);
  const delimiter = detectDelimiter(text);
  if (!delimiter) {
    throw new UnreadableFile(
      'No table was found in this file. Upload one of the files that publishers give, as they give it.',
    );
  }
  const [, firstLine = ''] = /^\s*([^\r\n]*)/.exec(text) ?? [];
  const hasQuotes = !isEdge(firstLine.split('|'));
  const records = await readBeginning(beginning, isWhole, { encoding, markLength, delimiter, quotes: hasQuotes });
  const first = records[0]?.cells ?? [];
  const columns = first.map((cell) => cell.trim());
  const format = findFormat(columns);
  if (!format) {
    throw new UnreadableFile(
      `This is no file that REID knows: its first line begins with “${columns.slice(0, 3).join(', ').slice(0, 100)}”. It reads files of Zillow, Redfin, Realtor.com, FRED, data.census.gov and NCES.`,
    );
  }
  const expected = delimiterOf[format];
  if (delimiter !== expected) {
    throw new UnreadableFile(
      `The cells of this file are separated by ${delimiterWords[delimiter]}, and its publisher separates them by ${delimiterWords[expected]}. Download it again, and do not open it with a spreadsheet before.`,
    );
  }
  if (columns.length > mostColumns) throw new UnreadableFile(`This file has more than ${mostColumns} columns.`);
  const headerRecords = format === 'NCES_EDGE' ? 0 : format === 'CENSUS' && isWordsOfHeader(records[1]?.cells) ? 2 : 1;
  const sample = records.slice(headerRecords, headerRecords + sampleSize);
  if (sample.length === 0) {
    throw new UnreadableFile('This file has no figures: there is nothing below the names of its columns.');
  }
  const detected: DetectedFile = {
    format,
    encoding,
    markLength,
    delimiter,
    quotes: format !== 'NCES_EDGE',
    columns: format === 'NCES_EDGE' ? [...edgeColumns] : columns,
    headerRecords,
    periodType: null,
    zillow: null,
    survey: null,
  };
  describe(detected, first, sample, fileName, today);
  return { detected, sample };
}

const isWordsOfHeader = (cells: readonly string[] | undefined) => cells?.[0]?.trim() === 'Geography';

function findFormat(columns: readonly string[]): FileFormat | undefined {
  if (isZillow(columns)) return 'ZILLOW';
  if (isRedfin(columns)) return 'REDFIN';
  if (isRealtor(columns)) return 'REALTOR';
  if (isCensus(columns)) return 'CENSUS';
  if (isDirectory(columns)) return 'NCES_CCD';
  if (isEdge(columns)) return 'NCES_EDGE';
  if (isFred(columns)) return 'FRED';
  return undefined;
}

/** Adds what only the columns, the first rows and the name of a file of its format tell. */
function describe(
  detected: DetectedFile,
  first: readonly string[],
  sample: DetectedBeginning['sample'],
  fileName: string,
  today: string,
) {
  switch (detected.format) {
    case 'ZILLOW':
      detected.periodType = readZillowPeriods(detected.columns, fileName, today).periodType;
      detected.zillow = readZillowName(fileName) ?? null;
      return;
    case 'FRED': {
      const days = sample.map(({ cells }) => cells[0]?.trim() ?? '').filter(isDay);
      detected.periodType = findPeriodType(days) ?? (days.every((day) => day.endsWith('-01')) ? 'MONTHLY' : 'WEEKLY');
      return;
    }
    case 'CENSUS':
      findCensusTable(detected.columns);
      detected.survey = readCensusName(fileName) ?? null;
      return;
    case 'NCES_EDGE':
      refuseOtherEdgeLayouts(first.length);
      return;
    case 'REDFIN':
    case 'REALTOR':
    case 'NCES_CCD':
      return;
  }
}

async function readBeginning(
  beginning: Uint8Array,
  isWhole: boolean,
  { markLength, ...format }: TextFormat & { delimiter: CsvDelimiter; quotes: boolean },
): Promise<CsvRecord[]> {
  const source = new Blob([beginning.slice(markLength)]).stream();
  const records: CsvRecord[] = [];
  try {
    for await (const batch of readCsvRecords(source, format, { byte: markLength, line: 1 })) {
      // The last record of a beginning may be cut off.
      const isCut = !isWhole && batch.at(-1)?.end.byte === beginning.byteLength;
      records.push(...(isCut ? batch.slice(0, -1) : batch));
      if (records.length > sampleSize + 2) break;
    }
  } catch (error) {
    // A cell may be cut off, too. Where it is not, reading the whole file says so with its line.
    if (records.length === 0)
      throw new UnreadableFile('The first line of this file never ends, so it is no table.', { cause: error });
  }
  return records;
}

/** Refuses what is no text, from its first bytes. */
export function refuseOtherBytes(beginning: Uint8Array) {
  const [first, second, third, fourth] = beginning;
  if (first === 0x50 && second === 0x4b && third === 3 && fourth === 4) {
    const names = new TextDecoder('latin1').decode(beginning);
    throw new UnreadableFile(
      /\[Content_Types\]\.xml|xl\//.test(names)
        ? 'This is a workbook. Upload the file as its publisher gives it; if there is none, save the sheet as CSV.'
        : 'This is a ZIP archive. Unpack it, and upload the file in it.',
    );
  }
  if (first === 0xd0 && second === 0xcf) throw new UnreadableFile('This is a workbook. Save the sheet as CSV.');
}

function refuseOtherKinds(text: string) {
  if (/^\s*<(?:!doctype|html|head|body|\?xml)/i.test(text)) {
    throw new UnreadableFile(
      'This is a web page, not a table. Publishers show one when a link has moved: look for “Download” there, and upload that file.',
    );
  }
  if (text.startsWith('%PDF-')) throw new UnreadableFile('This is a PDF. Upload the table that it was made from.');
  if (/^\s*[{[]/.test(text)) throw new UnreadableFile('This is JSON. Upload the CSV file of the same figures.');
}
