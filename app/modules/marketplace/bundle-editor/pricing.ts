import { highestPrice } from '~/modules/marketplace/catalog/prices.ts';
import type { PriceModel } from '~/modules/marketplace/labels.ts';
import { formatMoney, parseDollars, sumPrices, writeDollars } from '~/utils/money.ts';

/**
 * How a bundle's price, its discount and the prices of its tools depend on each other. Amounts are whole cents; shares
 * are basis points, hundredths of a percent. Both server and browser use it.
 */

const whole = 10_000;

// Works on whole numbers and is exact: the largest sum times the factor stays far below 2^53.
function divideHalfUp(dividend: number, divisor: number): number {
  return Math.floor((2 * dividend + divisor) / (2 * divisor));
}

/** The price of a tool at a bundle's rate, the smaller of 1 and price ÷ sum, in cents; the database decides alike. */
export function priceAtRate(listPrice: number, bundlePrice: number, sum: number): number {
  if (listPrice === 0 || bundlePrice >= sum) return listPrice;
  // BigInt, because a price times a list price can pass 2^53.
  const [dividend, divisor] = [2n * BigInt(bundlePrice) * BigInt(listPrice) + BigInt(sum), 2n * BigInt(sum)];
  return Math.max(1, Number(dividend / divisor));
}

/** The price after a discount off the sum, rounded half up to the cent. */
export function priceFromDiscount(sum: number, discount: number): number {
  return divideHalfUp(sum * (whole - discount), whole);
}

/** The discount of a price off the sum, rounded half up; 0 when the price is not below the sum. The database rounds alike. */
export function discountFromPrice(sum: number, price: number): number {
  return price < sum ? divideHalfUp((sum - price) * whole, sum) : 0;
}

/** The revenue of a bundle, compared with selling its tools one by one. */
export interface BundleMargin {
  /** The buyer's saving; negative when the price is above the sum. */
  saving: number;
  /** The share of the list prices that a sale brings; null when the sum is 0. */
  keptShare: number | null;
  /** The average per tool. */
  revenuePerTool: number | null;
  /** The additional sales, as a share, that earn the same as selling one by one; null when no number of them does. */
  additionalSales: number | null;
}

/** The effect of a price on the revenue of the tools. */
export function measureMargin({ sum, price, tools }: { sum: number; price: number; tools: number }): BundleMargin {
  return {
    saving: sum - price,
    keptShare: sum > 0 ? divideHalfUp(price * whole, sum) : null,
    revenuePerTool: tools > 0 ? divideHalfUp(price, tools) : null,
    additionalSales: price > 0 && price <= sum ? divideHalfUp((sum - price) * whole, price) : null,
  };
}

/**
 * The part of each tool in a bundle's price, by its share of the list prices. Parts are whole cents and add up to the price;
 * the cents left by rounding go to the tools that lost the largest fraction, the earlier ones first. A tool that has a price
 * gets at least a cent, from the largest part.
 */
export function splitPrice(price: number, listPrices: readonly number[]): number[] {
  const sum = listPrices.reduce((total, listPrice) => total + listPrice, 0);
  if (sum === 0) return listPrices.map(() => 0);
  // BigInt, because a price times a list price can pass 2^53.
  const parts = listPrices.map((listPrice, index) => {
    const exact = BigInt(price) * BigInt(listPrice);
    return { index, cents: Number(exact / BigInt(sum)), rest: exact % BigInt(sum) };
  });
  const left = price - parts.reduce((total, { cents }) => total + cents, 0);
  const byLoss = parts.toSorted((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest < b.rest ? 1 : -1));
  const rounded = new Set(byLoss.slice(0, left).map(({ index }) => index));
  const shares = parts.map(({ index, cents }) => cents + (rounded.has(index) ? 1 : 0));
  for (const [index, share] of shares.entries()) {
    const largest = shares.indexOf(Math.max(...shares));
    const most = shares[largest] ?? 0;
    if (share > 0 || listPrices[index] === 0 || most < 2) continue;
    shares[largest] = most - 1;
    shares[index] = 1;
  }
  return shares;
}

/** The value that was typed, price or discount; the other one follows. */
export type PriceBasis = 'AMOUNT' | 'DISCOUNT';

/** The price as typed. */
export interface TypedPrice {
  priceBy: PriceBasis;
  amount: string;
  discount: string;
}

