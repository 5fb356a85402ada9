import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { createOutgoingRequests } from './requests.server.ts';
import { createWebhookSecret } from './signature.server.ts';

interface Received {
  method: string | undefined;
  address: string;
  headers: IncomingMessage['headers'];
  body: string;
}

type Answer = (response: ServerResponse, request: Received) => unknown;
type Addresses = Record<string, { A?: string[]; AAAA?: string[] }>;

const name = 'hooks.example.com';
const leadsOut: Addresses = { [name]: { A: ['203.1.1.1'], AAAA: ['2a00:1450::1'] } };
const ok: Answer = (response) => response.end('thanks');

/**
 * A small Internet on this machine: a resolver with these names, and one receiver behind all of them.
 * @param look  answers of the resolver in place of those that tell of the names
 */
async function startInternet({
  addresses = leadsOut,
  answer = ok,
  look,
}: Partial<{ addresses: Addresses; answer: Answer; look: Answer }>) {
  const received: Received[] = [];
  const asked: string[] = [];
  const resolver = await listen((response, request) => {
    const query = new URL(request.address, 'https://resolver.example').searchParams;
    asked.push(`${query.get('type')} ${query.get('name')}`);
    if (look) return look(response, request);
    const host = query.get('name') ?? '';
    const found = addresses[host];
    const [data = [], type] = query.get('type') === 'AAAA' ? [found?.AAAA, 28] : [found?.A, 1];
    const alias = { name: host, type: 5, TTL: 60, data: 'elsewhere.example.com.' };
    const records = data.map((address) => ({ name: host, type, TTL: 1, data: address }));
    response.end(
      JSON.stringify({ Status: found ? 0 : 3, TC: false, ...(records.length && { Answer: [alias, ...records] }) }),
    );
  });
  const receiver = await listen((response, request) => {
    received.push(request);
    return answer(response, request);
  });
  const outgoing = createOutgoingRequests({
    ownHost: 'lotline.example',
    fetch(input, init) {
      const { host, pathname, search } = new URL(input);
      const origin = host === 'cloudflare-dns.com' ? resolver : receiver;
      return fetch(`${origin}${pathname}${search}`, { ...init, headers: { ...init.headers, 'X-Host': host } });
    },
  });
  return { outgoing, received, asked, addresses };
}

async function listen(answer: Answer): Promise<string> {
  const server: Server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    answer(response, { method: request.method, address: request.url ?? '', headers: request.headers, body });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port.');
  return `http://127.0.0.1:${address.port}`;
}

const message = (changes: Partial<{ address: string; body: string; secrets: string[]; id: string }> = {}) => ({
  id: 'msg_1',
  address: `https://${name}/lotline?key=1`,
  body: '{"figure":"price"}',
  secrets: [createWebhookSecret()],
  ...changes,
});

test('a message arrives signed, by POST, at the address and nowhere else', async () => {
  const { outgoing, received, asked } = await startInternet({});
  const sent = message({ secrets: [createWebhookSecret(), createWebhookSecret()] });
  const before = Math.floor(Date.now() / 1000);
  expect(await outgoing.send(sent)).toEqual({
    outcome: 'DELIVERED',
    status: 200,
    explanation: 'Answered 200.',
    answer: 'thanks',
  });
  expect(asked.toSorted()).toEqual([`A ${name}`, `AAAA ${name}`]);
  expect(received).toHaveLength(1);
  const [{ method, address, headers, body } = expect.fail()] = received;
  expect({ method, address, body, host: headers['x-host'], type: headers['content-type'] }).toEqual({
    method: 'POST',
    address: '/lotline?key=1',
    body: sent.body,
    host: name,
    type: 'application/json',
  });
  const timestamp = headers['webhook-timestamp'];
  expect(Number(timestamp)).toBeGreaterThanOrEqual(before);
  expect(headers['webhook-signature']).toBe(
    sent.secrets
      .map((secret) => Buffer.from(secret.replace('whsec_', ''), 'base64'))
      .map((key) => `v1,${createHmac('sha256', key).update(`msg_1.${timestamp}.${sent.body}`).digest('base64')}`)
      .join(' '),
  );
  expect(headers.cookie).toBeUndefined();
});

