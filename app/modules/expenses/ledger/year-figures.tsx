import { Sparkline } from '~/components/charts/sparkline.tsx';
import { KeyFigures } from '~/components/ui/key-figures.tsx';
import { Money } from '~/components/ui/money.tsx';
import { formatMoney } from '~/utils/money.ts';
import type { MonthSums } from './queries.server.ts';

const monthNames = new Intl.DateTimeFormat('en-US', { month: 'long', timeZone: 'UTC' });

const sumOf = (months: readonly MonthSums[], figure: 'net' | 'deductible' | 'withoutReceipt') =>
  months.reduce((sum, month) => sum + month[figure], 0);

/**
 * The year so far in numbers, and how it went month by month.
 * @param months  January first, the last one is the month under way
 */
export function YearFigures({ year, months }: { year: number; months: readonly MonthSums[] }) {
  const withoutReceipt = sumOf(months, 'withoutReceipt');
  return (
    <KeyFigures
      figures={[
        { label: `${year} so far`, value: <YearFigure name="Spent" figure="net" months={months} /> },
        { label: 'This month', value: <Money cents={months.at(-1)?.net ?? 0} /> },
        {
          label: `Deductible in ${year}`,
          value: <YearFigure name="Deductible" figure="deductible" months={months} />,
        },
        {
          label: 'Without receipt',
          value:
            withoutReceipt === 0 ? (
              0
            ) : (
              <a href={`/expenses?year=${year}&receipt=without&kind=expense`} className="link">
                {withoutReceipt.toLocaleString('en-US')}
              </a>
            ),
        },
      ]}
    />
  );
}

/** A sum of the year beside a line of its months, once there are two. */
function YearFigure({
  name,
  figure,
  months,
}: {
  name: string;
  figure: 'net' | 'deductible';
  months: readonly MonthSums[];
}) {
  const values = months.map((month) => month[figure]);
  const total = sumOf(months, figure);
  return (
    <span className="flex flex-wrap items-end justify-between gap-x-3 gap-y-1">
      <Money cents={total} />
      {values.length > 1 && total !== 0 && <Sparkline title={summarizeMonths(name, values)} values={values} />}
    </span>
  );
}

/** "Spent by month: most in March, $1,200.00". */
function summarizeMonths(name: string, values: readonly number[]): string {
  const most = Math.max(...values);
  const month = monthNames.format(new Date(Date.UTC(2000, values.indexOf(most), 1)));
  return `${name} by month: most in ${month}, ${formatMoney(most)}`;
}
