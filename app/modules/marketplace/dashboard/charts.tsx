import { BarChart } from '~/components/charts/bars.tsx';
import { type ChartProps, counts, money } from '~/components/charts/data.ts';
import { Card } from '~/components/ui/layout.tsx';
import { formatMoney } from '~/utils/money.ts';
import { countWords } from '~/utils/words.ts';
import { compareMonths, type Dashboard, placeMonth } from './figures.ts';

/** The last twelve months of each part of a dashboard, drawn by the server. */
export function DashboardCharts({ sales, catalog, customers }: Dashboard) {
  return (
    <section className="flex flex-col gap-3">
      <h2>The last 12 months</h2>
      <div className="grid gap-4 xl:grid-cols-2">
        {sales && (
          <>
            <Months
              id="sales"
              title="Sales"
              name="Sales, less refunds"
              months={sales.months.map(({ month, sales: value }) => ({ month, value }))}
              format={money}
              total={(sum) => `${formatMoney(sum)} in 12 months, less refunds.`}
            />
            <Months
              id="orders"
              title="Orders"
              name="Orders"
              months={sales.months.map(({ month, orders: value }) => ({ month, value }))}
              format={counts}
              total={(sum) => `${countWords(sum, 'order')} in 12 months.`}
            />
          </>
        )}
        {customers && (
          <Months
            id="new-organizations"
            title="New organizations"
            name="New organizations"
            months={customers.months.map(({ month, organizations: value }) => ({ month, value }))}
            format={counts}
            total={(sum) => `${countWords(sum, 'new organization')} in 12 months.`}
          />
        )}
        {catalog && (
          <Months
            id="reviews"
            title="Reviews"
            name="Reviews"
            months={catalog.months.map(({ month, reviews: value }) => ({ month, value }))}
            format={counts}
            total={(sum) => `${countWords(sum, 'review')} in 12 months.`}
          />
        )}
      </div>
    </section>
  );
}

function Months({
  id,
  title,
  name,
  months,
  format,
  total,
}: Pick<ChartProps, 'id' | 'title' | 'format'> & {
  name: string;
  months: readonly { month: string; value: number }[];
  total: (sum: number) => string;
}) {
  const values = months.map(({ value }) => value);
  const places = months.map(({ month }) => placeMonth(month));
  const before = places.at(-2)?.name ?? 'the month before';
  const sum = values.reduce((all, value) => all + value, 0);
  return (
    <Card className="p-4">
      <BarChart
        id={id}
        title={title}
        summary={`${total(sum)} This month: ${format.write(values.at(-1) ?? 0)}. ${compareMonths(values, before)}.`}
        placeHeading="Month"
        places={places}
        series={[{ name, values }]}
        format={format}
      />
    </Card>
  );
}
