/** Parts of one expense, at most. */
export const mostParts = 20;

/**
 * Divides an amount into parts that are as alike as cents allow, none of them lost: the first ones get the odd cents.
 * @param cents  at least as many as parts
 */
export function divideEvenly(cents: number, parts: number): number[] {
  const each = Math.floor(cents / parts);
  const odd = cents - each * parts;
  return Array.from({ length: parts }, (_, index) => each + (index < odd ? 1 : 0));
}

/** What of an amount (cents) the typed parts leave over; negative where they are more. Null while one of them is no amount. */
export function leftOver(cents: number, parts: readonly (number | null)[]): number | null {
  let left = cents;
  for (const part of parts) {
    if (part === null) return null;
    left -= part;
  }
  return left;
}
