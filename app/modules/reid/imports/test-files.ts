import { readFileSync } from 'node:fs';
import { readCsvRecords } from '~/services/imports/csv-records.ts';
import { createEncodingDetector } from '~/services/imports/encoding.ts';
import { beginningInBytes, detectFile } from './detection.ts';
import { createReader, type FileAnswers } from './reader.ts';
import type { ImportProblem, ImportRow, ReadingChoices } from './rows.ts';

// Files for tests, read as an import reads them, and everything that came of it.

const fixtures = new URL('../../../../tests/reid/fixtures/', import.meta.url);

/** The bytes of a file of `tests/reid/fixtures`. */
export const fixtureOf = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(new URL(name, fixtures)));

const everything: ReadingChoices = { from: null, states: [], today: '2026-11-29' };

/** Detects a file and reads all of it. */
export async function readWholeFile(
  fileName: string,
  content: string | Uint8Array<ArrayBuffer>,
  { answers, ...choices }: Partial<ReadingChoices> & { answers?: Partial<FileAnswers> } = {},
) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const encoding = createEncodingDetector();
  encoding.add(bytes);
  const text = encoding.finish();
  if (typeof text === 'string') throw new Error(text);
  const given = { ...everything, ...choices };
  const isWhole = bytes.byteLength <= beginningInBytes;
  const { detected } = await detectFile(bytes.subarray(0, beginningInBytes), isWhole, text, {
    fileName,
    today: given.today,
  });
  const reader = createReader(detected, { metric: null, survey: null, ...answers }, given, fileName);
  const rows: ImportRow[] = [];
  const problems: ImportProblem[] = [];
  let missing = 0;
  let number = 0;
  const source = new Blob([bytes.slice(text.markLength)]).stream();
  for await (const batch of readCsvRecords(source, detected, { byte: text.markLength, line: 1 })) {
    for (const record of batch) {
      number += 1;
      if (number <= detected.headerRecords) continue;
      const read = reader.read(record);
      rows.push(...read.rows);
      problems.push(...read.problems);
      missing += read.missing;
    }
  }
  return { detected, rows, problems, missing };
}

/** A row in short: area, day and figures. */
export const shorten = ({ areaKey, reportDate, figures }: ImportRow) => [areaKey, reportDate, figures] as const;
