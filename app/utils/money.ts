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

/** Dollars as people type them, with or without cents, dollar sign and thousands commas, as cents; null for anything else. */
export function parseDollars(text: string): number | null {
  const [, dollars, cents = ''] = /^\$?\s*((?:\d{1,3}(?:,\d{3})+)|\d{1,9})(?:\.(\d{1,2}))?$/.exec(text.trim()) ?? [];
  if (dollars === undefined) return null;
  return Number(dollars.replaceAll(',', '')) * 100 + Number(cents.padEnd(2, '0'));
}

/** Cents as they are typed: 48050 is "480.50". */
export function writeDollars(cents: number): string {
  return `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}

/** The sum of prices, in cents like each of them. */
export function sumPrices(priced: readonly { price: number }[]): number {
  return priced.reduce((sum, { price }) => sum + price, 0);
}
