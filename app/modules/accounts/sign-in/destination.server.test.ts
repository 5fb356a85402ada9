import { expect, test } from 'vitest';
import { readDestination, readDestinationOf } from './destination.server.ts';
import { withDestination } from './redirects.ts';

test('signing in leads to the first page, unless somebody came from another one', () => {
  expect(readDestination(undefined)).toBe('/home');
  expect(readDestination('/checkout')).toBe('/checkout');
  expect(readDestinationOf(new Request('https://lotline.test/login'))).toBe('/home');
  expect(readDestinationOf(new Request('https://lotline.test/login?redirectTo=%2Ftools%3Fq%3Dcma'))).toBe(
    '/tools?q=cma',
  );
});

test.each(['//evil.example', 'https://evil.example/home', 'home', 7])('%s leads to the first page', (value) => {
  expect(readDestination(value)).toBe('/home');
});

test('an address on the way names where it leads, unless that is the first page', () => {
  expect(withDestination('/signup', '/home')).toBe('/signup');
  expect(withDestination('/signup', '/checkout')).toBe('/signup?redirectTo=%2Fcheckout');
});
