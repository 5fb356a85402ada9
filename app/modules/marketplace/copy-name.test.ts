import { expect, test } from 'vitest';
import { writeCopyName } from './copy-name.ts';

test.each([
  ['CMA Generator', 'CMA Generator (copy)'],
  ['CMA Generator (copy)', 'CMA Generator (copy) (copy)'],
  ['x'.repeat(120), `${'x'.repeat(113)} (copy)`],
])('the copy of %s is named %s', (name, copy) => {
  expect(writeCopyName(name)).toBe(copy);
});
