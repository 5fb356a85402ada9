import type { FoundPayee } from './queries.server.ts';

/** The texts of a kept payee's form. */
export function keptPayee(payee: FoundPayee): Record<string, string> {
  return {
    id: payee.id,
    version: String(payee.version),
    name: payee.name,
    classification: payee.classification ?? '',
    ...(payee.isAttorney && { isAttorney: 'on' }),
    w9ReceivedOn: payee.w9ReceivedOn ?? '',
    taxNumberLastFour: payee.taxNumberLastFour ?? '',
    address: payee.address ?? '',
    city: payee.city ?? '',
    state: payee.state ?? '',
    zipCode: payee.zipCode ?? '',
  };
}
