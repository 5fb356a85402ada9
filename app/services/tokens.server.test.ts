import { expect, test } from 'vitest';
import { createToken, hashSentToken, hashToken, tokenSchema } from './tokens.server.ts';

test('tokens are taken in their exact shape only', () => {
  expect(tokenSchema.safeParse(createToken()).success).toBe(true);
  expect(tokenSchema.safeParse(`${createToken()}x`).success).toBe(false);
  expect(tokenSchema.safeParse(`${createToken().slice(1)}.`).success).toBe(false);
});

test('what is no token hashes like none at all', () => {
  const token = createToken();
  expect(hashSentToken(token)).toBe(hashToken(token));
  for (const sent of [null, undefined, '', `${token}x`]) expect(hashSentToken(sent)).toBe(hashToken(''));
});
