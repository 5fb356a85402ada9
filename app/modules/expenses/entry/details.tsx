import type { ReactNode } from 'react';
import { Card, DefinitionList } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { paymentMethodLabels } from '../labels.ts';
import { ExpenseTag } from '../status-tag.tsx';
import type { RelatedExpense, ShownExpense } from './queries.server.ts';
import { MemberName } from '~/components/ui/name.tsx';

/** Where an expense stands, and what it counts. */
export function ExpenseStanding({ expense }: { expense: ShownExpense }) {
  const { status, decider, decidedAt, decisionNote, netAmount, deductibleAmount } = expense;
  const isRejected = status === 'REJECTED';
  return (
    <Card className="flex flex-col gap-3 p-5">
      <div className="flex flex-wrap items-center gap-2">
        <ExpenseTag status={status} />
        {decidedAt && (
          <span className="text-muted">
            {'by '}
            <MemberName name={decider} />
            {', '}
            <Day date={decidedAt} />
          </span>
        )}
      </div>
      {decisionNote && status !== 'APPROVED' && <p className="whitespace-pre-line">“{decisionNote}”</p>}
      <DefinitionList
        entries={[
          { term: expense.isRefund ? 'Came back' : 'Spent', details: <Money cents={Math.abs(netAmount)} /> },
          {
            term: 'Deductible',
            details: isRejected ? 'Counts nowhere' : <Money cents={deductibleAmount} />,
          },
          { term: 'Spent by', details: <MemberName name={expense.member} /> },
        ]}
      />
    </Card>
  );
}

/** An expense whose fields are not changed on its page. */
export function ExpenseDetails({ expense }: { expense: ShownExpense }) {
  const { paymentMethod, miles } = expense;
  const entries: { term: string; details: ReactNode }[] = [
    { term: 'Date', details: <Day date={expense.date} /> },
    { term: 'Merchant', details: expense.merchant },
    { term: 'Amount', details: <Money cents={expense.amount} /> },
    { term: 'Category', details: expense.category },
    { term: 'Percent deducted', details: expense.percent },
    { term: 'Property', details: expense.property ?? 'None' },
    { term: 'Payee', details: expense.payee ?? 'None' },
    { term: 'Paid by', details: paymentMethod ? paymentMethodLabels[paymentMethod] : 'Not said' },
    ...(expense.vehicle === null ? [] : [{ term: 'Vehicle', details: expense.vehicle }]),
    ...(miles === null ? [] : [{ term: 'Miles', details: miles }]),
    { term: 'Description', details: expense.description ?? expense.purpose ?? 'None' },
    { term: 'Notes', details: expense.notes ?? 'None' },
  ];
  return (
    <Card>
      <DefinitionList entries={entries} />
    </Card>
  );
}

const relations = { refund: 'Refund of this', refunded: 'What was refunded', part: 'Part of the same payment' };

/** Links to the refunds and the other parts of an expense; nothing where there are none. */
export function RelatedExpenses({ related }: { related: readonly RelatedExpense[] }) {
  if (related.length === 0) return null;
  return (
    <section className="flex flex-col gap-3">
      <h2>Belongs to it</h2>
      <ul className="card divide-y divide-line">
        {related.map(({ id, merchant, amount, date, category, relation, isRefund, status }) => (
          <li key={id} className="flex items-start justify-between gap-4 px-5 py-3">
            <span className="min-w-0">
              <a href={`/expenses/${id}`} className="link">
                {relations[relation]}
              </a>
              <span className="block text-xs text-muted">
                {`${merchant}, ${category}, `}
                <Day date={date} />
                {status === 'REJECTED' && ', rejected'}
              </span>
            </span>
            <span className="shrink-0">
              <Money cents={isRefund ? -amount : amount} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
