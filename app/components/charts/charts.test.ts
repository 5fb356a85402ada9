import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { BarChart } from './bars.tsx';
import { type ChartProps, money } from './data.ts';
import { LineChart } from './lines.tsx';

const chart: ChartProps = {
  id: 'profit',
  title: 'Profit by quarter',
  summary: 'A loss in the second quarter.',
  placeHeading: 'Quarter',
  places: ['Q1', 'Q2', 'Q3'].map((name) => ({ key: name, name })),
  series: [
    { name: 'Income', values: [100_000, 50_000, null] },
    { name: 'Expenses', values: [40_000, 70_000, 10_000] },
    { name: 'Profit', values: [60_000, -20_000, null] },
  ],
  format: money,
};
const drawings = {
  'grouped bars': createElement(BarChart, chart),
  'stacked bars': createElement(BarChart, { ...chart, layout: 'stacked' }),
  lines: createElement(LineChart, chart),
};

test.each(Object.entries(drawings))(
  '%s have a title, a sentence, every value as a tip and in the table, and no gap drawn',
  (_, drawing) => {
    const html = renderToStaticMarkup(drawing);
    expect(html).toMatch(/role="img" aria-labelledby="profit-title" aria-describedby="profit-summary"/);
    expect(html).toContain(chart.summary);
    const tips = [...html.matchAll(/<title>([^<]*)<\/title>/g)].map(([, tip]) => tip).sort();
    const expected = chart.series.flatMap(({ name, values }) =>
      values.flatMap((value, place) =>
        value === null ? [] : [`${chart.places[place]?.name}, ${name}: ${money.write(value)}`],
      ),
    );
    expect(tips).toEqual(expected.sort());
    const cells = [...html.matchAll(/<td[^>]*>([^<]*)<\/td>/g)].map(([, cell]) => cell);
    expect(cells).toEqual(
      chart.places.flatMap((_, place) =>
        chart.series.map(({ values }) => {
          const value = values[place] ?? null;
          return value === null ? '–' : money.write(value);
        }),
      ),
    );
    expect(html).not.toContain('NaN');
  },
);

test('bars of a quarter reach from 0 to their values, and stacked ones stand on each other', () => {
  const heights = (drawing: string) =>
    [...drawing.matchAll(/<rect x="[^"]*" width="[^"]*" y="([^"]*)" height="([^"]*)"/g)].map(([, y, height]) => ({
      y: Number(y),
      height: Number(height),
    }));
  const grouped = heights(renderToStaticMarkup(drawings['grouped bars']));
  const stacked = heights(renderToStaticMarkup(drawings['stacked bars']));
  expect(grouped).toHaveLength(7);
  expect((grouped[0]?.height ?? 0) / (grouped[1]?.height ?? 1)).toBeCloseTo(2, 1);
  // Income of the first quarter carries its expenses.
  expect(stacked[2]?.y).toBeCloseTo((stacked[0]?.y ?? 0) - (stacked[2]?.height ?? 0), 1);
});

test('series differ in more than their colour', () => {
  const lines = renderToStaticMarkup(drawings.lines);
  expect(new Set(lines.match(/stroke-dasharray="[^"]*"/g)).size).toBe(2);
  const bars = renderToStaticMarkup(drawings['grouped bars']);
  expect(bars).toMatch(/id="profit-pattern-1"/);
  expect(bars).toMatch(/url\(#profit-pattern-2\)/);
});
