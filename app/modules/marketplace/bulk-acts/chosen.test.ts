import { expect, test } from 'vitest';
import { mostChosen, readChosenIds, readChosenNumbers } from './chosen.ts';

const one = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';

test('ids are read once each, and what is none is left out', () => {
  const search = new URLSearchParams([
    ['id', one],
    ['id', one.toUpperCase()],
    ['id', 'x'],
    ['id', ''],
  ]);
  expect(readChosenIds(search)).toEqual([one]);
});

test('numbers of orders are read once each', () => {
  expect(readChosenNumbers(new URLSearchParams('id=LOT-1&id=LOT-1&id=%25&id='))).toEqual(['LOT-1']);
});

test('no more are chosen than one act changes', () => {
  const many = Array.from({ length: mostChosen + 1 }, (_, index) => ['id', `LOT-${index}`]);
  expect(readChosenNumbers(new URLSearchParams(many))).toHaveLength(mostChosen);
});
