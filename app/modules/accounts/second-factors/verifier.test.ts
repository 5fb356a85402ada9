import { SettingsService } from '@simplewebauthn/server';
import { expect, test } from 'vitest';
import { createSoftwarePasskey } from '../../../../tests/factories/software-passkey.ts';
import { drawQrCode, verifyAssertion, verifyRegistration } from './verifier.ts';

const origin = 'https://lotline.test';
const expected = { origin, isOwnChallenge: (challenge: string) => challenge === 'AAAA' };

test('a passkey is taken as its device made it, and its signatures hold', async () => {
  const passkey = createSoftwarePasskey(origin);
  const { credentialId, publicKey } = passkey;
  expect(await verifyRegistration(JSON.parse(passkey.register('AAAA')), expected)).toEqual({
    credentialId,
    publicKey,
    signCount: 0,
    isBackedUp: false,
  });
  const known = { credentialId, publicKey, signCount: 3 };
  expect(await verifyAssertion(JSON.parse(passkey.assert('AAAA', { signCount: 4 })), known, expected)).toBe(4);
});

test.each([
  ['another challenge', 'BBBB', {}],
  ['another site', 'AAAA', { origin: 'https://evil.example' }],
  ['a device that did not ask who holds it', 'AAAA', { isVerified: false }],
  ['a device that counts backwards', 'AAAA', { signCount: 2 }],
])('nothing holds of %s', async (_, challenge, changes) => {
  const passkey = createSoftwarePasskey(origin);
  const known = { credentialId: passkey.credentialId, publicKey: passkey.publicKey, signCount: 3 };
  expect(await verifyAssertion(JSON.parse(passkey.assert(challenge, changes)), known, expected)).toBeUndefined();
  if (!('signCount' in changes)) {
    expect(await verifyRegistration(JSON.parse(passkey.register(challenge, changes)), expected)).toBeUndefined();
  }
});

test('no maker of devices is trusted, so no certificate has the Worker ask an address', () => {
  for (const identifier of ['android-key', 'android-safetynet', 'apple', 'fido-u2f', 'packed', 'tpm', 'mds'] as const)
    expect(SettingsService.getRootCertificates({ identifier })).toEqual([]);
});

test('a signature by another key does not hold', async () => {
  const [own, other] = [createSoftwarePasskey(origin), createSoftwarePasskey(origin)];
  const known = { credentialId: other.credentialId, publicKey: own.publicKey, signCount: 0 };
  expect(await verifyAssertion(JSON.parse(other.assert('AAAA')), known, expected)).toBeUndefined();
});

test('a QR code has its margin, and its three corners', () => {
  const { size, path } = drawQrCode('otpauth://totp/Lotline:ada@example.com?secret=GEZDGNBVGY3TQOJQ');
  expect((size - 8 - 17) % 4).toBe(0);
  // The upper edges of the finders.
  expect(path.startsWith(`M4 4h7v1h-7z`)).toBe(true);
  expect(path).toContain(`M${size - 11} 4h7v1h-7z`);
  expect(path).toContain(`M4 ${size - 11}h7v1h-7z`);
});
