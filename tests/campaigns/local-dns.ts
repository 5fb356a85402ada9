import { createServer } from 'node:http';
import type { WorkerOptions } from '../../app/local/workerd.ts';

/** DNS over HTTPS of this machine, in place of that of the Internet. */
export interface LocalDns {
  /** TXT records by name, as zone files write them. A name without any is not there; `away` is not answered for. */
  texts: Map<string, string[] | 'away'>;
  /** Names that were asked for. */
  asked: string[];
  changeWorkers: NonNullable<WorkerOptions['changeWorkers']>;
  stop(): Promise<void>;
}

// Runs in workerd between the app and the test: everything goes to one address.
const relayScript = `
export default {
  fetch(request, env) {
    const { pathname, search } = new URL(request.url);
    return fetch(env.TARGET + pathname + search);
  },
};`;

/** Starts it without any name. */
export async function startLocalDns(): Promise<LocalDns> {
  const texts: LocalDns['texts'] = new Map();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://local');
    const name = searchParams.get('name') ?? '';
    asked.push(name);
    const found = texts.get(name);
    if (found === 'away') return response.writeHead(503).end();
    const answer = searchParams.get('type') === 'TXT' ? (found ?? []).map((data) => ({ type: 16, data })) : [];
    return response.end(JSON.stringify({ Status: found ? 0 : 3, TC: false, Answer: answer }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const target = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  return {
    texts,
    asked,
    changeWorkers: (app) => [
      { ...app, serviceBindings: { ...app.serviceBindings, OUTGOING: 'dns' } },
      {
        name: 'dns',
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
