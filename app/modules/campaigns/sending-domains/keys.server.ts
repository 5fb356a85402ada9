/** A key that signs mail (DKIM). */
export interface SigningKey {
  /** Base64 of the SubjectPublicKeyInfo, as its DNS record has it. */
  publicKey: string;
  /** PKCS#8 as PEM. It leaves this request sealed only. */
  privateKey: string;
}

const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  // Mailboxes refuse shorter ones, and longer ones do not fit into every DNS.
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: 'SHA-256',
};

/** Makes a new RSA key of 2048 bits. */
export async function makeSigningKey(): Promise<SigningKey> {
  const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  if (!('privateKey' in pair)) throw new Error('A pair of keys was asked for, and one came.');
  const [publicKey, privateKey] = await Promise.all([
    writeBase64('spki', pair.publicKey),
    writeBase64('pkcs8', pair.privateKey),
  ]);
  return { publicKey, privateKey: writePem(privateKey) };
}

async function writeBase64(format: 'spki' | 'pkcs8', key: CryptoKey): Promise<string> {
  const exported = await crypto.subtle.exportKey(format, key);
  if (!(exported instanceof ArrayBuffer)) throw new Error(`A key as ${format} is bytes.`);
  return Buffer.from(exported).toString('base64');
}

function writePem(base64: string): string {
  const lines = base64.match(/.{1,64}/g) ?? [];
  return ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----', ''].join('\n');
}
