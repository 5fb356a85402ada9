import { randomBytes, scrypt } from 'node:crypto';

// OWASP's scrypt profile with the least memory that still fits a Worker: N = 2^14 with r = 8 takes 16 MiB, p = 5.
const cost = { N: 2 ** 14, r: 8, p: 5 };
const keyLength = 32;

/** A password as the database takes it, which keeps the SHA-256 of the key. */
export interface ChosenPassword {
  /** How the key is derived: `scrypt$N$r$p$salt`, the salt in base64, so that the cost can be raised later. */
  salt: string;
  /** The derived key, hex. */
  key: string;
}

/** Derives the key of a password that somebody chose, with a new salt. */
export async function choosePassword(password: string): Promise<ChosenPassword> {
  const salt = ['scrypt', cost.N, cost.r, cost.p, randomBytes(16).toString('base64')].join('$');
  return { salt, key: await derivePasswordKey(password, salt) };
}

/**
 * Derives the key of a password that somebody typed, hex.
 * @param salt  as the database gives it, also for an email without an account, so that both answers take equally long
 */
export function derivePasswordKey(password: string, salt: string): Promise<string> {
  const [, N, r, p, text = ''] = salt.split('$');
  const costs = { N: Number(N), r: Number(r), p: Number(p) };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), Buffer.from(text, 'base64'), keyLength, costs, (error, key) =>
      error ? reject(error) : resolve(key.toString('hex')),
    );
  });
}
