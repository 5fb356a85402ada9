import { createPrivateKey, type KeyObject } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { loadMailLibrary } from './mail-library.server.ts';

/** A key that signs for a domain; its public half is in the domain's DNS. */
export interface DkimKey {
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
  'From',
  'Reply-To',
  'Subject',
  'Date',
  'Message-ID',
  'To',
  'MIME-Version',
  'Content-Type',
  'List-Id',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
  'Feedback-ID',
].join(':');

const headerName = Buffer.from('DKIM-Signature:');

/**
 * Puts a signature (RFC 6376, rsa-sha256, relaxed) before a message.
 * @throws Error for a key that cannot sign: unsigned mail would look forged
 */
export async function signMessage(message: Buffer, { domain, selector, privateKey }: DkimKey): Promise<Buffer> {
  const { Dkim } = await loadMailLibrary();
  const signer = new Dkim({
    domainName: domain,
    keySelector: selector,
    privateKey,
    headerFieldNames: signedHeaders,
  });
  const signed = await buffer(signer.sign(message));
  // The library sends a message it could not sign as it is.
  if (!signed.subarray(0, headerName.length).equals(headerName)) throw new Error(`The key of ${domain} does not sign.`);
  return signed;
}
