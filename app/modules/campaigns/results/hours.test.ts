import { expect, test } from 'vitest';
import { drawHours } from './hours.ts';

test('hours in which nobody did anything are there, with nothing', () => {
  const chart = drawHours(
    [
      { hour: 0, opened: 5, clicked: 1 },
      { hour: 3, opened: 2, clicked: 0 },
    ],
    4,
  );
  expect(chart.places.map(({ name }) => name)).toEqual(['Hour 1', 'Hour 2', 'Hour 3', 'Hour 4']);
  expect(chart.series).toEqual([
    { name: 'Opened', values: [5, 0, 0, 2] },
    { name: 'Clicked', values: [1, 0, 0, 0] },
  ]);
  expect(chart.summary).toBe('7 first openings and 1 first click in the first 4 hours, as far as known.');
});