/** A price with its discount, or the problem with the typed value. */
export type DecidedBundlePrice =
  | { price: number; discount: number; problem?: undefined }
  | { price: null; discount: null; problem: { field: 'amount' | 'discount'; message: string } };

/** Reads the typed price or discount of tools with this sum. */
export function decideBundlePrice(typed: TypedPrice, sum: number): DecidedBundlePrice {
  const refuse = (field: 'amount' | 'discount', message: string) => ({
    price: null,
    discount: null,
    problem: { field, message },
  });
  if (typed.priceBy === 'AMOUNT') {
    const price = parseDollars(typed.amount);
    if (price === null) return refuse('amount', 'Enter an amount like 480 or 480.50.');
    if (price > highestPrice) return refuse('amount', `Enter an amount of at most ${formatMoney(highestPrice)}.`);
    return { price, discount: discountFromPrice(sum, price) };
  }
  const discount = parsePercent(typed.discount);
  if (discount === null) return refuse('discount', 'Enter a discount from 0 to 100 percent, like 20 or 12.5.');
  const price = priceFromDiscount(sum, discount);
  if (price > highestPrice)
    return refuse('discount', `This makes a price above ${formatMoney(highestPrice)}. Enter a larger discount.`);
  return { price, discount };
}

/**
 * Decides whether amount or discount counts in a form that was sent without script: the one that was changed since it was
 * shown. When both or neither were changed, the choice in the form counts.
 */
export function choosePriceBasis(typed: TypedPrice, shown: Pick<TypedPrice, 'amount' | 'discount'>): PriceBasis {
  const isAmountChanged = typed.amount.trim() !== shown.amount.trim();
  const isDiscountChanged = typed.discount.trim() !== shown.discount.trim();
  if (isAmountChanged === isDiscountChanged) return typed.priceBy;
  return isAmountChanged ? 'AMOUNT' : 'DISCOUNT';
}

/** Whether a bundle at this price costs exactly what its tools cost one by one. What is free either way saves nobody anything, and may. */
export function savesNothing(price: number | null, sum: number): boolean {
  return sum > 0 && price === sum;
}

/** Updates the other value to follow the typed one; leaves it as it is while the typed one cannot be read. */
export function followPrice(typed: TypedPrice, sum: number): TypedPrice {
  const { price, discount } = decideBundlePrice(typed, sum);
  if (price === null) return typed;
  return typed.priceBy === 'AMOUNT'
    ? { ...typed, discount: writePercent(discount) }
    : { ...typed, amount: writeDollars(price) };
}

/** A percentage of at most 100 with up to two places, as basis points; null for anything else. */
export function parsePercent(text: string): number | null {
  const [, percent, fraction = ''] = /^(\d{1,3})(?:\.(\d{1,2}))?\s*%?$/.exec(text.trim()) ?? [];
  if (percent === undefined) return null;
  const basisPoints = Number(percent) * 100 + Number(fraction.padEnd(2, '0'));
  return basisPoints <= whole ? basisPoints : null;
}

/** Basis points as people type them: 1250 is "12.50". */
export function writePercent(basisPoints: number): string {
  return writeDollars(basisPoints);
}

/** The reasons why a bundle cannot be on sale, as the database decides them when it is saved. */
export function findPublishingProblems({
  tools,
  sum,
  price,
}: {
  tools: readonly { name: string; isSold: boolean }[];
  sum: number;
  price: number | null;
}): { tooFewTools: boolean; unsoldTools: string[]; priceAboveSum: boolean } {
  return {
    tooFewTools: tools.length < 2,
    unsoldTools: tools.filter(({ isSold }) => !isSold).map(({ name }) => name),
    priceAboveSum: price !== null && price > sum,
  };
}

/** The cents that a buyer who owns none of the tools pays for them after today, each month and each year. */
export function sumFollowing(tools: readonly { price: number; priceModel: PriceModel }[], bundlePrice: number) {
  const sum = sumPrices(tools);
  const sumOf = (...models: PriceModel[]) =>
    tools.reduce(
      (total, { price, priceModel }) =>
        models.includes(priceModel) ? total + priceAtRate(price, bundlePrice, sum) : total,
      0,
    );
  return { monthly: sumOf('MONTHLY', 'USAGE_BASED'), yearly: sumOf('ANNUAL') };
}
