import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** A request to the database as it came from a Worker. */
export interface RecordedQuery {
  headers: Record<string, string>;
  body: string;
}

/** Stands before a Neon endpoint and remembers what passes. */
export interface Recorder {
  url: string;
  /** The requests since the last time this was asked. */
  take(): RecordedQuery[];
  close(): Promise<void>;
}

/** About the connection, not the request. */
const hopHeaders = ['host', 'connection', 'content-length', 'transfer-encoding'];

/** @param endpoint  the address of the Neon endpoint that answers */
export async function startRecorder(endpoint: string): Promise<Recorder> {
  let recorded: RecordedQuery[] = [];
  const server = createServer((request, response) => {
    const pass = async () => {
      const headers: Record<string, string> = {};
      for (const [name, value] of Object.entries(request.headers)) {
        if (typeof value === 'string' && !hopHeaders.includes(name)) headers[name] = value;
      }
      const body = (await buffer(request)).toString('utf8');
      recorded.push({ headers, body });
      const answer = await fetch(endpoint, { method: 'POST', headers, body });
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
    };
    pass().catch((error) => response.writeHead(502).end(String(error)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/sql`,
    take() {
      const taken = recorded;
      recorded = [];
      return taken;
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
