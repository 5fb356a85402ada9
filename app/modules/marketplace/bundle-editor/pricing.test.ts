import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  choosePriceBasis,
  decideBundlePrice,
  discountFromPrice,
  findPublishingProblems,
  followPrice,
  measureMargin,
  parsePercent,
  priceFromDiscount,
  savesNothing,
  splitPrice,
  sumFollowing,
  writePercent,
} from './pricing.ts';

const sum = fc.integer({ min: 0, max: 2_147_483_647 });
const discount = fc.integer({ min: 0, max: 10_000 });

describe('price and discount', () => {
  test('half a cent is rounded up', () => {
    // 50 % of 1 cent, and 12.5 % off 10.20: 8.925.
    expect(priceFromDiscount(1, 5_000)).toBe(1);
    expect(priceFromDiscount(1_020, 1_250)).toBe(893);
    // 1 of 8 is 12.5 %, 1 of 20,000 is 0.005 %.
    expect(discountFromPrice(8, 7)).toBe(1_250);
    expect(discountFromPrice(20_000, 19_999)).toBe(1);
    expect(discountFromPrice(20_001, 20_000)).toBe(0);
  });

  test('a price is the exact one, rounded half up, for every sum and discount', () => {
    fc.assert(
      fc.property(sum, discount, (total, points) => {
        const doubled = BigInt(total) * BigInt(10_000 - points) * 2n;
        expect(BigInt(priceFromDiscount(total, points))).toBe((doubled + 10_000n) / 20_000n);
      }),
    );
  });

  test('a discount is the exact one, rounded half up, for every sum and price', () => {
    fc.assert(
      fc.property(sum, fc.nat({ max: 100_000_000 }), (total, price) => {
        const exact = (BigInt(total) - BigInt(price)) * 20_000n;
        const expected = price < total ? (exact + BigInt(total)) / (2n * BigInt(total)) : 0n;
        expect(BigInt(discountFromPrice(total, price))).toBe(expected);
      }),
    );
  });

  test('from 100 dollars on, the discount of a discounted price is the discount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_001, max: 2_147_483_647 }), discount, (total, points) => {
        expect(discountFromPrice(total, priceFromDiscount(total, points))).toBe(points);
      }),
    );
  });

  test('no discount is the sum, all of it is nothing, and a price above the sum has none', () => {
    expect(priceFromDiscount(60_000, 0)).toBe(60_000);
    expect(priceFromDiscount(60_000, 10_000)).toBe(0);
    expect(discountFromPrice(60_000, 60_001)).toBe(0);
    expect(discountFromPrice(0, 0)).toBe(0);
  });
});

