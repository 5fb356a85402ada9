import { Card } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { PaymentTag } from '~/modules/marketplace/orders/payment-tag.tsx';
import type { PayableOrder } from './payment-state.ts';

interface OpenInvoice extends PayableOrder {
  number: string;
  invoiceNumber: string | null;
  dueOn: string | null;
  currency: string;
}

/** The invoices that are not paid yet, each with its day and what is still owed. */
export function OpenInvoices({ invoices }: { invoices: readonly OpenInvoice[] }) {
  return (
    <section aria-labelledby="open-invoices" className="flex flex-col gap-3">
      <h2 id="open-invoices">Open invoices</h2>
      {invoices.length === 0 ? (
        <p className="text-muted">Nothing is owed.</p>
      ) : (
        <Card className="p-0">
          <ul className="divide-y divide-line">
            {invoices.map((invoice) => (
              <li key={invoice.number} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
                <div className="min-w-0 grow basis-48">
                  <a href={`/orders/${invoice.number}`} className="link font-medium">
                    {invoice.invoiceNumber ?? invoice.number}
                  </a>
                  {invoice.dueOn && (
                    <p className="text-muted">
                      Due <Day date={invoice.dueOn} />
                    </p>
                  )}
                </div>
                <PaymentTag order={invoice} />
                <Money cents={invoice.total - invoice.refundedTotal} currency={invoice.currency} />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </section>
  );
}
