import { Button } from '~/components/ui/button.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import type { SameReceipt, ShownReceipt } from './queries.server.ts';

/** The receipts of an expense, each to be opened and, where the viewer may, taken off and given back. */
export function ReceiptList({
  receipts,
  same,
  mayChange,
}: {
  receipts: readonly ShownReceipt[];
  same: readonly SameReceipt[];
  mayChange: boolean;
}) {
  const kept = receipts.filter(({ isRemoved }) => !isRemoved);
  const removed = receipts.filter(({ isRemoved }) => isRemoved);
  return (
    <div className="flex flex-col gap-4">
      {kept.length === 0 ? (
        <p className="text-muted">No receipt yet. Add a photo or a PDF of it.</p>
      ) : (
        <ul className="flex flex-col divide-y divide-line">
          {kept.map((receipt) => (
            <li key={receipt.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
              <div className="min-w-0">
                <a
                  href={`/expenses/receipts/${receipt.id}`}
                  className="font-medium break-all underline underline-offset-3"
                >
                  {receipt.name}
                </a>
                <p className="text-xs text-muted">
                  {writeSize(receipt.size)}, added <Day date={receipt.addedAt} />
                </p>
                <ReadFacts receipt={receipt} />
                <SameNotice same={same.filter(({ receiptId }) => receiptId === receipt.id)} />
              </div>
              {mayChange && <ReceiptButton receipt={receipt} intent="remove-receipt" label="Delete" />}
            </li>
          ))}
        </ul>
      )}
      {mayChange && removed.length > 0 && (
        <details>
          <summary>{removed.length === 1 ? '1 deleted receipt' : `${removed.length} deleted receipts`}</summary>
          <p className="mt-2 text-muted">They can be restored for 30 days.</p>
          <ul className="flex flex-col divide-y divide-line">
            {removed.map((receipt) => (
              <li key={receipt.id} className="flex flex-wrap items-center justify-between gap-4 py-3">
                <span className="min-w-0 break-all">{receipt.name}</span>
                <ReceiptButton receipt={receipt} intent="restore-receipt" label="Restore" />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function ReceiptButton({
  receipt: { id, name },
  intent,
  label,
}: {
  receipt: ShownReceipt;
  intent: 'remove-receipt' | 'restore-receipt';
  label: string;
}) {
  return (
    <OrganizationForm action={`/expenses/receipts/${id}`}>
      <Button name="intent" value={intent} variant="quiet" size="small">
        {label}
        <span className="sr-only"> {name}</span>
      </Button>
    </OrganizationForm>
  );
}

/** What was read from a receipt, to be compared with its expense. */
function ReadFacts({ receipt: { merchant, date, total } }: { receipt: ShownReceipt }) {
  const facts = [
    merchant,
    date && <Day key="date" date={date} />,
    total !== null && <Money key="total" cents={total} />,
  ].filter(Boolean);
  if (facts.length === 0) return null;
  return (
    <p className="text-xs text-muted">Read from the receipt: {facts.map((fact, index) => [index > 0 && ', ', fact])}</p>
  );
}

/** Says that a file is at another expense as well. Where, only to who may see that one. */
function SameNotice({ same }: { same: readonly SameReceipt[] }) {
  if (same.length === 0) return null;
  const visible = same.filter(({ expenseId }) => expenseId !== null);
  return (
    <Notice kind="warning" className="mt-2" title="This file is a receipt of another expense, too">
      {visible.length === 0 ? (
        <p>Somebody else in your organization added it. Ask an owner or admin which expense is the right one.</p>
      ) : (
        <ul>
          {visible.map(({ expenseId, merchant, date }) => (
            <li key={expenseId}>
              <a href={`/expenses/${expenseId}`} className="underline underline-offset-3">
                {merchant}
              </a>
              {date && (
                <>
                  , <Day date={date} />
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

const writeSize = (bytes: number) =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
