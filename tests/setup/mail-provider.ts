import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** A message of a batch as the provider got it. */
export interface ProvidedMail {
  from: string;
  to: string[];
  reply_to?: string;
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
  tags: { name: string; value: string }[];
}

/** What goes wrong with a request: a status instead of taking it, or a connection that ends before or after that. */
export type ProviderFault = number | 'reset-before' | 'reset-after' | 'hang-after';

/** Stands in for Resend: batches under keys of idempotency. */
export interface MailProvider {
  /** For the settings of the Worker. */
  bindings: { RESEND_API_KEY: string; RESEND_API_URL: string; RESEND_DOMAINS: string };
  /** What it sends on, each message once. */
  sent: ProvidedMail[];
  /** How often it was asked. */
  requests: number;
  /** Of the next requests. */
  faults: ProviderFault[];
  close(): Promise<void>;
}

/** Starts the stand-in. A key that is used again is answered as before; with another batch it is refused (409). */
export async function startMailProvider(): Promise<MailProvider> {
  const key = 're_test';
  const answered = new Map<string, { batch: string; body: string }>();
  const server = createServer(async (request, response) => {
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const batch = await text(request);
    provider.requests += 1;
    const fault = provider.faults.shift();
    if (fault === 'reset-before') return request.socket.resetAndDestroy();
    if (typeof fault === 'number') return answer(fault, { message: 'Not now.' });
    if (
      request.method !== 'POST' ||
      request.url !== '/emails/batch' ||
      request.headers.authorization !== `Bearer ${key}`
    )
      return answer(401, { message: 'Not here.' });
    const idempotencyKey = String(request.headers['idempotency-key']);
    const before = answered.get(idempotencyKey);
    if (before && before.batch !== batch) return answer(409, { name: 'invalid_idempotent_request' });
    const body = before?.body ?? take(batch);
    answered.set(idempotencyKey, { batch, body });
    if (fault === 'reset-after') return request.socket.resetAndDestroy();
    if (fault === 'hang-after') return undefined;
    return response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  });
  const take = (batch: string) => {
    const messages: ProvidedMail[] = JSON.parse(batch);
    provider.sent.push(...messages);
    return JSON.stringify({ data: messages.map((_, index) => ({ id: `provided-${provider.sent.length}-${index}` })) });
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const provider: MailProvider = {
    bindings: {
      RESEND_API_KEY: key,
      RESEND_API_URL: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
      RESEND_DOMAINS: 'verified.test',
    },
    sent: [],
    requests: 0,
    faults: [],
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
  return provider;
}
