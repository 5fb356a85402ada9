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
  readonly instalments: readonly z.infer<typeof savedInstalment>[];
  readonly calculationVersion: string;
  readonly figuresHash: string | null;
  readonly calculatedAt: Date;
}

/** Reads a saved estimate; null without one, and for one of another shape, which is made anew by recalculating. */
export function readSavedEstimate(
  row:
    | {
        lines: unknown;
        assumptions: unknown;
        calculationVersion: string;
        figuresHash: string | null;
        calculatedAt: Date;
      }
    | undefined,
): SavedEstimate | null {
  if (row === undefined) return null;
  const lines = z.array(savedLine).min(1).safeParse(row.lines);
  const assumptions = savedAssumptions.safeParse(row.assumptions);
  if (!lines.success || !assumptions.success) return null;
  return { ...row, lines: lines.data, instalments: assumptions.data.instalments };
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
