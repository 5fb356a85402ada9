import { expect, test } from 'vitest';
import { compareNames } from './name-order.ts';

test('names are in the order in which people look for them', () => {
  const names = ['Zillow', 'étude', 'apple', 'Unit 10', 'Eve', 'Åsa', 'Unit 2', 'Apple', 'eve'];
  expect(names.toSorted(compareNames)).toEqual([
    'apple',
    'Apple',
    'Åsa',
    'étude',
    'eve',
    'Eve',
    'Unit 2',
    'Unit 10',
    'Zillow',
  ]);
});
