// Exact arithmetic of this version: whole cents in, whole cents out, half rounded away from zero. A version imports nothing from
// outside its folder, so that what it computed once it computes for ever.

/** Millionths in a whole. Rates are kept in them: 6.5 % is 65,000. */
export const whole = 1_000_000;

/** A quotient rounded to a whole number, half away from zero. The divisor is above 0. */
export function divideRounded(dividend: bigint, divisor: bigint): number {
  const doubled = 2n * (dividend < 0n ? -dividend : dividend);
  const quotient = Number((doubled + divisor) / (2n * divisor));
  // `0 - x` for the negative ones, so that a loss of nothing is 0 and not -0.
  return dividend < 0n ? 0 - quotient : quotient;
}

/** `value × factor ÷ divisor`, rounded half away from zero. The divisor is above 0. */
export function scale(value: number, factor: number, divisor: number): number {
  const product = value * factor;
  // A product that a double does not hold is made in whole numbers of any length, which takes longer.
  if (!Number.isSafeInteger(product)) return divideRounded(BigInt(value) * BigInt(factor), BigInt(divisor));
  const size = Math.abs(product);
  const rest = size % divisor;
  const quotient = (size - rest) / divisor + (rest * 2 >= divisor ? 1 : 0);
  return product < 0 ? 0 - quotient : quotient;
}

/** A part of an amount. @param rate  millionths */
export function takeRate(amount: number, rate: number): number {
  return scale(amount, rate, whole);
}

/** An amount after a year of growth. @param rate  millionths, negative where it falls */
export function grow(amount: number, rate: number): number {
  return scale(amount, whole + rate, whole);
}

/** Sums amounts. */
export function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}

/** Decimals that ratios and percentages are kept with: more than are shown, so that rounding them for a page moves no digit. */
const keptDecimals = 100_000_000;

/** A ratio with eight decimals; null where the divisor is not above 0. */
export function ratioOf(part: number, base: number): number | null {
  return divideKept(BigInt(part), base);
}

/** A part in percent with eight decimals; null where the whole is not above 0. */
export function percentOf(part: number, base: number): number | null {
  return divideKept(BigInt(part) * 100n, base);
}

function divideKept(part: bigint, base: number): number | null {
  return base > 0 ? divideRounded(part * BigInt(keptDecimals), BigInt(base)) / keptDecimals : null;
}

/** A number with eight decimals, half away from zero. */
export function keepDecimals(value: number): number {
  const kept = Math.round(Math.abs(value) * keptDecimals) / keptDecimals;
  return value < 0 ? 0 - kept : kept;
}
