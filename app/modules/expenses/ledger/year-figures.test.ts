import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { MonthSums } from './queries.server.ts';
import { YearFigures } from './year-figures.tsx';

const draw = (months: readonly Omit<MonthSums, 'year'>[]) =>
  renderToStaticMarkup(
    createElement(YearFigures, { year: 2026, months: months.map((month) => ({ year: 2026, ...month })) }),
  );

test('the year is the sum of its months, and the line names the highest', () => {
  const html = draw([
    { net: 10_000, deductible: 5_000, withoutReceipt: 2 },
    { net: 30_050, deductible: 0, withoutReceipt: 1 },
    { net: -2_000, deductible: 700, withoutReceipt: 0 },
  ]);
  for (const words of ['$380.50', 'Spent by month: most in February, $300.50', 'most in January, $50.00', '-$20.00'])
    expect(html).toContain(words);
  expect(html).toMatch(/receipt=without[^>]*>3</);
});

test('one month is no line, and neither is a year of nothing', () => {
  expect(draw([{ net: 10_000, deductible: 0, withoutReceipt: 0 }])).not.toContain('<svg');
  expect(draw(Array.from({ length: 5 }, () => ({ net: 0, deductible: 0, withoutReceipt: 0 })))).not.toContain('<svg');
});