test.each([
  ['a private address', { A: ['192.168.1.7'] }],
  ['the secrets of a cloud', { A: ['169.254.169.254'] }],
  ['a private address beside a public one', { A: ['203.1.1.1', '10.0.0.1'] }],
  ['a private IPv6 address beside a public IPv4 one', { A: ['203.1.1.1'], AAAA: ['fd00::1'] }],
  ['this machine, as a mapped address', { AAAA: ['::ffff:127.0.0.1'] }],
  ['this machine, by NAT64', { AAAA: ['64:ff9b::7f00:1'] }],
  ['what is no address', { A: ['127.1'] }],
])('a name that leads to %s is refused when saved and when sent', async (_, addresses) => {
  const { outgoing, received } = await startInternet({ addresses: { [name]: addresses } });
  const problem = expect.stringContaining('leads into a private network');
  expect(await outgoing.check(message().address)).toEqual({ problem });
  expect(await outgoing.send(message())).toEqual({ outcome: 'FAILED', status: null, explanation: problem, answer: '' });
  expect(received).toEqual([]);
});

test('a name with addresses of one kind only is fine, one without any or unknown is not', async () => {
  const addresses: Addresses = {
    'old.example.com': { A: ['203.1.1.1'] },
    'new.example.com': { AAAA: ['2a00:1450::1'] },
    'empty.example.com': {},
  };
  const { outgoing } = await startInternet({ addresses });
  expect((await outgoing.check('https://old.example.com/')).url?.href).toBe('https://old.example.com/');
  expect((await outgoing.check('https://new.example.com/')).url?.href).toBe('https://new.example.com/');
  for (const host of ['empty.example.com', 'unknown.example.com'])
    expect((await outgoing.check(`https://${host}/`)).problem).toContain(`There is no host named ${host}.`);
});

test('a name that turns inward after it was saved gets nothing', async () => {
  const { outgoing, received, addresses } = await startInternet({ addresses: { ...leadsOut } });
  expect((await outgoing.check(message().address)).problem).toBeUndefined();
  expect((await outgoing.send(message())).outcome).toBe('DELIVERED');
  addresses[name] = { A: ['127.0.0.1'] };
  expect((await outgoing.send(message())).outcome).toBe('FAILED');
  expect(received).toHaveLength(1);
});

test('an address that is refused is not even looked up', async () => {
  const { outgoing, asked, received } = await startInternet({});
  const { explanation } = await outgoing.send(message({ address: 'https://127.0.0.1/' }));
  expect(explanation).toContain('instead of its numeric address');
  expect([...asked, ...received]).toEqual([]);
});

const looks: Record<string, Answer> = {
  'a failure of the resolver': (response) => response.end(JSON.stringify({ Status: 2, TC: false })),
  'an answer that was cut': (response) => response.end(JSON.stringify({ Status: 0, TC: true, Answer: [] })),
  'an error page': (response) => response.writeHead(503).end('<html>'),
  'a redirect': (response) => response.writeHead(302, { location: 'https://elsewhere.example/' }).end(),
  'a body that is no JSON': (response) => response.end('<html>'),
  'a body of another shape': (response) => response.end('{"Status":0}'),
  'a body without end': (response) => response.end(`{"Status":0,"TC":false,"Comment":"${'x'.repeat(100_000)}"}`),
  'a cut connection': (response) => response.destroy(),
};

test.each(Object.entries(looks))(
  'with %s from the resolver nothing is sent, and another try is advised',
  async (_, look) => {
    const { outgoing, received } = await startInternet({ look });
    expect((await outgoing.check(message().address)).problem).toBe(
      `${name} could not be looked up. Try again in a minute.`,
    );
    expect((await outgoing.send(message())).outcome).toBe('FAILED');
    expect(received).toEqual([]);
  },
);

test.each([
  [204, 'DELIVERED', 'Answered 204.'],
  [299, 'DELIVERED', 'Answered 299.'],
  [301, 'FAILED', 'Answered 301: it leads to another address, which is not followed.'],
  [304, 'FAILED', 'Answered 304: it leads to another address, which is not followed.'],
  [308, 'FAILED', 'Answered 308: it leads to another address, which is not followed.'],
  [404, 'FAILED', 'Answered 404.'],
  [410, 'GONE', 'Answered 410: it takes no more messages.'],
  [500, 'FAILED', 'Answered 500.'],
] as const)('an answer with %i is %s, and a redirect is not followed', async (status, outcome, explanation) => {
  const { outgoing, received } = await startInternet({
    answer: (response) => response.writeHead(status, { location: 'https://hooks.example.com/other' }).end(),
  });
  expect(await outgoing.send(message())).toEqual({ outcome, status, explanation, answer: '' });
  expect(received).toHaveLength(1);
});

test('of an answer the first kilobyte is read, and it can be kept as text', async () => {
  let isLeft = false;
  const { outgoing } = await startInternet({
    answer(response) {
      response.on('close', () => {
        isLeft = true;
      });
      const send = () => {
        while (response.write(`\0${'é'.repeat(50_000)}`));
      };
      response.on('drain', send);
      send();
    },
  });
  const { outcome, answer } = await outgoing.send(message());
  expect(outcome).toBe('DELIVERED');
  expect(answer).toBe(`\u{fffd}${'é'.repeat(511)}\u{fffd}`);
  await expect.poll(() => isLeft).toBe(true);
});

