import { expect, test } from 'vitest';
import { isCommonPassword } from './common-passwords.server.ts';
import list from './common-passwords.txt?raw';

test.each(['password', 'PassWord1', '12345678', '88888888', '87654321', 'qwertyuiop', 'iloveyou', 'TRUSTNO1'])(
  '%s is common',
  (password) => {
    expect(isCommonPassword(password)).toBe(true);
  },
);

test.each(['orbit candle fjord', 'lotline-demo', '', 'pass word'])('"%s" is not', (password) => {
  expect(isCommonPassword(password)).toBe(false);
});

test('the list holds only what the other rules would let pass, in the form it is looked up', () => {
  const passwords = list.trimEnd().split('\n');
  expect(passwords.length).toBeGreaterThan(10_000);
  expect(passwords.filter((password) => password.length < 8 || password !== password.toLowerCase())).toEqual([]);
});
