import { createDecipheriv, createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { ReadableStream } from 'node:stream/web';
import { fileURLToPath } from 'node:url';
import { Miniflare, type Request as WorkerRequest, Response as WorkerResponse } from 'miniflare';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unstable_getMiniflareWorkerOptions } from 'wrangler';
import type { Delivery } from '../../app/services/outgoing/requests.server.ts';

// Requests to addresses that people typed, in workerd: its fetch, its streams and its timers are not those of Node.

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Names and where they lead. */
const names: Record<string, string[]> = {
  'hooks.example.com': ['203.1.1.1'],
  'inside.example.com': ['10.0.0.7'],
  'metadata.example.com': ['203.1.1.1', '169.254.169.254'],
};
let received: { host: string | undefined; path: string; headers: Record<string, unknown>; body: string }[] = [];
let worker: Miniflare;

const receiver = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const path = request.url ?? '';
  received.push({ host: request.headers['x-host']?.toString(), path, headers: request.headers, body });
  if (path === '/hang') return;
  if (path === '/drip') {
    const timer = setInterval(() => response.write('.'), 100);
    response.on('close', () => clearInterval(timer));
    return;
  }
  if (path === '/redirect') return response.writeHead(302, { location: 'https://inside.example.com/secret' }).end();
  if (path === '/large') return response.end('x'.repeat(5_000_000));
  if (path === '/cut') return response.destroy();
  return response.end('thanks');
});

/** Stands for the Internet: the resolver answers from the list of names, everything else is the receiver's. */
async function answer(request: WorkerRequest): Promise<WorkerResponse> {
  const { host, pathname, searchParams } = new URL(request.url);
  if (host === 'cloudflare-dns.com') {
    const name = searchParams.get('name') ?? '';
    const data = searchParams.get('type') === 'A' ? (names[name] ?? []) : [];
    const Answer = data.map((one) => ({ name, type: 1, TTL: 1, data: one }));
    return WorkerResponse.json({ Status: name in names ? 0 : 3, TC: false, Answer });
  }
  const address = receiver.address();
  if (typeof address !== 'object' || address === null) throw new Error('The receiver does not listen.');
  const response = await fetch(`http://127.0.0.1:${address.port}${pathname}`, {
    method: request.method,
    headers: [...request.headers, ['x-host', host]],
    body: request.method === 'POST' ? await request.text() : null,
    redirect: 'manual',
  });
  const body = response.body?.getReader();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = (await body?.read()) ?? { done: true, value: undefined };
      if (value) controller.enqueue(value);
      if (done) controller.close();
    },
    cancel: (reason) => body?.cancel(reason),
  });
  return new WorkerResponse(stream, { status: response.status, headers: [...response.headers] });
}

beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const bundle = await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    ssr: { noExternal: true, target: 'webworker' },
    build: { ssr: `${root}tests/attack/outgoing-worker.ts`, write: false, target: 'es2022' },
  });
  const [entry] = [bundle].flat().flatMap((one) => ('output' in one ? one.output : []));
  if (entry?.type !== 'chunk') throw new Error('The Worker should be one module.');
  const { compatibilityDate, compatibilityFlags } = unstable_getMiniflareWorkerOptions(
    `${root}wrangler.toml`,
  ).workerOptions;
  expect(compatibilityFlags).toContain('global_fetch_strictly_public');
  worker = new Miniflare({
    compatibilityDate,
    compatibilityFlags,
    modules: [{ type: 'ESModule', path: 'worker.js', contents: entry.code }],
    serviceBindings: { OUTGOING: answer },
    cf: false,
  });
  await worker.ready;
}, 120_000);

afterAll(async () => {
  await worker?.dispose();
  receiver.closeAllConnections();
  receiver.close();
});

const secret = `whsec_${Buffer.alloc(32, 'secret').toString('base64')}`;

async function ask(path: string, body: unknown): Promise<unknown> {
  const response = await worker.dispatchFetch(`http://worker.test${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
  return response.json();
}

async function send(...addresses: string[]): Promise<Delivery[]> {
  received = [];
  const messages = addresses.map((address, place) => ({
    id: `msg_${place}`,
    address,
    body: '{"a":1}',
    secrets: [secret],
  }));
  const deliveries = await ask('/send', messages);
  if (!Array.isArray(deliveries)) throw new Error('A list of deliveries was expected.');
  return deliveries;
}

test('in workerd a message arrives, signed with its secret', async () => {
  expect(await send('https://hooks.example.com/good')).toEqual([
    { outcome: 'DELIVERED', status: 200, explanation: 'Answered 200.', answer: 'thanks' },
  ]);
  const [{ host, path, body, headers } = expect.fail()] = received;
  expect({ host, path, body }).toEqual({ host: 'hooks.example.com', path: '/good', body: '{"a":1}' });
  const signed = createHmac('sha256', Buffer.alloc(32, 'secret')).update(
    `msg_0.${headers['webhook-timestamp']}.{"a":1}`,
  );
  expect(headers['webhook-signature']).toBe(`v1,${signed.digest('base64')}`);
});

test('in workerd nothing leads inside: not by name, not by number, not by redirect', async () => {
  const deliveries = await send(
    'https://inside.example.com/',
    'https://metadata.example.com/',
    'https://0x7f.1/',
    'https://１２７.０.０.１/',
    'https://[::ffff:127.0.0.1]/',
    'https://printer.local/',
    'https://lotline.example./',
    'https://hooks.example.com:8080/',
    'http://hooks.example.com/',
    'https://unknown.example.com/',
    'https://hooks.example.com/redirect',
  );
  expect(deliveries.map(({ outcome, status }) => `${outcome} ${status}`)).toEqual([
    ...Array.from({ length: 10 }, () => 'FAILED null'),
    'FAILED 302',
  ]);
  expect(received.map(({ path }) => path)).toEqual(['/redirect']);
});

test('in workerd slow, cut and endless answers end in five seconds, and the others get theirs', async () => {
  const startedAt = performance.now();
  const deliveries = await send(
    ...['hang', 'drip', 'cut', 'large', 'good', 'good', 'good'].map((path) => `https://hooks.example.com/${path}`),
  );
  expect(
    deliveries.map(({ outcome, explanation, answer: { length } }) => `${outcome}: ${explanation} ${length}`),
  ).toEqual([
    'FAILED: No answer within 5 seconds. 0',
    'DELIVERED: Answered 200. 0',
    // What stands in for the Internet tells of a cut connection by an error of its own.
    expect.stringMatching(/^FAILED: /),
    'DELIVERED: Answered 200. 1024',
    ...Array.from({ length: 3 }, () => 'DELIVERED: Answered 200. 6'),
  ]);
  expect(performance.now() - startedAt).toBeLessThan(12_000);
});

test('in workerd a secret is sealed so that only its owner’s row opens it', async () => {
  const owner = 'reid_alerts:1';
  const answered = await ask('/seal', { secret, owner });
  expect(answered).toEqual({ sealed: expect.any(String), opened: secret, moved: null });
  const [, , text = ''] = /"sealed":"([\d.]+\.[\da-f]{8}\.)([\w-]+)"/.exec(JSON.stringify(answered)) ?? [];
  const bytes = Buffer.from(text, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', Buffer.alloc(32, 7), bytes.subarray(0, 12));
  decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(-16));
  expect(decipher.update(bytes.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8')).toBe(secret);
});
