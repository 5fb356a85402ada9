import { expect, test, vi } from 'vitest';
import { choosePassword, derivePasswordKey } from './password.server.ts';

// Deriving is meant to be slow, and a busy machine makes it slower.
vi.setConfig({ testTimeout: 30_000 });

test('derives the published vector', async () => {
  // RFC 7914, section 12: the third test vector, of which a key of 32 bytes is the first half.
  const salt = ['scrypt', 16384, 8, 1, Buffer.from('SodiumChloride').toString('base64')].join('$');
  const key = '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2';
  expect(await derivePasswordKey('pleaseletmein', salt)).toBe(key);
  expect(await derivePasswordKey('pleaseletmeIn', salt)).not.toBe(key);
});

test('a chosen password has the promised cost and a new salt each time', async () => {
  const [first, second] = await Promise.all([choosePassword('orbit candle'), choosePassword('orbit candle')]);
  expect(first.salt).toMatch(/^scrypt\$16384\$8\$5\$[^$]{24}$/);
  expect(first.key).toMatch(/^[0-9a-f]{64}$/);
  expect(first.salt).not.toBe(second.salt);
  expect(first.key).not.toBe(second.key);
  expect(await derivePasswordKey('orbit candle', first.salt)).toBe(first.key);
  expect(await derivePasswordKey('orbit candl', first.salt)).not.toBe(first.key);
});

test('takes the same password typed on another keyboard', async () => {
  const { salt, key } = await choosePassword('Z\u00fcrich 2026');
  expect(await derivePasswordKey('Zu\u0308rich 2026', salt)).toBe(key);
});
