import { createDecipheriv, createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createTenantSecrets } from './tenant-secrets.server.ts';

const keyOf = (byte: number) => new Uint8Array(32).fill(byte);
const [old, current] = [keyOf(1), keyOf(2)];
const owner = 'reid_alerts:0d9f5b1e-0000-4000-8000-000000000001';
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw – Zoë';

test('what is sealed opens for its owner, and holds nothing of the secret', async () => {
  const secrets = createTenantSecrets([current]);
  const sealed = await secrets.seal(secret, owner);
  expect(sealed).toMatch(/^1\.[\da-f]{8}\.[\w-]+$/);
  expect(Buffer.from(sealed).toString('latin1')).not.toContain('whsec');
  expect(await secrets.open(sealed, owner)).toBe(secret);
});

test('the same secret is sealed otherwise each time', async () => {
  const secrets = createTenantSecrets([current]);
  const sealed = await Promise.all(Array.from({ length: 50 }, () => secrets.seal(secret, owner)));
  expect(new Set(sealed).size).toBe(50);
});

test('another program opens it: AES-256-GCM, nonce first, tag last, the owner beside it', async () => {
  const [, name, text = ''] = (await createTenantSecrets([current]).seal(secret, owner)).split('.');
  expect(name).toBe(createHash('sha256').update(current).digest('hex').slice(0, 8));
  const bytes = Buffer.from(text, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', current, bytes.subarray(0, 12));
  decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(-16));
  expect(decipher.update(bytes.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8')).toBe(secret);
});

test('a text moved to another row, or altered in any letter, does not open', async () => {
  const secrets = createTenantSecrets([current]);
  const sealed = await secrets.seal(secret, owner);
  expect(await secrets.open(sealed, `${owner.slice(0, -1)}2`)).toBeUndefined();
  for (const place of sealed.slice(0, -1).split('').keys()) {
    const altered = `${sealed.slice(0, place)}${sealed[place] === 'A' ? 'B' : 'A'}${sealed.slice(place + 1)}`;
    expect(await secrets.open(altered, owner)).toBeUndefined();
  }
  for (const broken of ['', '1', '1.', sealed.slice(0, 11), sealed.slice(0, 20), sealed.slice(0, -4), `${sealed}AAAA`])
    expect(await secrets.open(broken, owner)).toBeUndefined();
});

test('a new key in front seals, the old one opens until it is dropped, and what is left to seal anew is known', async () => {
  const before = await createTenantSecrets([old]).seal(secret, owner);
  const during = createTenantSecrets([current, old]);
  expect(await during.open(before, owner)).toBe(secret);
  expect(during.isSealedByNewestKey(before)).toBe(false);
  const again = await during.seal(secret, owner);
  expect(during.isSealedByNewestKey(again)).toBe(true);
  const after = createTenantSecrets([current]);
  expect(await after.open(again, owner)).toBe(secret);
  expect(await after.open(before, owner)).toBeUndefined();
});

test('without keys nothing is kept in the clear: it throws and names the setting', async () => {
  const secrets = createTenantSecrets(undefined);
  await expect(secrets.seal(secret, owner)).rejects.toThrow('TENANT_SECRET_KEYS');
  await expect(secrets.open('1.00000000.AAAA', owner)).rejects.toThrow('TENANT_SECRET_KEYS');
});
