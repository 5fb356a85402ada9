/** The recipient and the address of an invoice. */
export interface Billing {
  billingName: string;
  billingEmail: string;
  billingStreet: string;
  billingCity: string;
  billingState: string;
  billingPostalCode: string;
}

/** The same as an order keeps it: all of them, or none where it costs nothing. */
export type BillingColumns = { [Column in keyof Billing]: string | null };

/** The billing details of an order; undefined where it has none. */
export function readBilling(order: BillingColumns): Billing | undefined {
  const { billingName, billingEmail, billingStreet, billingCity, billingState, billingPostalCode } = order;
  if (
    billingName === null ||
    billingEmail === null ||
    billingStreet === null ||
    billingCity === null ||
    billingState === null ||
    billingPostalCode === null
  )
    return undefined;
  return { billingName, billingEmail, billingStreet, billingCity, billingState, billingPostalCode };
}
