import { divideRounded, keepDecimals, ratioOf, whole } from './exact.ts';

// Rates of return of flows that are a year apart, the first one today. Flows are whole cents, rates millionths, and rates that come
// out are percent with eight decimals.

/** A rate that makes the present value nothing, or the reason why none is said. */
export type InternalRate =
  | { readonly percent: number; readonly roots: readonly number[] }
  | { readonly percent: null; readonly reason: 'ONE_SIGN' | 'NO_ROOT' };

/** What flows are worth today, rounded to their unit. The first one is not discounted. */
export function presentValue(flows: readonly number[], rate: number): number {
  const base = BigInt(whole);
  const grown = BigInt(whole + rate);
  // Over one denominator, (1 + rate) to the last year, the sum is exact before its one rounding.
  const last = BigInt(flows.length - 1);
  const sum = flows.reduce(
    (total, flow, year) => total + BigInt(flow) * base ** BigInt(year) * grown ** (last - BigInt(year)),
    0n,
  );
  return divideRounded(sum, grown ** last);
}

/** Steps of the scan: 0.1 % each, from −99 % to 1,000 %. */
const firstStep = -990;
const lastStep = 10_000;
const stepsInWhole = 1_000;
/** Cents below which a present value counts as nothing. */
const nearlyNothing = 0.5;

/**
 * The internal rate of return. Flows that change sign several times can have several: all are given, and the smallest that is not
 * negative is said, or else the largest.
 */
export function internalRate(flows: readonly number[]): InternalRate {
  const signs = flows.filter((flow) => flow !== 0).map(Math.sign);
  const changes = signs.filter((sign, index) => index > 0 && sign !== signs[index - 1]).length;
  if (changes === 0) return { percent: null, reason: 'ONE_SIGN' };
  const fromFirst = flows.slice(flows.findIndex((flow) => flow !== 0));
  // One change of sign has one root (Descartes), which is found a hundred times sooner than by the scan.
  const only = changes === 1 ? findOnlyRoot(fromFirst) : null;
  const roots = (only === null ? scanRoots(fromFirst) : [only]).map((root) => keepDecimals(root * 100));
  const said = roots.find((root) => root >= 0) ?? roots.at(-1);
  return said === undefined ? { percent: null, reason: 'NO_ROOT' } : { percent: said, roots };
}

/**
 * The rates at which the present value is nothing, ascending. Neighbouring steps near nothing are one rate, where the value is
 * smallest: so flows that touch nothing without crossing it have one, too.
 */
function scanRoots(flows: readonly number[]): number[] {
  const valueAt = (rate: number) => discount(flows, rate);
  const roots: number[] = [];
  let nearest: { rate: number; size: number } | undefined;
  const consider = (rate: number) => {
    const size = Math.abs(valueAt(rate));
    if (!nearest || size < nearest.size) nearest = { rate, size };
  };
  let before = 0;
  for (let step = firstStep; step <= lastStep; step++) {
    const rate = step / stepsInWhole;
    const value = valueAt(rate);
    if (before * value < 0) consider(bisect(valueAt, (step - 1) / stepsInWhole, rate));
    if (Math.abs(value) < nearlyNothing) {
      consider(rate);
    } else if (nearest) {
      roots.push(nearest.rate);
      nearest = undefined;
    }
    before = value;
  }
  if (nearest) roots.push(nearest.rate);
  return roots;
}

function findOnlyRoot(flows: readonly number[]): number | null {
  const valueAt = (rate: number) => discount(flows, rate);
  const [from, to] = [firstStep / stepsInWhole, lastStep / stepsInWhole];
  return valueAt(from) * valueAt(to) < 0 ? bisect(valueAt, from, to) : null;
}

/** The rate between two at which the value changes its sign. */
function bisect(valueAt: (rate: number) => number, from: number, to: number): number {
  let low = from;
  let high = to;
  const isPositiveBelow = valueAt(low) > 0;
  for (let middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2) {
    if (valueAt(middle) > 0 === isPositiveBelow) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

// A plain loop: it runs once for each of the steps.
function discount(flows: readonly number[], rate: number): number {
  const factor = 1 / (1 + rate);
  let value = 0;
  for (let year = flows.length - 1; year >= 0; year--) value = value * factor + (flows[year] ?? 0);
  return value;
}

/**
 * The modified internal rate of return: what comes in earns the rate of reinvestment, what goes out costs the rate of finance. Null
 * where flows have one sign only.
 */
export function modifiedRate(flows: readonly number[], financeRate: number, reinvestmentRate: number): number | null {
  const years = flows.length - 1;
  const reinvested = 1 + reinvestmentRate / whole;
  const financed = 1 + financeRate / whole;
  let gained = 0;
  let spent = 0;
  for (const [year, flow] of flows.entries()) {
    if (flow > 0) gained += flow * reinvested ** (years - year);
    else spent -= flow / financed ** year;
  }
  return gained > 0 && spent > 0 ? keepDecimals(((gained / spent) ** (1 / years) - 1) * 100) : null;
}

/** What comes in for each dollar that goes out; null where nothing goes out. */
export function equityMultiple(flows: readonly number[]): number | null {
  let gained = 0;
  let spent = 0;
  for (const flow of flows) {
    if (flow > 0) gained += flow;
    else spent -= flow;
  }
  return ratioOf(gained, spent);
}
