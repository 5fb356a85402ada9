import { z } from 'zod';
import { type DetectedBeginning, detectedFile } from './detection.ts';
import { createReader, findQuestion } from './reader.ts';
import { answersOf, type ImportChoices } from './schema.ts';

/** Rows that a page shows before a file is checked. */
const sampleRows = 20;
/** Cells of a record that are shown: a record of Zillow has one a month. */
const sampleCells = 12;

const sampleRow = z.object({
  line: z.int(),
  /** Null where a question comes first: then only the cells are known. */
  area: z.string().nullable(),
  reportDate: z.string().nullable(),
  propertyType: z.string().nullable(),
  figures: z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.null()])),
  cells: z.array(z.string()),
});
export type SampleRow = z.infer<typeof sampleRow>;

/** A detected file as it is kept: with its first rows as they were understood. */
export const keptFile = detectedFile.extend({ sample: z.array(sampleRow) });
export type KeptFile = z.infer<typeof keptFile>;

/**
 * Adds the first rows of a file to what is known of it.
 * @throws UnreadableFile where its columns are not those of its format
 */
export function keepSample(
  { detected, sample }: DetectedBeginning,
  choices: ImportChoices,
  { fileName, today }: { fileName: string; today: string },
): KeptFile {
  const answers = answersOf(choices);
  if (findQuestion(detected, answers)) {
    const rows = sample.map(({ line, cells }) => ({
      line,
      area: null,
      reportDate: null,
      propertyType: null,
      figures: {},
      cells: clip(cells),
    }));
    return { ...detected, sample: rows.slice(0, sampleRows) };
  }
  const reader = createReader(detected, answers, { from: choices.from, states: choices.states, today }, fileName);
  const rows = sample.flatMap((record) => reader.read(record).rows).slice(0, sampleRows);
  return {
    ...detected,
    sample: rows.map(({ line, area, areaKey, reportDate, propertyType, figures, raw }) => ({
      line,
      area: area?.name ?? areaKey,
      reportDate,
      propertyType,
      figures,
      cells: clip(raw.cells),
    })),
  };
}

function clip(cells: readonly string[]): string[] {
  const clipped = cells.slice(0, sampleCells).map((cell) => cell.slice(0, 60));
  return cells.length > sampleCells ? [...clipped, `… ${cells.length - sampleCells} more`] : clipped;
}
