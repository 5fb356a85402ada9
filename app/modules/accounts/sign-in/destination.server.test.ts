import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readDestination, readDestinationOf } from './destination.server.ts';
import { holdsToken, withDestination, withRedirect } from './redirects.ts';

test('signing in leads to the first page, unless somebody came from another one', () => {
  expect(readDestination(undefined)).toBe('/home');
  expect(readDestination('/checkout')).toBe('/checkout');
  const none = { destination: undefined };
  expect(readDestinationOf(new Request('https://lotline.test/login'), none)).toBe('/home');
  const page = new Request('https://lotline.test/login?redirectTo=%2Ftools%3Fq%3Dcma');
  expect(readDestinationOf(page, none)).toBe('/tools?q=cma');
});

test.each(['//evil.example', 'https://evil.example/home', 'home', 7])('%s leads to the first page', (value) => {
  expect(readDestination(value)).toBe('/home');
});

test('an address on the way names where it leads, unless that is the first page', () => {
  expect(withDestination('/signup', '/home')).toBe('/signup');
  expect(withDestination('/signup', '/checkout')).toBe('/signup?redirectTo=%2Fcheckout');
});

test('a kept destination is read where the address names none, and leads to this site only', () => {
  const kept = { destination: '/invitations/token' };
  expect(readDestinationOf(new Request('https://lotline.test/login'), kept)).toBe('/invitations/token');
  expect(readDestinationOf(new Request('https://lotline.test/login?redirectTo=%2Fcart'), kept)).toBe('/cart');
  expect(readDestinationOf(new Request('https://lotline.test/login'), { destination: '//evil.example' })).toBe('/home');
});

test('no address on the way names a page whose address holds a token', () => {
  for (const page of ['/invitations/token', '/confirm-email/token', '/Invitations/token?x=1']) {
    expect(withDestination('/login', page)).toBe('/login');
    expect(withRedirect('/login', page)).toBe('/login');
  }
  expect(withRedirect('/login', '/confirm-email')).toBe('/login?redirectTo=%2Fconfirm-email');
});

test('every route with a token in its address is known as one', async () => {
  const routes = (await readdir(new URL('../../../routes/', import.meta.url))).filter((file) =>
    file.includes('$token'),
  );
  const addresses = routes.map(
    (file) =>
      `/${file
        .replace(/\.tsx?$/, '')
        .replaceAll('_.', '.')
        .replaceAll('.', '/')}`,
  );
  expect(addresses).toContain('/invitations/$token');
  expect(addresses.filter((address) => !holdsToken(address))).toEqual([]);
});
