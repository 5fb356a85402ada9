import { expect, test } from 'vitest';
import { createCookies, holdsCookies } from './cookies.server.ts';
import { createToken } from './tokens.server.ts';

const cart = { tools: [{ id: '018f0000-0000-7000-8000-000000000001', price: 10_000 }], bundles: [] };
const toHeader = (setCookie: string) => setCookie.split(';')[0] ?? '';

test('every cookie is tied to this host, hidden from scripts and kept from other sites', async () => {
  const cookies = createCookies(['secret-of-16-chars']);
  const written = await Promise.all([
    cookies.writeSessionToken(createToken()),
    cookies.clearSessionToken(),
    cookies.writeDeviceToken(createToken()),
    cookies.writePendingToken(createToken()),
    cookies.clearPendingToken(),
    cookies.writeMailedSignIn(createToken()),
    cookies.clearMailedSignIn(),
    cookies.writeDestination('/invitations/x'),
    cookies.clearDestination(),
    cookies.writeGuestCart(cart),
    cookies.clearGuestCart(),
    cookies.writeToast({ kind: 'notice', message: 'Hello' }),
    cookies.clearToast(),
  ]);
  for (const cookie of written) {
    const [pair = '', ...attributes] = cookie.split('; ');
    expect(pair).toMatch(/^__Host-/);
    expect(attributes).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']));
    expect(cookie).not.toMatch(/domain=/i);
  }
});

test('what was written is read again', async () => {
  const cookies = createCookies(['secret-of-16-chars']);
  const token = createToken();
  expect(await cookies.readSessionToken(toHeader(await cookies.writeSessionToken(token)))).toBe(token);
  expect(await cookies.readGuestCart(toHeader(await cookies.writeGuestCart(cart)))).toEqual(cart);
  const page = `/invitations/${token}`;
  expect(await cookies.readDestination(toHeader(await cookies.writeDestination(page)))).toBe(page);
  const toast = { kind: 'success', message: 'Saved ✓' } as const;
  expect(await cookies.readToast(toHeader(await cookies.writeToast(toast)))).toEqual(toast);
});

test('each token is read from its own cookie', async () => {
  const cookies = createCookies(['secret-of-16-chars']);
  const [session, device, pending, mailed] = [createToken(), createToken(), createToken(), createToken()];
  const written = await Promise.all([
    cookies.writeSessionToken(session),
    cookies.writeDeviceToken(device),
    cookies.writePendingToken(pending),
    cookies.writeMailedSignIn(mailed),
  ]);
  const header = written.map(toHeader).join('; ');
  expect(await cookies.readSessionToken(header)).toBe(session);
  expect(await cookies.readDeviceToken(header)).toBe(device);
  expect(await cookies.readPendingToken(header)).toBe(pending);
  expect(await cookies.readMailedSignIn(header)).toBe(mailed);
});

test('the cookie of a device alone makes nobody known', () => {
  for (const header of [null, '', '__Host-device=x', ' __Host-device=x; ', '__Host-destination=y; __Host-device=x'])
    expect(holdsCookies(header)).toBe(false);
  for (const header of [
    '__Host-session=x',
    '__Host-device=x; __Host-cart=y',
    'a=b',
    '__Host-devices=x',
    '__Host-device',
  ])
    expect(holdsCookies(header)).toBe(true);
});

test('an old secret verifies and never signs', async () => {
  const before = createCookies(['old-secret-16-chars']);
  const during = createCookies(['new-secret-16-chars', 'old-secret-16-chars']);
  const after = createCookies(['new-secret-16-chars']);
  const old = toHeader(await before.writeGuestCart(cart));
  expect(await during.readGuestCart(old)).toEqual(cart);
  expect(await after.readGuestCart(old)).toEqual({ tools: [], bundles: [] });
  const renewed = toHeader(await during.writeGuestCart(cart));
  expect(await after.readGuestCart(renewed)).toEqual(cart);
  expect(await before.readGuestCart(renewed)).toEqual({ tools: [], bundles: [] });
});

test('a changed or made-up cookie is as good as none', async () => {
  const cookies = createCookies(['secret-of-16-chars']);
  const signed = toHeader(await cookies.writeToast({ kind: 'notice', message: 'Hello' }));
  expect(await cookies.readToast(signed.replace('=', '=x'))).toBeUndefined();
  for (const value of ['', 'x', '%', 'x.y', 'x.%25', btoa('{}'), btoa('"<script>"')]) {
    const header = `__Host-session=${value}; __Host-cart=${value}; __Host-toast=${value}`;
    expect(await cookies.readSessionToken(header)).toBeUndefined();
    expect(await cookies.readGuestCart(header)).toEqual({ tools: [], bundles: [] });
    expect(await cookies.readToast(header)).toBeUndefined();
  }
});
