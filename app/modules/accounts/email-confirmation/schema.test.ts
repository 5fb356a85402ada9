import { expect, test } from 'vitest';
import { confirmationCode } from './schema.ts';

test.each(['042137', ' 042 137 ', '042-137', '04 21 37\n'])('%j is the code 042137', (text) => {
  expect(confirmationCode().parse(text)).toBe('042137');
});

test.each(['', '42137', '0421371', '04213a', '٠٤٢١٣٧', '042137'.repeat(9)])('%j is no code', (text) => {
  expect(confirmationCode().safeParse(text).success).toBe(false);
});
