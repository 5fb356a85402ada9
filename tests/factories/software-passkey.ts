import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A passkey without a device: what a browser would send for it, signed by a key of this process. */
export interface SoftwarePasskey {
  /** Base64url. */
  credentialId: string;
  /** COSE, base64url. */
  publicKey: string;
  /** What `navigator.credentials.create` gives, as our script writes it into a form. */
  register(challenge: string, changes?: Changes): string;
  /** What `navigator.credentials.get` gives. */
  assert(challenge: string, changes?: Changes): string;
}

/** What an attacker changes. */
interface Changes {
  origin?: string;
  /** Whether the device has asked who holds it; yes by default. */
  isVerified?: boolean;
  /** Uses as the device counts them. */
  signCount?: number;
}

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest();

/** Makes a passkey (ECDSA on P-256) for the site at an origin. */
export function createSoftwarePasskey(site: string): SoftwarePasskey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(32);
  const cose = Buffer.concat([
    // {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y} in CBOR.
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ]);
  const rpIdHash = sha256(new URL(site).hostname);

  function authenticatorData({ isVerified = true, signCount = 0 }: Changes, attested?: Uint8Array): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(signCount);
    // User present, user verified, attested credential data.
    const flags = 0x01 | (isVerified ? 0x04 : 0) | (attested ? 0x40 : 0);
    return Buffer.concat([rpIdHash, Buffer.from([flags]), counter, attested ?? Buffer.alloc(0)]);
  }
  const clientData = (type: string, challenge: string, { origin = new URL(site).origin }: Changes) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const describe = (response: object) =>
    JSON.stringify({
      id: base64url(id),
      rawId: base64url(id),
      type: 'public-key',
      clientExtensionResults: {},
      response,
    });

  return {
    credentialId: base64url(id),
    publicKey: base64url(cose),
    register(challenge, changes = {}) {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const data = authenticatorData(changes, Buffer.concat([Buffer.alloc(16), length, id, cose]));
      const size = Buffer.alloc(2);
      size.writeUInt16BE(data.length);
      // {"fmt": "none", "attStmt": {}, "authData": bytes} in CBOR.
      const attestationObject = Buffer.concat([
        Buffer.from('a3', 'hex'),
        Buffer.from('63666d74646e6f6e65', 'hex'),
        Buffer.from('6761747453746d74a0', 'hex'),
        Buffer.from('68617574684461746159', 'hex'),
        size,
        data,
      ]);
      return describe({
        clientDataJSON: base64url(clientData('webauthn.create', challenge, changes)),
        attestationObject: base64url(attestationObject),
        transports: ['internal'],
      });
    },
    assert(challenge, changes = {}) {
      const data = authenticatorData(changes);
      const client = clientData('webauthn.get', challenge, changes);
      return describe({
        clientDataJSON: base64url(client),
        authenticatorData: base64url(data),
        signature: base64url(sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)),
      });
    },
  };
}

/** The challenge of the passkey form of a page, in its attribute. */
export function readPageChallenge(page: string): string {
  const [, options = '{}'] = /data-options="([^"]*)"/.exec(page) ?? [];
  const { challenge = '' }: { challenge?: string } = JSON.parse(options.replaceAll('&quot;', '"'));
  return challenge;
}
