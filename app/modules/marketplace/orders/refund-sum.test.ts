import { expect, test } from 'vitest';
import { sumRefund } from './refund-sum.ts';

test.each([
  ['the prices of its tools', { total: 50_000, refundedTotal: 0 }, [20_000, 10_000], 30_000],
  ['what is left of the order, where that is less', { total: 50_000, refundedTotal: 30_000 }, [20_000, 10_000], 20_000],
  ['nothing for tools that cost nothing', { total: 50_000, refundedTotal: 0 }, [0], 0],
])('a refund gives back %s', (_, order, prices, sum) => {
  expect(
    sumRefund(
      order,
      prices.map((price) => ({ price })),
    ),
  ).toBe(sum);
});
