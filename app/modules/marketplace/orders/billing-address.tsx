import type { Billing } from '~/modules/marketplace/invoices/billing.ts';

/** The name and address an invoice is made out to, and the email address it goes to. */
export function BillingAddress({ billing }: { billing: Billing }) {
  return (
    <address className="not-italic wrap-anywhere">
      <bdi className="font-semibold">{billing.billingName}</bdi>
      <br />
      <bdi>{billing.billingStreet}</bdi>
      <br />
      <bdi>{billing.billingCity}</bdi>, {billing.billingState} {billing.billingPostalCode}
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
