import { expect, test } from 'vitest';
import { isFromThisSite, parseLocalPath } from './http.server.ts';

test.each(['/', '/cart', '/tools?q=lead&page=2#results', '/invitations/abc', '/search?next=https://example.com/'])(
  '%s is an address of this site',
  (path) => {
    expect(parseLocalPath(path)).toBe(path);
  },
);

test.each([
  ['protocol-relative', '//evil.example'],
  ['three slashes', '///evil.example'],
  ['a backslash', '/\\evil.example'],
  ['a backslash further on', '/tools\\..\\evil'],
  ['encoded slashes first', '%2f%2fevil.example'],
  ['a tab that browsers drop', '/\t/evil.example'],
  ['a line break', '/\n/evil.example'],
  ['a NUL', '/\0/evil.example'],
  ['dots that leave a double slash', '/.//evil.example'],
  ['more dots', '/tools/..//evil.example'],
  ['a script', 'javascript:alert(1)'],
  ['another site', 'https://evil.example/'],
  ['a relative path', 'cart'],
  ['nothing', ''],
  ['too much', `/${'a'.repeat(2000)}`],
  ['a file', new File([], 'x')],
  ['a list', ['/cart', '/cart']],
  ['null', null],
  ['undefined', undefined],
])('%s leads to the fallback', (_name, value) => {
  expect(parseLocalPath(value, '/fallback')).toBe('/fallback');
});

test('encoded slashes inside a path stay in the path', () => {
  expect(new URL(parseLocalPath('/%2f%2fevil.example'), 'https://lotline.test').host).toBe('lotline.test');
});

const post = (headers: Record<string, string>) =>
  new Request('https://lotline.test/login', { method: 'POST', headers });

test('only a form of this site may change something', () => {
  expect(isFromThisSite(post({ origin: 'https://lotline.test' }))).toBe(true);
  expect(isFromThisSite(post({ origin: 'https://lotline.test', 'sec-fetch-site': 'same-origin' }))).toBe(true);
  expect(isFromThisSite(post({}))).toBe(false);
  expect(isFromThisSite(post({ origin: 'null' }))).toBe(false);
  expect(isFromThisSite(post({ origin: 'https://evil.example' }))).toBe(false);
  expect(isFromThisSite(post({ origin: 'https://lotline.test', 'sec-fetch-site': 'same-site' }))).toBe(false);
  expect(isFromThisSite(new Request('https://lotline.test/'))).toBe(true);
});
