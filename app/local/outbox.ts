import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

const keptMessages = 500;

const messageSchema = z.object({
  to: z.email(),
  subject: z.string().min(1),
  text: z.string(),
  html: z.string(),
  /** Where mail programs post that their user wants no more of this. */
  unsubscribe: z.url().optional(),
  /** Of a message that brings its own. */
  headers: z.record(z.string(), z.string()).default({}),
  /** Content in Base64. */
  attachments: z.array(z.object({ name: z.string(), type: z.string(), content: z.base64() })).default([]),
});

/** A mail that would have been sent. */
interface OutboxMessage extends z.infer<typeof messageSchema> {
  id: string;
  /** ISO 8601. */
  sentAt: string;
}

/** Development mail, kept in memory. */
export interface Outbox {
  url: string;
  /** The last 500, newest first. */
  messages(): OutboxMessage[];
  close(): Promise<void>;
}

/** Takes mail at `POST /messages` and shows it at `GET /messages`, or `GET /messages?to=` one address. */
export async function startOutbox({ port = 0 }: { port?: number } = {}): Promise<Outbox> {
  let messages: OutboxMessage[] = [];
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://outbox');
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    switch (`${request.method} ${pathname}`) {
      case 'POST /messages': {
        const parsed = parseMessage(await text(request).catch(() => ''));
        if (!parsed.success) return answer(400, { message: z.prettifyError(parsed.error) });
        const message = { ...parsed.data, id: randomUUID(), sentAt: new Date().toISOString() };
        messages = [message, ...messages].slice(0, keptMessages);
        return answer(201, message);
      }
      case 'GET /messages': {
        const to = searchParams.get('to');
        return answer(200, to === null ? messages : messages.filter((message) => message.to === to));
      }
      default:
        return answer(404, { message: 'not found' });
    }
  });
  // Connections stay open until the Worker closes them: closing an idle one could meet a mail on its way.
  server.keepAliveTimeout = 0;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : port}`,
    messages: () => messages,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function parseMessage(body: string): z.ZodSafeParseResult<z.infer<typeof messageSchema>> {
  try {
    return messageSchema.safeParse(JSON.parse(body));
  } catch {
    return messageSchema.safeParse(undefined);
  }
}
