import type { ReactNode } from 'react';
import { DefinitionList } from '~/components/ui/layout.tsx';
import type { Billing } from './billing.ts';

/** An invoice or credit note, on screen and on paper: its title, its recipient, its facts, and its lines. */
export function BusinessDocument({
  title,
  tag,
  billing,
  facts,
  children,
}: {
  title: string;
  tag?: ReactNode;
  /** Absent where nobody is billed. */
  billing: Billing | undefined;
  facts: { term: string; details: ReactNode }[];
  children: ReactNode;
}) {
  return (
    <article className="card flex flex-col gap-8 p-6 sm:p-10 print:border-0 print:p-0">
      <header className="flex flex-wrap items-start justify-between gap-6">
        <div>
          <h1>{title}</h1>
          <p className="mt-1 text-muted">Lotline</p>
        </div>
        {tag}
      </header>

      <div className="grid gap-8 sm:grid-cols-2">
        {billing && (
          <section aria-labelledby="bill-to">
            <h2 id="bill-to" className="text-sm text-muted">
              Billed to
            </h2>
            <div className="mt-1">
              <BillingAddress billing={billing} />
            </div>
          </section>
        )}
        <DefinitionList entries={facts} />
      </div>
      {children}
    </article>
  );
}

/** The name and address an invoice is made out to, and the email address it goes to. */
export function BillingAddress({ billing }: { billing: Billing }) {
  return (
    <address className="not-italic">
      <span className="font-semibold">{billing.billingName}</span>
      <br />
      {billing.billingStreet}
      <br />
      {billing.billingCity}, {billing.billingState} {billing.billingPostalCode}
      <br />
      <span className="break-all">{billing.billingEmail}</span>
    </address>
  );
}

/** The buyer's own number of an order among its facts; nothing where they gave none. */
export function purchaseOrderFacts(purchaseOrderNumber: string | null) {
  return purchaseOrderNumber === null
    ? []
    : [{ term: 'Purchase order', details: <span className="break-all">{purchaseOrderNumber}</span> }];
}

/** Only a document. With script the print dialog opens by itself; without, people print with the browser's own command. */
export function PrintPage({ back, backLabel, children }: { back: string; backLabel: string; children: ReactNode }) {
  return (
    <div className="page py-6" data-print>
      <p className="no-print mb-6 flex flex-wrap items-center gap-4">
        <span>Print this page with your browser, or save it as a PDF from there.</span>
        <a href={back} className="link">
          {backLabel}
        </a>
      </p>
      {children}
    </div>
  );
}
