import type { ServerResponse } from 'node:http';
import { type LocalInternet, type Received, startLocalInternet } from '../reid/alerts-internet.ts';

/** The servers that posts are published on, as far as publishing goes, and what they hold. */
export interface SocialServers extends Omit<LocalInternet, 'origin'> {
  /** In the place of the Internet, for work that runs in Node. */
  outgoing: { fetch: (address: string, init: RequestInit) => Promise<Response> };
  /** Texts that are out on the Mastodon server, by their keys. */
  statuses: Map<string, string>;
  /** Records that are out on Bluesky, by their keys. */
  records: Map<string, Record<string, unknown>>;
  /** Bodies that the webhook took, by their ids. */
  messages: Map<string, string>;
  /** What becomes of a request to one of the servers, by its number from 1; forgotten by `reset`. */
  fault: (number: number, request: Received) => 'cut before' | 'cut after' | number | undefined;
  /** Forgets everything. */
  reset(): void;
}

export const mastodonHost = 'social.example.org';
export const blueskyHost = 'pds.example.org';
export const hookHost = 'hooks.example.org';

/** Starts the servers. */
export async function startSocialServers(): Promise<SocialServers> {
  const internet = await startLocalInternet();
  let count = 0;
  const serve = (answer: (request: Received) => { status?: number; body: object }) => ({
    addresses: ['203.1.1.1'],
    answer(response: ServerResponse, request: Received) {
      count += 1;
      const fault = servers.fault(count, request);
      if (fault === 'cut before') return response.destroy();
      if (typeof fault === 'number') return response.writeHead(fault).end(JSON.stringify({ error: 'Not now' }));
      const { status = 200, body } = answer(request);
      if (fault === 'cut after') return response.destroy();
      return response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    },
  });
  const servers: SocialServers = {
    ...internet,
    outgoing: {
      fetch(address, init) {
        const { host, pathname, search } = new URL(address);
        const headers = new Headers(init.headers);
        headers.set('X-Host', host);
        headers.set('Connection', 'close');
        return fetch(`${internet.origin}${pathname}${search}`, { ...init, headers });
      },
    },
    statuses: new Map(),
    records: new Map(),
    messages: new Map(),
    fault: () => undefined,
    reset() {
      count = 0;
      servers.fault = () => undefined;
      for (const kept of [servers.statuses, servers.records, servers.messages]) kept.clear();
      internet.received.length = 0;
    },
  };
  internet.hosts.set(
    mastodonHost,
    serve((request) => answerAsMastodon(servers, request)),
  );
  internet.hosts.set(
    blueskyHost,
    serve((request) => answerAsBluesky(servers, request)),
  );
  internet.hosts.set(
    hookHost,
    serve((request) => answerAsHook(servers, request)),
  );
  return servers;
}

/** The token and the app password that the servers know. */
export const knownSecret = 'known-secret';

function answerAsMastodon({ statuses }: SocialServers, { path, headers, body }: Received) {
  if (path === '/api/v2/instance') return { body: { configuration: { statuses: { max_characters: 1_000 } } } };
  if (headers.authorization !== `Bearer ${knownSecret}`)
    return { status: 401, body: { error: 'The access token is invalid' } };
  if (path === '/api/v1/accounts/verify_credentials') return { body: { acct: 'harbor', username: 'harbor' } };
  if (path === '/api/v2/media') return { body: { id: 'picture-1' } };
  const key = String(headers['idempotency-key']);
  const { status }: { status: string } = JSON.parse(body);
  if (!statuses.has(key)) statuses.set(key, status);
  const id = String([...statuses.keys()].indexOf(key) + 1);
  return { body: { id, url: `https://${mastodonHost}/@harbor/${id}` } };
}

function answerAsBluesky({ records }: SocialServers, { path, headers, body }: Received) {
  const name = path.replace('/xrpc/', '');
  if (name === 'com.atproto.identity.resolveHandle') return { body: { did: 'did:plc:zoe' } };
  if (name === 'com.atproto.server.createSession') {
    const { password }: { password: string } = JSON.parse(body);
    if (password !== knownSecret) return { status: 401, body: { message: 'Invalid identifier or password' } };
    return { body: { did: 'did:plc:harbor', handle: 'harbor.bsky.social', accessJwt: 'session' } };
  }
  if (headers.authorization !== 'Bearer session') return { status: 401, body: { message: 'Bad token' } };
  if (name === 'com.atproto.repo.uploadBlob') return { body: { blob: { $type: 'blob', ref: { $link: 'bafy' } } } };
  const { rkey, record }: { rkey: string; record: Record<string, unknown> } = JSON.parse(body);
  records.set(rkey, record);
  return { body: { uri: `at://did:plc:harbor/app.bsky.feed.post/${rkey}`, cid: 'bafy' } };
}

function answerAsHook({ messages }: SocialServers, { headers, body }: Received) {
  messages.set(String(headers['webhook-id']), body);
  return { body: { id: 'external-1', url: 'https://example.org/posts/1' } };
}
