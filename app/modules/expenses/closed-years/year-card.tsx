import type { ReactNode } from 'react';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { Icon } from '~/components/ui/icon.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { MemberName } from '~/components/ui/name.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { writeAddress } from '~/utils/addresses.ts';
import { countWords } from '~/utils/words.ts';

/** A year with its sums (cents) and its open points. */
export interface BookYear {
  readonly taxYear: number;
  readonly expenses: number;
  readonly spent: number;
  readonly deductible: number;
  readonly undecided: number;
  readonly withoutReceipt: number;
  readonly unmapped: number;
  readonly closedAt: string | null;
  readonly closedBy: string | null;
}

/** A year: its sums, what is still open in it, and the button that closes or reopens it. */
export function YearCard({ year, mayClose }: { year: BookYear; mayClose: boolean }) {
  const { taxYear, closedAt, undecided, withoutReceipt, unmapped } = year;
  const period = { from: `${taxYear}-01-01`, to: `${taxYear}-12-31` };
  const points = undecided + withoutReceipt + unmapped;
  return (
    <Card className="flex flex-col gap-4 p-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="flex items-center gap-2 tabular-nums">
          {taxYear}
          {closedAt !== null && <Tag hue="info">Closed</Tag>}
        </h2>
        {mayClose && (closedAt === null ? <CloseYear year={year} points={points} /> : <ReopenYear year={year} />)}
      </div>
      <p className="tabular-nums">
        {`${countWords(year.expenses, 'approved expense')}, spent `}
        <Money cents={year.spent} />, deductible <Money cents={year.deductible} />.
      </p>
      {closedAt !== null ? (
        <p className="text-muted">
          Closed on <Day date={closedAt} /> by <MemberName name={year.closedBy} />. Nothing of it changes until it is
          reopened.
        </p>
      ) : points === 0 ? (
        <p className="flex items-center gap-2 text-muted">
          <Icon name="circle-check" className="icon size-4" />
          Nothing is open.
        </p>
      ) : (
        <ul className="flex flex-col gap-1.5">
          <Point count={undecided}>
            <a href="/expenses/approvals" className="link">
              {countWords(undecided, 'expense')}
            </a>{' '}
            nobody has decided about. They count nowhere.
          </Point>
          <Point count={withoutReceipt}>
            <a href={writeAddress('/expenses', { ...period, receipt: 'without', min: '75.00' })} className="link">
              {countWords(withoutReceipt, 'expense')}
            </a>{' '}
            of $75 or more without a receipt.
          </Point>
          <Point count={unmapped}>
            <a href="/expenses/categories" className="link">
              {countWords(unmapped, 'deductible expense')}
            </a>{' '}
            whose category has no line on a form.
          </Point>
        </ul>
      )}
    </Card>
  );
}

function Point({ count, children }: { count: number; children: ReactNode }) {
  if (count === 0) return null;
  return (
    <li className="flex items-start gap-2">
      <Icon name="triangle-exclamation-point" className="icon mt-0.5 size-4 text-warning-ink" />
      <span>{children}</span>
    </li>
  );
}

function CloseYear({ year, points }: { year: BookYear; points: number }) {
  const { taxYear, undecided, withoutReceipt, unmapped } = year;
  return (
    <Confirmation
      id={`close-${taxYear}`}
      label={
        <>
          Close year<span className="sr-only">{` ${taxYear}`}</span>
        </>
      }
      title={`Close ${taxYear}?`}
      confirmLabel={`Close ${taxYear}`}
      confirmVariant="primary"
      size="small"
      fields={{
        intent: 'close',
        year: String(taxYear),
        undecided: String(undecided),
        withoutReceipt: String(withoutReceipt),
        unmapped: String(unmapped),
      }}
    >
      <p>
        Nothing of it changes then: expenses, receipts, trips, income, payments, settings, estimates, and what its
        assets cost.
      </p>
      {points > 0 && <p>{`${countWords(points, 'open point')} stay as they are.`}</p>}
    </Confirmation>
  );
}

function ReopenYear({ year: { taxYear } }: { year: BookYear }) {
  return (
    <Confirmation
      id={`reopen-${taxYear}`}
      label={
        <>
          Reopen year<span className="sr-only">{` ${taxYear}`}</span>
        </>
      }
      title={`Reopen ${taxYear}?`}
      confirmLabel={`Reopen ${taxYear}`}
      confirmVariant="primary"
      size="small"
      variant="quiet"
      fields={{ intent: 'reopen', year: String(taxYear) }}
    >
      <p>Its rows can be changed again. The audit trail keeps who reopened it.</p>
    </Confirmation>
  );
}
