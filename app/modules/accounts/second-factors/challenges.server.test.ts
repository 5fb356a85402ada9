import { expect, test } from 'vitest';
import { createChallenge, isOwnChallenge } from './challenges.server.ts';

const asked = { purpose: 'proof', subject: 'somebody' } as const;

test('a challenge is ours for ten minutes, also after a secret was replaced', () => {
  const challenge = createChallenge(['old secret'], asked, 1_000);
  expect(isOwnChallenge(['new secret', 'old secret'], challenge, asked, 500_000)).toBe(true);
  expect(isOwnChallenge(['old secret'], challenge, asked, 601_001)).toBe(false);
  expect(isOwnChallenge(['new secret'], challenge, asked, 500_000)).toBe(false);
});

test('it counts for nothing else and for nobody else', () => {
  const challenge = createChallenge(['secret'], asked);
  expect(isOwnChallenge(['secret'], challenge, { ...asked, purpose: 'sign-in' })).toBe(false);
  expect(isOwnChallenge(['secret'], challenge, { ...asked, subject: 'somebody else' })).toBe(false);
});

test.each(['', 'abc', 'A'.repeat(75), '!'.repeat(75)])('"%s" is none of ours', (challenge) => {
  expect(isOwnChallenge(['secret'], challenge, asked)).toBe(false);
});

test('none is like another', () => {
  expect(createChallenge(['secret'], asked)).not.toBe(createChallenge(['secret'], asked));
});
