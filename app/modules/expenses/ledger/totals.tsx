import type { ReactNode } from 'react';
import { Money } from '~/components/ui/money.tsx';
import { countWords } from '~/utils/words.ts';
import type { ExpenseTotals } from './queries.server.ts';

/** The sums of all rows that the filters let through. */
export function Totals({ totals }: { totals: ExpenseTotals }) {
  const { count, rejected, spent, refunded, net, deductible, mileage } = totals;
  const figures: { label: string; value: ReactNode }[] = [
    { label: count === 1 ? 'Expense' : 'Expenses', value: count.toLocaleString('en-US') },
    { label: 'Spent', value: <Money cents={spent} /> },
    { label: 'Refunded', value: <Money cents={refunded} /> },
    { label: 'Net', value: <Money cents={net} /> },
    { label: 'Deductible', value: <Money cents={deductible} /> },
    { label: 'of which mileage', value: <Money cents={mileage} /> },
  ];
  return (
    <div className="flex flex-col gap-1.5">
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        {figures.map(({ label, value }) => (
          <div key={label}>
            <dt className="text-xs text-muted">{label}</dt>
            <dd className="font-semibold tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      {rejected > 0 && (
        <p className="text-xs text-muted">{`${countWords(rejected, 'rejected expense')} in the list, in none of these sums.`}</p>
      )}
    </div>
  );
}
