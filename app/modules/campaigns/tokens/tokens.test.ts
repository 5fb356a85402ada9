import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashToken } from '~/services/tokens.server.ts';
import { writeBase32 } from './base32.ts';
import { hashDeliveryTokens, hashSentDeliveryToken, makeDeliveryTokens, nameSecret } from './tokens.server.ts';
import { makeTrackingCode, readTrackingCode } from './tracking-codes.server.ts';

const secret = 'a secret of tests that is long enough';
const older = 'an older secret of tests, long enough too';

test.each([
  ['', ''],
  ['f', 'my'],
  ['fo', 'mzxq'],
  ['foo', 'mzxw6'],
  ['foob', 'mzxw6yq'],
  ['fooba', 'mzxw6ytb'],
  ['foobar', 'mzxw6ytboi'],
])('base32 of %j is that of RFC 4648', (text, written) => {
  expect(writeBase32(Buffer.from(text))).toBe(written);
});

test('a claim has the same tokens each time, and no token is another one', () => {
  const claims = [randomUUID(), randomUUID()];
  const make = () =>
    claims.flatMap((claim) => [0, 1, 9].flatMap((place) => Object.values(makeDeliveryTokens(secret, claim, place))));
  const tokens = make();
  expect(make()).toEqual(tokens);
  expect(new Set(tokens).size).toBe(18);
  for (const token of tokens) expect(token).toMatch(/^[a-z2-7]{32}$/);
  expect(makeDeliveryTokens(older, claims[0] ?? '', 0)).not.toEqual(makeDeliveryTokens(secret, claims[0] ?? '', 0));
});

test('a token that came back in capitals has the hash that the ledger keeps, anything else that of none', () => {
  const tokens = makeDeliveryTokens(secret, randomUUID(), 3);
  const { bounce } = hashDeliveryTokens(tokens);
  expect(hashSentDeliveryToken(tokens.bounce.toUpperCase())).toBe(bounce);
  for (const other of [undefined, '', tokens.bounce.slice(1), `${tokens.bounce}a`, '0'.repeat(32), 'é'.repeat(32)])
    expect(hashSentDeliveryToken(other)).toBe(hashToken(''));
});

test('the name of a secret tells it apart and gives nothing of it away', () => {
  expect(nameSecret(secret)).toMatch(/^[0-9a-f]{12}$/);
  expect(nameSecret(secret)).not.toBe(nameSecret(older));
});

test('a code says what it was made of, also with a secret that was replaced', () => {
  fc.assert(
    fc.property(
      fc.uuid(),
      fc.constantFrom('OPEN', 'LINK'),
      fc.integer({ min: 0, max: 65_535 }),
      (id, purpose, link) => {
        const act = { deliveryId: id, purpose, link } as const;
        const code = makeTrackingCode(older, act);
        expect(code).toMatch(/^[\w-]{47}$/);
        expect(readTrackingCode([secret, older], code)).toEqual(act);
        expect(readTrackingCode([secret], code)).toBeUndefined();
      },
    ),
  );
});

test('a code of which one bit was changed, or that was spelled otherwise, is none', () => {
  const code = makeTrackingCode(secret, { deliveryId: randomUUID(), purpose: 'LINK', link: 7 });
  const bytes = Buffer.from(code, 'base64url');
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const changed = Buffer.from(bytes);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(readTrackingCode([secret], changed.toString('base64url'))).toBeUndefined();
  }
  for (const other of ['', code.slice(1), `${code}=`, `${code} `, `${code}A`, randomBytes(35).toString('base64url')])
    expect(readTrackingCode([secret], other)).toBeUndefined();
});
