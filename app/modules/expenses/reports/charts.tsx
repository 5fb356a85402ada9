import { BarChart } from '~/components/charts/bars.tsx';
import { money } from '~/components/charts/data.ts';
import { Ranking } from '~/components/charts/ranking.tsx';
import { formatMoney } from '~/utils/money.ts';
import type { ReportTable } from './tables.ts';
import type { ReportTemplate } from './templates.ts';

/** A report in a picture, where it compares something: months, or categories. */
export function ReportCharts({ template, tables }: { template: ReportTemplate; tables: readonly ReportTable[] }) {
  const lines = tables.flatMap((table) => table.lines).filter(({ isTotal }) => !isTotal);
  if (lines.length < 2) return null;
  const spent = lines.map(({ name, amounts }) => ({ key: name, name, value: amounts[0] ?? 0 }));
  const largest = spent.reduce((most, candidate) => (candidate.value > most.value ? candidate : most));
  const total = spent.reduce((sum, { value }) => sum + value, 0);
  if (template === 'EXPENSE_SUMMARY')
    return (
      <div className="card p-5">
        <BarChart
          id="months"
          title="Spent and deductible by month"
          summary={`${formatMoney(total)} spent, most in ${largest.name}: ${formatMoney(largest.value)}.`}
          placeHeading="Month"
          places={lines.map(({ name }) => ({ key: name, name, short: name.slice(0, 3) }))}
          series={[
            { name: 'Spent', values: lines.map(({ amounts }) => amounts[0] ?? null) },
            { name: 'Deductible', values: lines.map(({ amounts }) => amounts[1] ?? null) },
          ]}
          format={money}
        />
      </div>
    );
  if (template !== 'CATEGORY_BREAKDOWN') return null;
  return (
    <div className="card p-5">
      <Ranking
        id="categories"
        title="Spent by category"
        summary={`${formatMoney(total)} in ${lines.length} categories, most for ${largest.name}.`}
        values={spent.toSorted((one, other) => other.value - one.value)}
        format={money}
      />
    </div>
  );
}
