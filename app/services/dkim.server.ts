import { createHash, createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { relaxBody, relaxHeader } from './dkim-relaxed.ts';

/** A key that signs for a domain; its public half is in the domain's DNS. */
export interface DkimKey {
  /** Lower case, ASCII. */
  domain: string;
  selector: string;
  privateKey: KeyObject;
}

/** Reads a private key once, so that not every message has to. */
export function readDkimKey({ domain, selector, pem }: { domain: string; selector: string; pem: string }): DkimKey {
  return { domain, selector, privateKey: createPrivateKey(pem) };
}

/** The headers that are signed where a message has them. Those of a list have to be, or no mail program offers to unsubscribe (RFC 8058). */
const signedHeaders = [
  'from',
  'reply-to',
  'subject',
  'date',
  'message-id',
  'to',
  'mime-version',
  'content-type',
  'list-id',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'feedback-id',
];

const makeSignature = promisify(sign);

/**
 * Puts a signature (RFC 6376, rsa-sha256, relaxed) before a message. The key works beside the thread where the runtime can do that.
 * @param message  its lines end in CRLF
 * @throws Error for a key that cannot sign: unsigned mail would look forged
 */
export async function signMessage(message: Buffer, { domain, selector, privateKey }: DkimKey): Promise<Buffer> {
  const text = message.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) throw new Error('A message has an empty line behind its headers.');
  const fields = text
    .slice(0, end)
    .split(/\r\n(?![ \t])/)
    .map(relaxHeader);
  const covered = signedHeaders.flatMap((name) => {
    // Of several, the lowest counts (5.4.2).
    const field = fields.findLast((one) => one.startsWith(`${name}:`));
    return field === undefined ? [] : [{ name, field }];
  });
  const bodyHash = createHash('sha256')
    .update(relaxBody(text.slice(end + 4)), 'latin1')
    .digest('base64');
  const unsigned = [
    'DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; q=dns/txt;',
    `d=${domain}; s=${selector};`,
    `bh=${bodyHash};`,
    `h=${fold(covered.map(({ name }) => name).join(':'), /.{1,70}(:|$)/g)};`,
    'b=',
  ].join('\r\n ');
  const signed = [...covered.map(({ field }) => field), relaxHeader(unsigned)].join('\r\n');
  const signature = await makeSignature('sha256', Buffer.from(signed, 'latin1'), privateKey).catch((error: unknown) => {
    throw new Error(`The key of ${domain} does not sign.`, { cause: error });
  });
  return Buffer.concat([Buffer.from(`${unsigned}${fold(signature.toString('base64'), /.{1,72}/g)}\r\n`), message]);
}

/** Breaks a value that may be broken behind each of these pieces. */
const fold = (value: string, pieces: RegExp) => (value.match(pieces) ?? []).join('\r\n  ');