test('a message above 64 kB is not sent', async () => {
  const { outgoing, received } = await startInternet({});
  expect((await outgoing.send(message({ body: 'é'.repeat(32_768) }))).outcome).toBe('DELIVERED');
  expect(await outgoing.send(message({ body: `${'é'.repeat(32_768)}x` }))).toMatchObject({
    outcome: 'FAILED',
    explanation: 'The message is larger than 64 kB.',
  });
  expect(received).toHaveLength(1);
});

test('receivers that hang, drip or cut hold nobody up for longer than five seconds, and the others get theirs at once', async () => {
  const answers: Record<string, Answer> = {
    '/hang': () => {},
    '/drip': (response) => {
      const timer = setInterval(() => response.write('.'), 100);
      response.on('close', () => clearInterval(timer));
    },
    '/drip-headers': (response) => {
      response.socket?.write('HTTP/1.1 200 OK\r\n');
      const timer = setInterval(() => response.socket?.write('x-a: b\r\n'), 100);
      response.on('close', () => clearInterval(timer));
    },
    '/cut': (response) => response.destroy(),
  };
  const arrived: number[] = [];
  const startedAt = performance.now();
  const { outgoing } = await startInternet({
    answer(response, request) {
      const odd = answers[request.address];
      if (odd) return odd(response, request);
      arrived.push(performance.now() - startedAt);
      return response.end();
    },
  });
  const paths = [
    '/hang',
    '/drip-headers',
    '/drip',
    '/cut',
    ...Array.from({ length: 16 }, (_, place) => `/good-${place}`),
  ];
  const deliveries = await outgoing.sendAll(
    paths.map((path) => message({ id: path, address: `https://${name}${path}` })),
  );
  expect(performance.now() - startedAt).toBeLessThan(9_000);
  expect(deliveries.map(({ outcome, explanation }) => `${outcome}: ${explanation}`)).toEqual([
    'FAILED: No answer within 5 seconds.',
    'FAILED: No answer within 5 seconds.',
    'DELIVERED: Answered 200.',
    'FAILED: No connection could be made.',
    ...Array.from({ length: 16 }, () => 'DELIVERED: Answered 200.'),
  ]);
  expect(arrived).toHaveLength(16);
  // One lane of five is free of slow ones.
  expect(Math.max(...arrived)).toBeLessThan(4_000);
}, 20_000);

test('a server is asked as it was told, and what it says comes back with its status', async () => {
  const { outgoing, received } = await startInternet({
    answer: (response) => response.writeHead(422).end('{"error":"too long"}'),
  });
  const request = {
    method: 'POST' as const,
    address: `https://${name}/api`,
    headers: { Authorization: 'Bearer key' },
    body: '{}',
  };
  expect(await outgoing.ask(request)).toEqual({ outcome: 'ANSWERED', status: 422, text: '{"error":"too long"}' });
  expect(received[0]).toMatchObject({ method: 'POST', address: '/api', body: '{}' });
  expect(received[0]?.headers.authorization).toBe('Bearer key');
});

test('a server that cuts the connection may have taken what it was asked, one that cannot be reached has not', async () => {
  const addresses: Addresses = { ...leadsOut, 'inside.example.com': { A: ['10.0.0.1'] } };
  const { outgoing, received } = await startInternet({ addresses, answer: (response) => response.destroy() });
  const ask = (address: string) => outgoing.ask({ method: 'GET', address });
  expect(await ask(`https://${name}/`)).toMatchObject({ outcome: 'NO_ANSWER' });
  expect(await ask('https://inside.example.com/')).toMatchObject({ outcome: 'NOT_SENT' });
  expect(await ask('https://127.0.0.1/')).toMatchObject({ outcome: 'NOT_SENT' });
  expect(received).toHaveLength(1);
});

test('of what a server says no more than 64 kB are read, and no redirect is followed', async () => {
  const { outgoing, received } = await startInternet({
    answer: (response) => response.writeHead(302, { location: 'https://elsewhere.example/' }).end('x'.repeat(100_000)),
  });
  const answer = await outgoing.ask({ method: 'GET', address: `https://${name}/` });
  expect(answer).toMatchObject({ outcome: 'ANSWERED', status: 302 });
  expect(answer.outcome === 'ANSWERED' && answer.text?.length).toBe(65_536);
  expect(received).toHaveLength(1);
});
