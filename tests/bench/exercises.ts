import { setTimeout as delay } from 'node:timers/promises';
import { request } from 'undici';
import type { Answer, Attempt, Exercise } from './load.ts';
import type { Page } from './measured-pages.ts';
import type { RecordedQuery } from './recorder.ts';

/**
 * Sends a request once.
 * @throws when the answer is not the expected one
 */
export async function send(origin: string, { path, method = 'GET', headers, body, check }: Attempt): Promise<Answer> {
  const response = await request(origin + path, { method, headers, body });
  const answer = {
    status: response.statusCode,
    headers: response.headers,
    body: Buffer.from(await response.body.arrayBuffer()),
  };
  const problem = check(answer);
  if (problem) throw new Error(`${method} ${origin}${path}: ${problem}`);
  return answer;
}

/** Asks for a page, whatever it answers. */
export const ask = (origin: string, { path, headers }: Pick<Page, 'path' | 'headers'>) =>
  send(origin, { path, headers, check: () => undefined });

/** Whether a page came from the cache, fresh or stale. */
export const isHit = ({ headers }: Answer) => /^lotline; hit\b/.test(String(headers['cache-status']));

/**
 * The first answer that comes from the cache. What is put there is put there after its own answer.
 * @throws when none of twenty does
 */
export async function askUntilHit(origin: string, page: Page): Promise<Answer> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const answer = await ask(origin, page);
    if (isHit(answer)) return answer;
  }
  throw new Error(`${page.path} never came from the cache.`);
}

/** Asks for a page until it is made as it will be from then on. What is kept of it is made behind an answer. */
export async function askUntilKept(origin: string, page: Page): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt++) {
    await ask(origin, page);
    await delay(200);
  }
}

/** A page without the keys of its forms, which are new each time. */
const withoutKeys = (body: Buffer) => body.toString().replaceAll(/name="key" value="[\da-f-]{36}"/g, '');

/** How an answer differs from the expected one, in status or content; undefined when it does not. */
export function differs(answer: Answer, expected: Answer): string | undefined {
  if (answer.status !== expected.status) return `${answer.status} instead of ${expected.status}`;
  if (answer.body.equals(expected.body) || withoutKeys(answer.body) === withoutKeys(expected.body)) return undefined;
  const at = answer.body.findIndex((byte, index) => byte !== expected.body[index]);
  const around = (body: Buffer) => body.subarray(Math.max(at - 100, 0), at + 100).toString();
  return `another content than before:\n${around(answer.body)}\ninstead of\n${around(expected.body)}`;
}

/** The same request again and again. */
export function repeat(origin: string, attempt: Attempt): Exercise {
  return { origin, next: () => attempt };
}

/** Of the connection, or different in each answer. */
const ownHeaders = ['connection', 'content-length', 'date', 'transfer-encoding', 'set-cookie'];

/** Has a Worker return what the app answered, with the headers that belong to the page. */
export async function keepBytes(
  origin: string,
  { path, headers: { cookie } }: Page,
  expected: Answer,
): Promise<Exercise> {
  const headers = Object.entries(expected.headers).filter(([name]) => !ownHeaders.includes(name));
  // Each visitor's page is another, so it needs an address of its own.
  const address = `${path}${path.includes('?') ? '&' : '?'}signed-in=${Boolean(cookie)}`;
  await request(origin + address, {
    method: 'PUT',
    headers: { 'x-answer-headers': JSON.stringify(headers) },
    body: expected.body,
  });
  return repeat(origin, {
    path: address,
    headers: cookie ? { cookie } : {},
    check: (answer) => differs(answer, expected),
  });
}

/** The page's own statements, straight at the endpoint. */
export async function replay(endpoint: URL, { headers, body }: RecordedQuery): Promise<Exercise> {
  const attempt = { path: endpoint.pathname, method: 'POST', headers, body } as const;
  const expected = await send(endpoint.origin, {
    ...attempt,
    check: ({ status }) => (status === 200 ? undefined : String(status)),
  });
  return repeat(endpoint.origin, { ...attempt, check: (answer) => differs(answer, expected) });
}

/** One render of the page, which makes the same document as the app's, byte for byte. */
export async function renderOnce(origin: string, page: Page, expected: Answer): Promise<Exercise> {
  const attempt = {
    path: page.path,
    headers: { ...page.headers, 'x-rendering': 'once' },
    check: (answer: Answer) => differs(answer, { ...expected, body: forOrigin(expected.body, origin) }),
  };
  await send(origin, attempt);
  const rendered = await send(origin, attempt);
  return repeat(origin, { ...attempt, check: (answer) => differs(answer, rendered) });
}

/** Pages name their own address, which differs from Worker to Worker. */
export const forOrigin = (body: Buffer, origin: string) =>
  Buffer.from(body.toString().replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, origin));
