import { expect, test } from 'vitest';
import { createRecoveryCodes, hashRecoveryCode, hashRecoveryCodes } from './recovery-codes.ts';

test('there are ten codes, all different, in groups of four', () => {
  const codes = createRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) expect(code).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
  expect(new Set(hashRecoveryCodes(codes)).size).toBe(10);
});

test('a code is the same with spaces, without hyphens and in capitals', () => {
  const [code = ''] = createRecoveryCodes();
  const hash = hashRecoveryCode(code);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(hashRecoveryCode(` ${code.toUpperCase().replaceAll('-', ' ')} `)).toBe(hash);
});

test.each(['', '123456', 'abcd-efgh', 'abcd-efgh-jkmn-pqr!', 'ABCD-EFGH-JKMN-PQRS-TUVW'])(
  '"%s" cannot be one',
  (typed) => {
    expect(hashRecoveryCode(typed)).toBeUndefined();
  },
);
