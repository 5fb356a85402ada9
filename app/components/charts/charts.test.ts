import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { BarChart } from './bars.tsx';
import { type ChartProps, money } from './data.ts';
import { LineChart } from './lines.tsx';
import { Sparkline } from './sparkline.tsx';

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

const months = Array.from({ length: 121 }, (_, month) => ({ key: `${month}`, name: `Month ${month}` }));
const long: ChartProps = {
  ...chart,
  places: months,
  series: [
    {
      name: 'Austin',
      values: months.map((_, month) => (month >= 40 && month < 52 ? null : 40_000_000 + month * 10_000)),
    },
    { name: 'Waco', values: months.map((_, month) => (month === 7 ? 39_000_000 : null)) },
  ],
};

test('a long line has few markers, one on its last value and on values that stand alone, and tells each month’s values', () => {
  const html = renderToStaticMarkup(createElement(LineChart, long));
  const tips = [...html.matchAll(/<title>([^<]*)<\/title>/g)].map(([, tip = '']) => tip);
  const markers = tips.filter((tip) => tip.includes(', '));
  expect(markers.length).toBeLessThan(15);
  expect(markers).toContain(`Month 120, Austin: ${money.write(41_200_000)}`);
  expect(markers).toContain(`Month 7, Waco: ${money.write(39_000_000)}`);
  const columns = tips.filter((tip) => !tip.includes(', '));
  expect(columns).toHaveLength(121);
  expect(columns[7]).toBe(`Month 7\nAustin: ${money.write(40_070_000)}\nWaco: ${money.write(39_000_000)}`);
  expect(columns[45]).toBe('Month 45');
});

test('a gap parts a line in two', () => {
  const html = renderToStaticMarkup(createElement(LineChart, long));
  const [, path = ''] = /<path d="([^"]*)" fill="none"/.exec(html) ?? [];
  expect(path.match(/M/g)).toHaveLength(2);
  const [, small = ''] =
    /<path d="([^"]*)" fill="none"/.exec(
      renderToStaticMarkup(createElement(Sparkline, { title: 'Price', values: [1, 2, null, 3, 4], holdsZero: false })),
    ) ?? [];
  expect(small.match(/M/g)).toHaveLength(2);
});

test('small changes of large values are seen where the axis need not hold zero', () => {
  const heights = (drawing: string) => {
    const [, path = ''] = /<path d="([^"]*)" fill="none"/.exec(drawing) ?? [];
    const ys = path
      .split(/[ML]/)
      .filter(Boolean)
      .map((point) => Number(point.split(',')[1]));
    return Math.max(...ys) - Math.min(...ys);
  };
  expect(heights(renderToStaticMarkup(createElement(LineChart, long)))).toBeLessThan(10);
  expect(heights(renderToStaticMarkup(createElement(LineChart, { ...long, holdsZero: false })))).toBeGreaterThan(50);
});

test('a line without values is an empty chart, not a broken one', () => {
  const empty = { ...long, series: [{ name: 'Austin', values: months.map(() => null) }] };
  for (const holdsZero of [true, false]) {
    const html = renderToStaticMarkup(createElement(LineChart, { ...empty, holdsZero }));
    expect(html).not.toMatch(/NaN|Infinity/);
  }
  expect(
    renderToStaticMarkup(createElement(Sparkline, { title: 'Price', values: [null, null], holdsZero: false })),
  ).not.toMatch(/NaN|Infinity/);
});

test('as part of a picture, a chart is its drawing alone, and is said in words', () => {
  const html = renderToStaticMarkup(createElement(LineChart, { ...chart, isPicture: true }));
  expect(html).toContain('role="img" aria-label="Profit by quarter. A loss in the second quarter."');
  expect(html).not.toMatch(/<(?:figure|table|details|a)[\s>]/);
});
