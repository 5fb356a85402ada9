import { KeyFigures } from '~/components/ui/key-figures.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { explainResults } from './explain.ts';
import { listKeyFigures } from './figures.ts';
import { ResultTable } from './result-table.tsx';
import { Schedule } from './schedule.tsx';
import type { Calculation } from './v2/calculate.ts';

/** All that comes out of a calculation: what answers the question, the years, and every result with its formula and values. */
export function Results({ calculation }: { calculation: Calculation }) {
  return (
    <section
      id="results"
      tabIndex={-1}
      aria-labelledby="results-title"
      className="flex scroll-mt-6 flex-col gap-6 outline-none"
    >
      <h2 id="results-title">Results</h2>
      <KeyFigures figures={listKeyFigures(calculation)} />
      <Schedule calculation={calculation} />
      <Card className="flex flex-col gap-4 p-5 sm:p-6">
        <h2>How each result comes about</h2>
        <ResultTable groups={explainResults(calculation)} />
        <p className="text-xs text-muted">
          Calculation version 2. Amounts are rounded to the cent, half up away from zero. Income taxes are left out.
        </p>
      </Card>
    </section>
  );
}
