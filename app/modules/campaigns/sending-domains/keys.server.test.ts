import { createPrivateKey, createPublicKey, createSign, createVerify } from 'node:crypto';
import { expect, test } from 'vitest';
import { makeSigningKey } from './keys.server.ts';

test('what the private key signs, the key in DNS verifies', async () => {
  const { publicKey, privateKey } = await makeSigningKey();
  const verifier = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  expect(verifier.asymmetricKeyDetails?.modulusLength).toBe(2048);
  const signature = createSign('sha256').update('mail').sign(createPrivateKey(privateKey));
  expect(createVerify('sha256').update('mail').verify(verifier, signature)).toBe(true);
  expect(createVerify('sha256').update('other').verify(verifier, signature)).toBe(false);
  expect((await makeSigningKey()).publicKey).not.toBe(publicKey);
});
