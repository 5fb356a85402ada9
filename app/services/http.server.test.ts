import { expect, test } from 'vitest';
import { addSecurityHeaders, isFromThisSite, isOpenToAll, mayChangeSomething, parseLocalPath } from './http.server.ts';

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

const headersFor = (framing?: 'shows' | 'is-shown', own?: string) => {
  const headers = new Headers(own === undefined ? {} : { 'Content-Security-Policy': own });
  addSecurityHeaders(headers, 'abc', undefined, framing);
  return { policy: headers.get('Content-Security-Policy')?.split('; ') ?? [], frame: headers.get('X-Frame-Options') };
};

test('a page stands in nobody’s frame and has none', () => {
  const { policy, frame } = headersFor();
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy.some((part) => part.startsWith('frame-src'))).toBe(false);
  expect(frame).toBe('DENY');
});

test('a page that shows frames shows those of this site only, and stands in none', () => {
  const { policy, frame } = headersFor('shows');
  expect(policy).toEqual(expect.arrayContaining(["frame-src 'self'", "frame-ancestors 'none'"]));
  expect(frame).toBe('DENY');
});

test('what is shown in a frame stands in those of this site only, whatever its own policy says', () => {
  for (const own of [undefined, "sandbox; default-src 'none'; frame-ancestors 'none'"]) {
    const { policy, frame } = headersFor('is-shown', own);
    expect(policy).toContain("frame-ancestors 'self'");
    expect(frame).toBeNull();
  }
});

test('a sign-up form comes from any site, and confirming it from this one only', () => {
  const sent = (path: string) =>
    isFromThisSite(
      new Request(`https://lotline.test${path}`, { method: 'POST', headers: { origin: 'https://a.test' } }),
    );
  expect(sent('/f/harbor/news')).toBe(true);
  for (const path of ['/f/confirm/token', '/F/Confirm/token', '/f/harbor', '/f/harbor/news/more', '/x/f/harbor/news'])
    expect(sent(path)).toBe(false);
});

test.each(['/webhooks/stripe', '/u/abc', '/U/ABC'])('%s takes what comes from anywhere', (path) => {
  const request = new Request(`https://lotline.test${path}`, {
    method: 'POST',
    headers: { origin: 'https://mail.example' },
  });
  expect([isOpenToAll(request), mayChangeSomething(request), isFromThisSite(request)]).toEqual([true, false, true]);
});

test.each(['/u', '/users/u/', '/campaigns/u/abc', '/login?to=/u/'])('%s does not', (path) => {
  const request = new Request(`https://lotline.test${path}`, { method: 'POST' });
  expect([isOpenToAll(request), mayChangeSomething(request), isFromThisSite(request)]).toEqual([false, true, false]);
});
