import { LinkButton } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { formatMoney } from '~/utils/money.ts';
import type { ShownExpense } from './queries.server.ts';

/** What can be done to an expense beside changing it: split, duplicate, delete. */
export function ExpenseActions({
  expense,
  maySplit,
  mayDelete,
}: {
  expense: Pick<ShownExpense, 'id' | 'merchant' | 'amount' | 'version' | 'miles' | 'refundOf'>;
  maySplit: boolean;
  mayDelete: boolean;
}) {
  const { id, merchant, amount, version, miles, refundOf } = expense;
  return (
    <>
      {maySplit && <LinkButton href={`/expenses/${id}/split`}>Split</LinkButton>}
      {miles === null && refundOf === null && <LinkButton href={`/expenses/new?from=${id}`}>Duplicate</LinkButton>}
      {mayDelete && (
        <Confirmation
          id="delete-expense"
          label="Delete"
          title={`Delete ${merchant}?`}
          confirmLabel={`Delete ${formatMoney(amount)}`}
          fields={{ intent: 'delete', version: String(version) }}
        >
          <p>The expense leaves the books, with its receipts. This cannot be undone.</p>
        </Confirmation>
      )}
    </>
  );
}
