import { expect, test } from 'vitest';
import { createTotpSecret, groupSecret, matchCode, stepOf, writeCode, writeTotpAddress } from './totp.ts';

/** "12345678901234567890", the secret of RFC 6238. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

// The last six digits of the eight in appendix B of the RFC.
test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
])('the code at second %i is %s', (seconds, code) => {
  expect(writeCode(secret, stepOf(seconds * 1000))).toBe(code);
});

test('a code counts in its period and in those beside it', () => {
  const now = 1_234_567_890_000;
  const step = stepOf(now);
  for (const near of [step - 1, step, step + 1]) expect(matchCode(secret, writeCode(secret, near), now)).toBe(near);
  for (const far of [step - 2, step + 2]) expect(matchCode(secret, writeCode(secret, far), now)).toBeUndefined();
});

test.each(['', '12345', '1234567', '12345a', '１２３４５６'])('"%s" is no code', (code) => {
  expect(matchCode(secret, code, 0)).toBeUndefined();
});

test('a new secret has 160 bits and is another each time', () => {
  expect(createTotpSecret()).toMatch(/^[A-Z2-7]{32}$/);
  expect(createTotpSecret()).not.toBe(createTotpSecret());
});

test('the address names issuer and account as apps read them', () => {
  const address = new URL(writeTotpAddress(secret, 'ada+1@example.com'));
  expect(address.protocol).toBe('otpauth:');
  expect(decodeURIComponent(address.pathname)).toContain('Lotline:ada+1@example.com');
  expect(Object.fromEntries(address.searchParams)).toMatchObject({
    secret,
    issuer: 'Lotline',
    digits: '6',
    period: '30',
  });
});

test('the secret is shown in groups of four', () => {
  expect(groupSecret('ABCDEFGH')).toBe('ABCD EFGH');
});
