import { createHash, createPublicKey, createVerify, generateKeyPairSync } from 'node:crypto';

// Verifies signatures of mail as RFC 6376 says, without the library that signs. Only rsa-sha256 with relaxed canonicalization.

/** A signature that was found right. */
export interface VerifiedSignature {
  domain: string;
  selector: string;
  /** Names of the headers it covers, in lower case. */
  headers: string[];
}

/** A new key: its PKCS #8 as PEM and as base64 of DER, and the public half as its DNS record has it. */
export function createDkimKey() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const der = privateKey.export({ type: 'pkcs8', format: 'der' });
  return {
    pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    base64: der.toString('base64'),
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
  };
}

/**
 * Verifies the topmost signature of a message.
 * @param raw  its bytes, one character each
 * @param findKey  the public key of a selector and domain, base64 as in DNS
 * @throws Error that says what is wrong
 */
export function verifyDkim(
  raw: string,
  findKey: (selector: string, domain: string) => string | undefined,
): VerifiedSignature {
  const end = raw.indexOf('\r\n\r\n');
  if (end < 0) throw new Error('The message has no body.');
  const fields = splitHeaders(raw.slice(0, end));
  const body = raw.slice(end + 4);
  const signature = fields.find(({ name }) => name === 'dkim-signature');
  if (!signature) throw new Error('The message is not signed.');
  const tags = readTags(signature.value);
  const tag = (name: string) => {
    const value = tags.get(name);
    if (value === undefined) throw new Error(`The signature has no ${name}=.`);
    return value;
  };
  if (tag('v') !== '1' || tag('a') !== 'rsa-sha256' || tag('c') !== 'relaxed/relaxed')
    throw new Error('The signature is of another kind.');
  if (tags.has('l')) throw new Error('The signature covers only a part of the body.');
  const bodyHash = createHash('sha256').update(relaxBody(body), 'latin1').digest('base64');
  if (bodyHash !== tag('bh')) throw new Error('The body is not what was signed.');

  const names = tag('h')
    .split(':')
    .map((name) => name.trim().toLowerCase());
  if (!names.includes('from')) throw new Error('The sender is not signed.');
  // A header that is named twice is taken from the bottom to the top (5.4.2).
  const left = fields.filter((field) => field !== signature).reverse();
  const covered = names.map((name) => {
    const place = left.findIndex((field) => field.name === name);
    if (place < 0) return '';
    const [field] = left.splice(place, 1);
    return `${name}:${relaxValue(field?.value ?? '')}\r\n`;
  });
  const bare = `dkim-signature:${relaxValue(signature.value.replace(/(^|;)(\s*b\s*=)[^;]*/, '$1$2'))}`;
  const key = findKey(tag('s'), tag('d'));
  if (key === undefined) throw new Error('There is no key in DNS.');
  const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
  const isRight = createVerify('RSA-SHA256')
    .update(covered.join('') + bare, 'latin1')
    .verify(publicKey, tag('b'), 'base64');
  if (!isRight) throw new Error('The headers are not what was signed.');
  return { domain: tag('d'), selector: tag('s'), headers: names };
}

function splitHeaders(text: string): { name: string; value: string }[] {
  const lines = text.split('\r\n');
  const fields: { name: string; value: string }[] = [];
  for (const line of lines) {
    const last = fields.at(-1);
    if (/^[ \t]/.test(line) && last) last.value += `\r\n${line}`;
    else
      fields.push({
        name: line.slice(0, line.indexOf(':')).trim().toLowerCase(),
        value: line.slice(line.indexOf(':') + 1),
      });
  }
  return fields;
}

function readTags(value: string): Map<string, string> {
  const tags = new Map<string, string>();
  for (const part of value.split(';')) {
    const equals = part.indexOf('=');
    if (equals > 0) tags.set(part.slice(0, equals).trim(), part.slice(equals + 1).replaceAll(/\s/g, ''));
  }
  return tags;
}

/** 3.4.2 */
const relaxValue = (value: string) =>
  value
    .replaceAll('\r\n', '')
    .replaceAll(/[ \t]+/g, ' ')
    .trim();

/** 3.4.4 */
function relaxBody(body: string): string {
  const lines = body.split('\r\n').map((line) => line.replaceAll(/[ \t]+/g, ' ').replace(/ $/, ''));
  while (lines.at(-1) === '') lines.pop();
  return lines.length > 0 ? `${lines.join('\r\n')}\r\n` : '';
}
