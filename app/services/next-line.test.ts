import { expect, test } from 'vitest';
import { nextLine } from './next-line.ts';

test.each(['', '#a', 'a b', '//elsewhere.example', 'a\nb', 'a'.repeat(101), undefined, ['line-1']])(
  '%j is no line',
  (value) => {
    expect(nextLine.parse(value)).toBeUndefined();
  },
);

test('the id of a line is one', () => {
  const id = 'line-0f9b2c8e-6f0e-4a7e-9b55-2f1f6f0d8a11';
  expect(nextLine.parse(id)).toBe(id);
});
