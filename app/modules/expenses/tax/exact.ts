// Exact arithmetic on cents. Numbers go in and come out; products are made as BigInt, because a product of cents and a
// rate passes what a double holds, and a double does not hold 0.9235 at all.

/** Millionths in a whole: rates are kept in them, so 12.4 % is 124,000 and 3.636 % is 36,360. */
export const wholeRate = 1_000_000;

/** A rate written as percent, with at most four decimals, in millionths. */
export const percentRate = (percent: number) => Math.round(percent * 10_000);

/** A quotient rounded to a whole number, half away from zero. The divisor is above 0. */
export function divideRounded(dividend: bigint, divisor: bigint): number {
  const doubled = 2n * (dividend < 0n ? -dividend : dividend);
  const quotient = Number((doubled + divisor) / (2n * divisor));
  // `0 - x` for the negative ones, so that a loss of nothing is 0 and not -0.
  return dividend < 0n ? 0 - quotient : quotient;
}

/** A part of an amount in cents, rounded half away from zero. @param rate  millionths */
export function takeRate(cents: number, rate: number): number {
  return divideRounded(BigInt(cents) * BigInt(rate), BigInt(wholeRate));
}

/** `cents × factor ÷ divisor`, rounded half away from zero. */
export function scale(cents: number, factor: number, divisor: number): number {
  return divideRounded(BigInt(cents) * BigInt(factor), BigInt(divisor));
}

/** Writes a rate in millionths as people read it: 923,500 is "92.35 %". */
export function writeRate(rate: number): string {
  const text = (rate / 10_000).toFixed(4);
  return `${text.replace(/\.?0+$/, '')} %`;
}

/** Sums amounts. */
export function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
