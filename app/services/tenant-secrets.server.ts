import { createHash } from 'node:crypto';

/** Keeps secrets of organizations, such as those that sign their webhooks, so that the database alone does not give them away. */
export interface TenantSecrets {
  /**
   * Encrypts a secret by the newest key.
   * @param owner  the row it belongs to, such as `reid_alerts:` and its id: a copy in another row does not open
   * @returns the form in which the database keeps it
   */
  seal(secret: string, owner: string): Promise<string>;
  /** The secret of a sealed text; undefined where it was altered, belongs to another owner, or its key is gone. */
  open(sealed: string, owner: string): Promise<string | undefined>;
  /** Whether the newest key sealed it. Others are sealed anew before their key is dropped. */
  isSealedByNewestKey(sealed: string): boolean;
}

const version = '1';
/** Bytes. */
const nonceLength = 12;

/**
 * Seals by AES-256-GCM with a random nonce. A sealed text names its key by the start of the key's SHA-256.
 * @param keys  32 bytes each, the newest first: it seals, all open. Where there is none, everything throws.
 */
export function createTenantSecrets(keys: readonly Uint8Array<ArrayBuffer>[] | undefined): TenantSecrets {
  const newest = () => {
    const key = keys?.[0];
    if (!key) throw new Error('TENANT_SECRET_KEYS is not set, so no secret of an organization can be kept or used.');
    return key;
  };
  const startOf = (key: Uint8Array) => `${version}.${nameKey(key)}.`;

  return {
    async seal(secret, owner) {
      const key = newest();
      const nonce = crypto.getRandomValues(new Uint8Array(nonceLength));
      const encrypted = await crypto.subtle.encrypt(describe(nonce, owner), await load(key), encode(secret));
      return startOf(key) + Buffer.concat([nonce, new Uint8Array(encrypted)]).toString('base64url');
    },
    async open(sealed, owner) {
      newest();
      const key = keys?.find((one) => sealed.startsWith(startOf(one)));
      if (!key) return undefined;
      const bytes = Uint8Array.from(Buffer.from(sealed.slice(startOf(key).length), 'base64url'));
      const nonce = bytes.subarray(0, nonceLength);
      try {
        const secret = await crypto.subtle.decrypt(
          describe(nonce, owner),
          await load(key),
          bytes.subarray(nonceLength),
        );
        return new TextDecoder().decode(secret);
      } catch (error) {
        // The only error of a key of the right length: the text is not what was sealed for this owner.
        if (error instanceof DOMException && error.name === 'OperationError') return undefined;
        throw error;
      }
    },
    isSealedByNewestKey: (sealed) => sealed.startsWith(startOf(newest())),
  };
}

const encode = (text: string) => new TextEncoder().encode(text);

const nameKey = (key: Uint8Array) => createHash('sha256').update(key).digest('hex').slice(0, 8);

const load = (key: Uint8Array<ArrayBuffer>) =>
  crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt']);

const describe = (nonce: Uint8Array<ArrayBuffer>, owner: string) => ({
  name: 'AES-GCM',
  iv: nonce,
  additionalData: encode(owner),
});
