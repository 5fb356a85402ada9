import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { WorkerOptions } from '../../app/local/workerd.ts';

/** A request that reached a receiver. */
export interface Received {
  host: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** How a host answers what is sent to it. */
type Answer = (response: ServerResponse, received: Received) => unknown;

/** An Internet of this machine: a resolver that knows its hosts, and a receiver behind all of them. */
export interface LocalInternet {
  /** Hosts by name: where their names lead, and how they answer. */
  hosts: Map<string, { addresses: string[]; answer: Answer }>;
  received: Received[];
  /** Where it listens: what is asked there names its host in `X-Host`. */
  origin: string;
  /** Puts it in the place of the Internet in front of the Worker's outgoing requests. */
  changeWorkers: NonNullable<WorkerOptions['changeWorkers']>;
  stop(): Promise<void>;
}

// Runs in workerd between the app and the test. The test gets the host in a header: everything goes to one address.
const relayScript = `
export default {
  fetch(request, env) {
    const { host, pathname, search } = new URL(request.url);
    const headers = new Headers(request.headers);
    headers.set('X-Host', host);
    return fetch(env.TARGET + pathname + search, { method: request.method, headers, body: request.body, redirect: 'manual' });
  },
};`;

/** Starts it without any host. */
export async function startLocalInternet(): Promise<LocalInternet> {
  const hosts: LocalInternet['hosts'] = new Map();
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const host = String(request.headers['x-host'] ?? '');
    const url = new URL(request.url ?? '/', 'http://local');
    if (host === 'cloudflare-dns.com') {
      const known = hosts.get(url.searchParams.get('name') ?? '');
      const type = url.searchParams.get('type') === 'AAAA' ? 28 : 1;
      const records = (known?.addresses ?? [])
        .filter((address) => address.includes(':') === (type === 28))
        .map((data) => ({ type, data }));
      return response.end(JSON.stringify({ Status: known ? 0 : 3, TC: false, Answer: records }));
    }
    const arrived = { host, path: url.pathname, headers: request.headers, body: await text(request).catch(() => '') };
    received.push(arrived);
    const known = hosts.get(host);
    if (!known) return response.writeHead(404).end();
    return known.answer(response, arrived);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const target = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  return {
    hosts,
    received,
    origin: target,
    changeWorkers: (app) => [
      { ...app, serviceBindings: { ...app.serviceBindings, OUTGOING: 'internet' } },
      {
        name: 'internet',
        modules: true,
        script: relayScript,
        compatibilityDate: '2026-01-01',
        bindings: { TARGET: target },
        outboundService: { network: { allow: ['public', 'private'] } },
      },
    ],
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
