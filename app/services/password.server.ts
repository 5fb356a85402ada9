import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

// OWASP's scrypt profile with the least memory that still fits a Worker: N = 2^14 with r = 8 takes 16 MiB, p = 5.
const cost = { N: 2 ** 14, r: 8, p: 5 };
const keyLength = 32;

function deriveKey(password: string, salt: Buffer, { N, r, p }: typeof cost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyLength, { N, r, p }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

function encode(salt: Buffer, key: Buffer): string {
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64'), key.toString('base64')].join('$');
}

/** Hashes a password for keeping: `scrypt$N$r$p$salt$key`, so that the cost can be raised later. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return encode(salt, await deriveKey(password, salt, cost));
}

// Stands in for the hash of an account that does not exist, so that both answers take equally long.
const nobodysHash = encode(Buffer.alloc(16), Buffer.alloc(keyLength));

/**
 * Checks a password, taking equally long whether or not there is an account.
 * @param hash  as stored, or null when nobody has that email
 */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const [, N, r, p, salt = '', key = ''] = (hash ?? nobodysHash).split('$');
  const expected = Buffer.from(key, 'base64');
  const actual = await deriveKey(password, Buffer.from(salt, 'base64'), { N: Number(N), r: Number(r), p: Number(p) });
  return hash !== null && expected.length === actual.length && timingSafeEqual(expected, actual);
}
