const decimal = /^([+-]?)(?:(\d{1,40})(?:\.(\d{0,60}))?|\.(\d{1,60}))(?:[eE]([+-]?\d{1,3}))?$/;
/** Digits that a number keeps exactly. */
const safeDigits = 15;

/**
 * Rounds a decimal text without ever making a float of it, half up away from zero: `412345.675` with two places is 41234568. Takes
 * exponents ("4.6e-05", "2.15E5") and signs; "-0" is 0.
 * @param places  decimal places that the result counts in: 2 makes cents of dollars
 * @returns null where the text is no decimal number, or the result has more than 15 digits
 */
export function roundDecimal(text: string, places: number): number | null {
  const [, sign, whole = '', fraction = '', bare = '', exponent = '0'] = decimal.exec(text) ?? [];
  if (sign === undefined) return null;
  const digits = whole + fraction + bare;
  // The place of the point among the digits, once the text is multiplied.
  const point = whole.length + Number(exponent) + places;
  const kept = point <= 0 ? '' : digits.slice(0, point).padEnd(Math.min(point, 200), '0');
  const significant = kept.replace(/^0+/, '');
  if (significant.length > safeDigits) return null;
  const next = point < 0 ? '0' : (digits[point] ?? '0');
  const rounded = Number(significant) + (next >= '5' ? 1 : 0);
  return sign === '-' && rounded !== 0 ? -rounded : rounded;
}
