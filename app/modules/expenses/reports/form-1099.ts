import type { ReportSection } from './content.ts';

/**
 * Cents paid in a calendar year from which a payee gets Form 1099-NEC or 1099-MISC: section 6041(a) of the Internal Revenue
 * Code, raised by P.L. 119-21, section 70433, for payments made after 2025. Null from 2027 on: indexed, and not published.
 */
export function threshold1099(year: number): number | null {
  if (year <= 2025) return 60_000;
  return year === 2026 ? 200_000 : null;
}

/** Whether a payee gets a form, and why not. */
export type Verdict1099 = 'FORM' | 'NOT_PUBLISHED' | 'BELOW_THRESHOLD' | 'CORPORATION' | 'EXEMPT' | 'NO_PAYEE';

/**
 * Decides whether a payee gets a form. Corporations get none, but for attorneys who are paid for services; who is not known yet
 * is taken for somebody who does.
 * @param form  NEC for services, MISC for rent
 * @param payee  cents paid in the year, refunds taken off, without what was paid by card or through a payment network
 */
export function decide1099(
  form: 'FORM_1099_NEC' | 'FORM_1099_MISC',
  {
    payeeId,
    classification,
    isAttorney,
    net,
  }: Pick<ReportSection, 'payeeId' | 'classification' | 'isAttorney' | 'net'>,
  year: number,
): Verdict1099 {
  if (payeeId === undefined) return 'NO_PAYEE';
  if (classification === 'EXEMPT') return 'EXEMPT';
  const isCorporation = classification === 'C_CORPORATION' || classification === 'S_CORPORATION';
  if (isCorporation && !(isAttorney && form === 'FORM_1099_NEC')) return 'CORPORATION';
  const threshold = threshold1099(year);
  if (threshold === null) return net > 0 ? 'NOT_PUBLISHED' : 'BELOW_THRESHOLD';
  return net >= threshold ? 'FORM' : 'BELOW_THRESHOLD';
}
