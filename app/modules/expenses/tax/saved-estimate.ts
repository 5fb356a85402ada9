import { z } from 'zod';
import { calculationVersion } from './amounts.ts';
import type { EstimateLine } from './explain.ts';

const savedLine = z.object({
  number: z.number(),
  name: z.string(),
  value: z.number().nullable(),
  rule: z.string(),
  formula: z.string(),
  source: z.string(),
  links: z.array(z.object({ label: z.string(), href: z.string() })),
});

const savedLines = z.array(savedLine);

const savedInstalment = z.object({
  quarter: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  equal: z.number(),
  annualized: z.number().nullable(),
  required: z.number(),
  withheld: z.number(),
  amount: z.number(),
});

/** What an estimate keeps beside its lines. */
const savedAssumptions = z.object({
  inputs: z.record(z.string(), z.unknown()),
  months: z.number(),
  withheld: z.number(),
  required: z.number(),
  instalments: z.array(savedInstalment),
});

/** An estimate as it was saved. */
export interface SavedEstimate {
  readonly lines: readonly EstimateLine[];
  /** The lines of each quarter, the first one first. */
  readonly quarterLines: readonly (readonly EstimateLine[])[];
  readonly instalments: readonly z.infer<typeof savedInstalment>[];
  readonly calculationVersion: string;
  readonly figuresHash: string | null;
  readonly calculatedAt: Date;
}

/** A row of a saved estimate: of the year, or of a quarter. */
interface SavedRow {
  readonly quarter: number | null;
  readonly lines: unknown;
  readonly assumptions: unknown;
  readonly calculationVersion: string;
  readonly figuresHash: string | null;
  readonly calculatedAt: Date;
}

/** Reads a saved estimate; null without one, and for one of another shape, which is made anew by recalculating. */
export function readSavedEstimate(rows: readonly SavedRow[]): SavedEstimate | null {
  const year = rows.find(({ quarter }) => quarter === null);
  if (!year) return null;
  const lines = savedLines.min(1).safeParse(year.lines);
  const assumptions = savedAssumptions.safeParse(year.assumptions);
  if (!lines.success || !assumptions.success) return null;
  const { calculationVersion, figuresHash, calculatedAt } = year;
  const quarterLines = [1, 2, 3, 4].map(
    (number) => savedLines.safeParse(rows.find(({ quarter }) => quarter === number)?.lines).data ?? [],
  );
  const { instalments } = assumptions.data;
  return { lines: lines.data, quarterLines, instalments, calculationVersion, figuresHash, calculatedAt };
}

/** How a saved estimate stands beside the one of today. */
export type SavedStanding = 'NOT_SAVED' | 'SAVED' | 'OTHER_ROWS' | 'OTHER_FIGURES';

/** Compares a saved estimate with the one of today: with its figures and its version first, then line by line. */
export function compareSaved(
  saved: SavedEstimate | null,
  lines: readonly EstimateLine[],
  figuresHash: string,
): SavedStanding {
  if (saved === null) return 'NOT_SAVED';
  if (saved.figuresHash !== figuresHash || saved.calculationVersion !== calculationVersion) return 'OTHER_FIGURES';
  const isSame = lines.every((line) => saved.lines.find(({ number }) => number === line.number)?.value === line.value);
  return isSame ? 'SAVED' : 'OTHER_ROWS';
}
