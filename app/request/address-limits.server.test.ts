import { expect, test } from 'vitest';
import { createAddressLimits, toCountedAddress } from './address-limits.server.ts';

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:0001:0002::9', '2001:db8:1:2::/64'],
  ['2001:db8::9', '2001:db8:0:0::/64'],
  ['2001:db8::3:4:5:6', '2001:db8:0:0::/64'],
  ['2001:db8::2:3:4:5:6', '2001:db8:0:2::/64'],
  ['fe80::', 'fe80:0:0:0::/64'],
])('%s counts as %s', (address, counted) => {
  expect(toCountedAddress(address)).toBe(counted);
});

test.each(['', 'unknown', '127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1', '::1]:80/', '203.0.113.7, 203.0.113.8'])(
  '"%s" is not counted',
  (address) => {
    expect(toCountedAddress(address)).toBeUndefined();
  },
);

const from = (address: string) => new Headers({ 'CF-Connecting-IP': address });

test('the digest is the same for one network only, and another with another secret', () => {
  const digest = (address: string, secret = 'a-secret-of-some-length') =>
    createAddressLimits(from(address), {}, secret).digest;
  expect(digest('2001:db8:1:2::3')).toBe(digest('2001:db8:1:2::4'));
  expect(digest('2001:db8:1:3::3')).not.toBe(digest('2001:db8:1:2::3'));
  expect(digest('203.0.113.7', 'another-secret-of-some-length')).not.toBe(digest('203.0.113.7'));
  expect(digest('203.0.113.7')).toMatch(/^[\da-f]{64}$/);
  expect(digest('127.0.0.1')).toBeUndefined();
});

test('other headers that name an address are not read', () => {
  const headers = new Headers({
    'X-Forwarded-For': '203.0.113.7',
    'X-Real-IP': '203.0.113.7',
    Forwarded: 'for=1.2.3.4',
  });
  expect(createAddressLimits(headers, {}, 'a-secret-of-some-length').digest).toBeUndefined();
});

test('a limit that cannot be asked keeps nobody out', async () => {
  const limit = { limit: () => Promise.reject(new Error('Not now.')) };
  const limits = createAddressLimits(from('203.0.113.7'), { FORM_RATE_LIMIT: limit }, 'a-secret-of-some-length');
  expect(await limits.allowsForm('sign-in')).toBe(true);
});

test('searching and writing have the same limit, each for itself', async () => {
  const keys: string[] = [];
  const limit = {
    limit: ({ key }: { key: string }) => {
      keys.push(key);
      return Promise.resolve({ success: !key.startsWith('search ') });
    },
  };
  const limits = createAddressLimits(from('203.0.113.7'), { POST_RATE_LIMIT: limit }, 'a-secret-of-some-length');
  expect(await limits.allowsWriting()).toBe(true);
  expect(await limits.allowsSearching()).toBe(false);
  expect(new Set(keys).size).toBe(2);
});
