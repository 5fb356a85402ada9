import { expect, test } from 'vitest';
import { countSeats, listSeatGaps } from './seats.ts';

const tool = (name: string, seatsIncluded: number | null, seatsUsed: number) => ({
  slug: name,
  name,
  seatsIncluded,
  seatsUsed,
});

test('free seats are those given to nobody, missing ones those that people would need more', () => {
  const tools = [tool('full', 2, 2), tool('half', 5, 2), tool('for all', null, 0)];
  expect(countSeats(tools, 4)).toEqual({ free: 3, missing: 2 });
  expect(countSeats(tools, 2)).toEqual({ free: 3, missing: 0 });
});

test('a tool that nobody can use comes first, one without seats to give last', () => {
  const tools = [tool('full', 2, 2), tool('half', 5, 2), tool('unused', 3, 0), tool('everybody has one', 4, 4)];
  expect(listSeatGaps(tools, 4).map(({ name }) => name)).toEqual(['unused', 'half', 'full']);
});

test('a tool that everybody may use has no gap', () => {
  expect(listSeatGaps([tool('for all', null, 0)], 4)).toEqual([]);
});
