import { expect, test, vi } from 'vitest';
import { hashPassword, verifyPassword } from './password.server.ts';

// Hashing is meant to be slow, and a busy machine makes it slower.
vi.setConfig({ testTimeout: 30_000 });

// RFC 7914, section 12: the third test vector, of which a key of 32 bytes is the first half.
const published = [
  'scrypt',
  16384,
  8,
  1,
  Buffer.from('SodiumChloride').toString('base64'),
  Buffer.from('7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2', 'hex').toString('base64'),
].join('$');

test('verifies the published vector', async () => {
  expect(await verifyPassword('pleaseletmein', published)).toBe(true);
  expect(await verifyPassword('pleaseletmeIn', published)).toBe(false);
});

test('verifies what it hashed, with the promised cost and a new salt each time', async () => {
  const [first, second] = await Promise.all([hashPassword('orbit candle'), hashPassword('orbit candle')]);
  expect(first).toMatch(/^scrypt\$16384\$8\$5\$[^$]{24}\$[^$]{44}$/);
  expect(first).not.toBe(second);
  expect(await verifyPassword('orbit candle', first)).toBe(true);
  expect(await verifyPassword('orbit candl', first)).toBe(false);
  expect(await verifyPassword('', first)).toBe(false);
});

test('takes the same password typed on another keyboard', async () => {
  expect(await verifyPassword('Zu\u0308rich 2026', await hashPassword('Z\u00fcrich 2026'))).toBe(true);
});

test('nobody has no password, not even the one behind the stand-in', async () => {
  expect(await verifyPassword('', null)).toBe(false);
  expect(await verifyPassword('orbit candle', null)).toBe(false);
});
