import { taxYear2024 } from './2024.ts';
import { taxYear2025 } from './2025.ts';
import { taxYear2026 } from './2026.ts';
import type { TaxFigures } from './figures.ts';

const latest = taxYear2026;
const published = new Map<number, TaxFigures>(
  [taxYear2024, taxYear2025, taxYear2026].map((figures) => [figures.year, figures]),
);

/** The figures an estimate uses. `isProvisional`: the year has none of its own here, so it uses the latest. */
export interface FiguresOfYear {
  readonly figures: TaxFigures;
  readonly isProvisional: boolean;
}

/** The figures of a tax year, or the latest ones, marked provisional. */
export function findFigures(year: number): FiguresOfYear {
  const figures = published.get(year);
  return { figures: figures ?? latest, isProvisional: figures === undefined };
}
