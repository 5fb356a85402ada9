import { KeyFigures } from '~/components/ui/key-figures.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { explainResults } from './explain.ts';
import { listKeyFigures } from './figures.ts';
import { ResultTable } from './result-table.tsx';
import { Schedule } from './schedule.tsx';
import type { Calculation } from './v2/calculate.ts';

/** What answers the question of a calculation, and its years. */
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
    </section>
  );
}

/** Every result of a calculation with its formula and the values behind it. @param version  of the formulas */
export function Explanation({ calculation, version }: { calculation: Calculation; version: string }) {
  return (
    <section className="flex flex-col gap-4" aria-labelledby="explanation-title">
      <div>
        <h2 id="explanation-title">How each result comes about</h2>
        <p className="mt-1 max-w-prose text-muted">
          {`Formulas of version ${version}. Amounts are rounded to the cent, half up away from zero. Income taxes are left out.`}
        </p>
      </div>
      <div className="grid items-start gap-6 xl:grid-cols-2">
        {explainResults(calculation).map((group) => (
          <Card key={group.title} className="flex flex-col gap-2 p-5">
            <ResultTable {...group} />
          </Card>
        ))}
      </div>
    </section>
  );
}
