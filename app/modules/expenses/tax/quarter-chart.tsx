import { BarChart } from '~/components/charts/bars.tsx';
import { money } from '~/components/charts/data.ts';
import { formatMoney } from '~/utils/money.ts';
import type { ShownQuarter } from './quarter-table.tsx';
import { quarterNames } from './words.ts';

/** What is owed for each quarter beside what was paid for it; nothing while both are 0 all year. */
export function QuarterChart({ year, quarters }: { year: number; quarters: readonly ShownQuarter[] }) {
  const owed = quarters.reduce((sum, quarter) => sum + quarter.owed, 0);
  const paid = quarters.reduce((sum, quarter) => sum + quarter.paid, 0);
  if (owed === 0 && paid === 0) return null;
  return (
    <div className="card p-5">
      <BarChart
        id="quarters"
        title={`Owed and paid for each quarter of ${year}`}
        summary={`${formatMoney(owed)} owed in four instalments, ${formatMoney(paid)} paid for them.`}
        placeHeading="Quarter"
        places={quarters.map(({ quarter }) => ({
          key: String(quarter),
          name: quarterNames[quarter],
          short: `Q${quarter}`,
        }))}
        series={[
          { name: 'Owed', values: quarters.map((quarter) => quarter.owed) },
          { name: 'Paid', values: quarters.map((quarter) => quarter.paid) },
        ]}
        format={money}
      />
    </div>
  );
}
