const formats = new Map<string, Intl.NumberFormat>();

/**
 * Writes an amount the way the currency is written in American English.
 * @param cents  whole cents
 */
export function formatMoney(cents: number, currency = 'USD'): string {
  // Making a format costs far more than using one, and a page shows many prices.
  let format = formats.get(currency);
  if (!format) {
    format = new Intl.NumberFormat('en-US', { style: 'currency', currency });
    formats.set(currency, format);
  }
  return format.format(cents / 100);
}
