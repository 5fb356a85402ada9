import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { ZodError, z } from 'zod';
import { createFaults, type Fault, type Faults } from './neon-faults.ts';
import { errorAnswer, maximumBytes, ProtocolError, parseRequest } from './neon-protocol.ts';
import { createSessions, type Sessions } from './neon-sessions.ts';

const rememberedRequests = 2_000;

/** The statements of one HTTP request to `/sql`. */
interface RecordedRequest {
  statements: string[];
}

/** A local stand-in for Neon's SQL over HTTP. */
export interface NeonEndpoint {
  /** Address the driver sends its queries to: the value for `neonConfig.fetchEndpoint`. */
  url: string;
  /** Stops answering, cancels running statements, closes every connection. */
  close(): Promise<void>;
  /** Requests made with this `x-request-id`, oldest first, among the last 2,000. */
  requestsFor(requestId: string): RecordedRequest[];
  /** All requests since the start. */
  requestCount(): number;
  /** Plans a failure for the next matching requests. */
  addFault: Faults['add'];
  clearFaults: Faults['clear'];
}

interface Context {
  sessions: Sessions;
  faults: Faults;
  record(requestId: string | undefined, statements: string[]): void;
}

/**
 * Speaks Neon's protocol at `POST /sql` over pooled connections to the Postgres named by each request.
 * Tests in other processes use `GET /requests?id=`, `GET /requests/count`, `POST /faults`, `DELETE /faults`.
 */
export async function startNeonEndpoint({
  port = 0,
  host = '127.0.0.1',
}: {
  port?: number;
  host?: string;
} = {}): Promise<NeonEndpoint> {
  const sessions = createSessions();
  const faults = createFaults();
  const recorded: (RecordedRequest & { requestId: string | undefined })[] = [];
  let count = 0;
  const record = (requestId: string | undefined, statements: string[]) => {
    count += 1;
    recorded.push({ requestId, statements });
    if (recorded.length > rememberedRequests) recorded.shift();
  };
  const requestsFor = (id: string) =>
    recorded.filter(({ requestId }) => requestId === id).map(({ statements }) => ({ statements }));

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://endpoint');
    const answer = async () => {
      switch (`${request.method} ${pathname}`) {
        case 'POST /sql':
          return answerSql(request, response, { sessions, faults, record });
        case 'GET /requests':
          return send(response, 200, JSON.stringify(requestsFor(searchParams.get('id') ?? '')));
        case 'GET /requests/count':
          return send(response, 200, JSON.stringify(count));
        case 'POST /faults':
          faults.add(JSON.parse(await readBody(request)));
          return send(response, 201, '{}');
        case 'DELETE /faults':
          faults.clear();
          return send(response, 200, '{}');
        default:
          return send(response, 404, '{"message":"not found"}');
      }
    };
    answer().catch((error) => {
      const { status, body } =
        error instanceof ZodError ? { status: 400, body: z.prettifyError(error) } : errorAnswer(error);
      send(response, status, body);
    });
  });
  // Connections stay open until the client closes them: closing an idle one could meet a request on its way.
  server.keepAliveTimeout = 0;
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  const openPort = typeof address === 'object' ? address?.port : port;

  return {
    url: `http://${host}:${openPort}/sql`,
    requestsFor,
    requestCount: () => count,
    addFault: faults.add,
    clearFaults: faults.clear,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      await sessions.close();
    },
  };
}

async function answerSql(
  request: IncomingMessage,
  response: ServerResponse,
  { sessions, faults, record }: Context,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  const parsed = parseRequest(request.headers, await readBody(request));
  const header = request.headers['x-request-id'];
  const requestId = typeof header === 'string' ? header : undefined;
  const statements = parsed.statements.map(({ text }) => text);
  record(requestId, statements);
  const fault = faults.take(requestId, statements);
  if (fault && (await failBefore(fault, request, response, gone.signal))) return;
  const body = await sessions.run(parsed, gone.signal);
  if (fault && failAfter(fault, body, request, response)) return;
  if (parsed.begin !== undefined) echoBatchHeaders(request, response);
  send(response, 200, body);
}

/** Shows a failure that keeps the statements from running. Returns whether that answered the request. */
async function failBefore(
  { fault, delayMs }: Fault,
  request: IncomingMessage,
  response: ServerResponse,
  gone: AbortSignal,
): Promise<boolean> {
  switch (fault) {
    case 'status-500':
      throw new ProtocolError(500, "Couldn't connect to compute node");
    case 'status-429':
      throw new ProtocolError(429, 'too many connections');
    case 'status-507':
      throw new ProtocolError(507, `response is too large (max is ${maximumBytes} bytes)`);
    case 'html-400':
      send(response, 400, '<html><body><h1>400 Bad Request</h1></body></html>', 'text/html');
      return true;
    case 'reset-before':
      request.socket.resetAndDestroy();
      return true;
    case 'hang':
      if (!gone.aborted) await once(gone, 'abort');
      return true;
    case 'slow':
      await delay(delayMs, undefined, { signal: gone });
      return false;
    default:
      return false;
  }
}

/** Shows a failure that loses the answer although the statements took effect. Returns whether that answered the request. */
function failAfter({ fault }: Fault, body: string, request: IncomingMessage, response: ServerResponse): boolean {
  switch (fault) {
    case 'cut-body':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
      response.write(body.slice(0, body.length / 2), () => response.destroy());
      return true;
    case 'stalled-body':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
      response.write(body.slice(0, body.length / 2));
      return true;
    case 'wrong-shape':
      send(response, 200, '{"unexpected":true}');
      return true;
    case 'reset-after-commit':
      request.socket.resetAndDestroy();
      return true;
    default:
      return false;
  }
}

function echoBatchHeaders({ headers }: IncomingMessage, response: ServerResponse): void {
  for (const name of ['neon-batch-isolation-level', 'neon-batch-read-only', 'neon-batch-deferrable']) {
    const value = headers[name];
    if (value !== undefined && value !== 'false') response.setHeader(name, value);
  }
}

/** Reads the whole body, even past the limit, so that the client gets to read the answer. */
async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= maximumBytes) chunks.push(bytes);
  }
  if (size > maximumBytes) throw new ProtocolError(413, `request is too large (max is ${maximumBytes} bytes)`);
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, status: number, body: string, type = 'application/json'): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
}
