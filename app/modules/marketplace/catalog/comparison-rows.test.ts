import { expect, test } from 'vitest';
import { chooseRows } from './comparison-rows.ts';

const groups = [
  {
    title: '',
    rows: [
      { id: 'act', title: 'Act', texts: ['', ''], isAlways: true },
      { id: 'same', title: 'Same', texts: ['1', '1'] },
      { id: 'other', title: 'Other', texts: ['1', '2'] },
    ],
  },
  { title: 'Alike', rows: [{ id: 'alike', title: 'Alike', texts: ['yes', 'yes'] }] },
];
const idsOf = (chosen: ReturnType<typeof chooseRows>) => chosen.groups.map(({ rows }) => rows.map(({ id }) => id));

test('rows that say the same of everything are left out and counted, and so is a group without any other', () => {
  const chosen = chooseRows(groups, false);
  expect(idsOf(chosen)).toEqual([['act', 'other']]);
  expect(chosen.leftOut).toBe(2);
});

test('all rows are shown to who asks for them', () => {
  const chosen = chooseRows(groups, true);
  expect(idsOf(chosen)).toEqual([['act', 'same', 'other'], ['alike']]);
  expect(chosen.leftOut).toBe(0);
});
