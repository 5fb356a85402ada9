import { expect, test } from 'vitest';
import { relaxBody, relaxHeader } from './dkim-relaxed.ts';

test('the example of RFC 6376 (3.4.5) is what it says', () => {
  expect(['A: X', 'B : Y\t\r\n\tZ  '].map(relaxHeader)).toEqual(['a:X', 'b:Y Z']);
  expect(relaxBody(' C \r\nD \t E\r\n\r\n\r\n')).toBe(' C\r\nD E\r\n');
});

test.each([
  ['', ''],
  ['\r\n', ''],
  ['\r\n\r\n', ''],
  [' \t \r\n\r\n', ''],
  ['a', 'a\r\n'],
  ['a \t', 'a\r\n'],
  ['\r\n\r\na\r\n \r\nb\r\n', '\r\n\r\na\r\n\r\nb\r\n'],
  ['a\t\tb  \r\n', 'a b\r\n'],
])('the body %j is signed as %j', (body, signed) => {
  expect(relaxBody(body)).toBe(signed);
});

test('only spaces and tabs are spaces: a byte that looks like one elsewhere stays', () => {
  expect(relaxHeader('Subject: \u00a0a\u00a0 ')).toBe('subject:\u00a0a\u00a0');
  expect(relaxBody('a\u00a0\u00a0\r\n')).toBe('a\u00a0\u00a0\r\n');
});

test('long runs of spaces and empty lines take no longer than other text', () => {
  const startedAt = performance.now();
  expect(relaxBody(`${' '.repeat(500_000)}x${'\r\n'.repeat(250_000)}x`)).toHaveLength(500_005);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});