describe('margin', () => {
  test('four tools of $600 for $480 keep 80 % and need a quarter more sales', () => {
    expect(measureMargin({ sum: 60_000, price: 48_000, tools: 4 })).toEqual({
      saving: 12_000,
      keptShare: 8_000,
      revenuePerTool: 12_000,
      additionalSales: 2_500,
    });
  });

  test('says nothing where there is nothing to compare', () => {
    expect(measureMargin({ sum: 0, price: 0, tools: 0 })).toEqual({
      saving: 0,
      keptShare: null,
      revenuePerTool: null,
      additionalSales: null,
    });
    expect(measureMargin({ sum: 10_000, price: 12_000, tools: 1 })).toMatchObject({
      saving: -2_000,
      additionalSales: null,
    });
  });

  test('what the tools earn adds up to the price, and differs from the exact part by less than a cent', () => {
    const listPrices = fc.array(fc.nat({ max: 100_000_000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(listPrices, fc.nat({ max: 100_000_000 }), (prices, price) => {
        const total = prices.reduce((a, b) => a + b, 0);
        fc.pre(total > 0 && price >= prices.filter((listPrice) => listPrice > 0).length);
        const parts = splitPrice(price, prices);
        expect(parts.reduce((a, b) => a + b, 0)).toBe(price);
        const isShort = prices.some((one) => one > 0 && BigInt(one) * BigInt(price) < BigInt(total));
        for (const [index, part] of parts.entries()) {
          const difference = BigInt(part) * BigInt(total) - BigInt(price) * BigInt(prices[index] ?? 0);
          // The largest parts give a cent to each that would have none.
          if (!isShort) expect(difference < BigInt(total) && -difference < BigInt(total)).toBe(true);
          expect(part > 0 || prices[index] === 0).toBe(true);
        }
      }),
    );
  });

  test('cents that are left go to those that lost most, the earlier first', () => {
    expect(splitPrice(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(splitPrice(10, [20, 10, 0])).toEqual([7, 3, 0]);
    expect(splitPrice(10, [0, 0])).toEqual([0, 0]);
  });
});

describe('what is typed', () => {
  test.each([
    ['20', 2_000],
    ['12.5', 1_250],
    ['12.55 %', 1_255],
    ['100', 10_000],
    ['100.01', null],
    ['', null],
    ['-1', null],
    ['12.555', null],
  ])('%j percent are %s basis points', (text, points) => {
    expect(parsePercent(text)).toBe(points);
  });

  test('what is written is read as the same', () => {
    fc.assert(fc.property(discount, (points) => parsePercent(writePercent(points)) === points));
  });

  test('the other one follows, and stays while what is typed makes no sense', () => {
    const typed = { priceBy: 'DISCOUNT', amount: '', discount: '20' } as const;
    expect(followPrice(typed, 60_000)).toEqual({ ...typed, amount: '480.00' });
    expect(followPrice({ ...typed, priceBy: 'AMOUNT', amount: '450' }, 60_000).discount).toBe('25.00');
    expect(followPrice({ ...typed, discount: 'x' }, 60_000)).toEqual({ ...typed, discount: 'x' });
  });

  test('what cannot be a price is named with its field', () => {
    expect(decideBundlePrice({ priceBy: 'AMOUNT', amount: 'x', discount: '20' }, 60_000).problem?.field).toBe('amount');
    expect(decideBundlePrice({ priceBy: 'AMOUNT', amount: '1000000.01', discount: '' }, 60_000).problem?.field).toBe(
      'amount',
    );
    expect(decideBundlePrice({ priceBy: 'DISCOUNT', amount: '1', discount: '101' }, 60_000).problem?.field).toBe(
      'discount',
    );
    expect(decideBundlePrice({ priceBy: 'DISCOUNT', amount: '1', discount: '0' }, 200_000_000).problem?.field).toBe(
      'discount',
    );
  });

  test('the one that was changed counts, whatever is chosen; of both or none the chosen one', () => {
    const shown = { amount: '480.00', discount: '20.00' };
    expect(choosePriceBasis({ priceBy: 'AMOUNT', amount: '480.00', discount: '25' }, shown)).toBe('DISCOUNT');
    expect(choosePriceBasis({ priceBy: 'DISCOUNT', amount: '450', discount: '20.00' }, shown)).toBe('AMOUNT');
    expect(choosePriceBasis({ priceBy: 'DISCOUNT', amount: '450', discount: '10' }, shown)).toBe('DISCOUNT');
    expect(choosePriceBasis({ priceBy: 'AMOUNT', ...shown }, shown)).toBe('AMOUNT');
  });
});

test('a bundle on sale needs two tools, all of them sold, and no price above their sum', () => {
  const tool = { name: 'Risk Assessment', isSold: true };
  expect(findPublishingProblems({ tools: [tool, tool], sum: 100, price: 100 })).toEqual({
    tooFewTools: false,
    unsoldTools: [],
    priceAboveSum: false,
  });
  expect(findPublishingProblems({ tools: [{ ...tool, isSold: false }], sum: 100, price: 101 })).toEqual({
    tooFewTools: true,
    unsoldTools: ['Risk Assessment'],
    priceAboveSum: true,
  });
});

test('a bundle saves nothing at exactly the sum of its tools, unless they are free', () => {
  expect(savesNothing(20_000, 20_000)).toBe(true);
  expect(savesNothing(19_999, 20_000)).toBe(false);
  // A price above the sum is refused for another reason.
  expect(savesNothing(20_001, 20_000)).toBe(false);
  expect(savesNothing(0, 0)).toBe(false);
  expect(savesNothing(null, 20_000)).toBe(false);
});

test('what follows a purchase is each period’s price at the bundle’s rate, by the month and by the year', () => {
  const tools = [
    { price: 10_000, priceModel: 'MONTHLY' },
    { price: 10_000, priceModel: 'USAGE_BASED' },
    { price: 20_000, priceModel: 'ANNUAL' },
    { price: 20_000, priceModel: 'ONE_TIME' },
  ] as const;
  expect(sumFollowing(tools, 45_000)).toEqual({ monthly: 15_000, yearly: 15_000 });
  expect(sumFollowing(tools.slice(3), 10_000)).toEqual({ monthly: 0, yearly: 0 });
});
