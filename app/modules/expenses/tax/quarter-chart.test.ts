import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { QuarterChart } from './quarter-chart.tsx';
import { showQuarters } from './quarters-shown.ts';

const draw = (owed: number, paid: readonly number[]) => {
  const instalments = ([1, 2, 3, 4] as const).map((quarter) => ({ quarter, amount: owed }));
  const quarters = showQuarters(2026, instalments, paid, '2026-11-29');
  return renderToStaticMarkup(createElement(QuarterChart, { year: 2026, quarters }));
};

test('what is owed and paid is drawn for each quarter, and summed up in a sentence', () => {
  const html = draw(250_000, [250_000, 100_050, 0, 0]);
  expect(html).toContain('$10,000.00 owed in four instalments, $3,500.50 paid for them.');
  expect(html).toContain('Second quarter, Paid: $1,000.50');
});

test('nothing is drawn while nothing is owed or paid', () => {
  expect(draw(0, [0, 0, 0, 0])).toBe('');
});
