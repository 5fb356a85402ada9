import { randomBytes } from 'node:crypto';
import type { RequestContext } from '~/load-context.ts';
import { addSendingDomain } from './commands.server.ts';
import { makeSigningKey } from './keys.server.ts';
import { keyOwner } from './secrets.server.ts';

/**
 * Adds a domain, with a new key that signs its mail and a token that proves whose it is.
 * @param id  made with the form; a domain that has it already keeps its key
 * @param domain  lower case, ASCII
 */
export async function addDomain(
  { database, tenantSecrets }: Pick<RequestContext, 'database' | 'tenantSecrets'>,
  { id, domain }: { id: string; domain: string },
) {
  const { publicKey, privateKey } = await makeSigningKey();
  const sealedPrivateKey = await tenantSecrets.seal(privateKey, keyOwner(id));
  const { added } = await database.write((handle) => ({
    added: addSendingDomain(handle, {
      id,
      domain,
      // Keys of several organizations, and a later one of the same, stand beside each other.
      selector: `lotline-${randomBytes(4).toString('hex')}`,
      publicKey,
      sealedPrivateKey,
      ownershipToken: randomBytes(16).toString('hex'),
    }),
  }));
  return added[0]?.outcome;
}
