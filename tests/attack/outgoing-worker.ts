import { z } from 'zod';
import { createOutgoingRequests } from '../../app/services/outgoing/requests.server.ts';
import { createTenantSecrets } from '../../app/services/tenant-secrets.server.ts';

const messages = z.array(
  z.object({ id: z.string(), address: z.string(), body: z.string(), secrets: z.array(z.string()) }),
);
const secret = z.object({ secret: z.string(), owner: z.string() });
const key = new Uint8Array(32).fill(7);

/** Runs the two services where they run in production: sends messages at `/send`, seals and opens a secret at `/seal`. */
export default {
  async fetch(request, { OUTGOING }) {
    const typed: unknown = await request.json();
    if (new URL(request.url).pathname === '/seal') {
      const { secret: plain, owner } = secret.parse(typed);
      const secrets = createTenantSecrets([key]);
      const sealed = await secrets.seal(plain, owner);
      const [opened, moved] = await Promise.all([secrets.open(sealed, owner), secrets.open(sealed, `${owner}2`)]);
      return Response.json({ sealed, opened, moved: moved ?? null });
    }
    const outgoing = createOutgoingRequests({
      ownHost: 'lotline.example',
      fetch: (address, init) => OUTGOING.fetch(address, init),
    });
    return Response.json(await outgoing.sendAll(messages.parse(typed)));
  },
} satisfies ExportedHandler<{ OUTGOING: Fetcher }>;
