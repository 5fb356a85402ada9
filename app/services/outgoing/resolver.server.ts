import { z } from 'zod';
import { readStart } from './answers.server.ts';

/** Asks the Internet; the Worker's own `fetch`, or what stands in for the Internet in tests. */
export type Fetch = (input: string, init: RequestInit) => Promise<Response>;

/**
 * Finds all IPv4 and IPv6 addresses of a name; none where there is no such name.
 * @throws Error when the answer does not come, or is not complete
 */
export type Resolver = (host: string, signal: AbortSignal) => Promise<string[]>;

/**
 * Finds the texts (TXT records) of a name, each whole; none where there is no such name.
 * @throws Error when the answer does not come, or is not complete
 */
export type TextResolver = (name: string, signal: AbortSignal) => Promise<string[]>;

const service = 'https://cloudflare-dns.com/dns-query';
const longestAnswer = 65_536;

const recordTypes = { A: 1, TXT: 16, AAAA: 28 } as const;
const noError = 0;
const noSuchName = 3;

const answerSchema = z.object({
  Status: z.number(),
  /** The answer was cut off, so that records may be missing. */
  TC: z.boolean(),
  Answer: z.array(z.object({ type: z.number(), data: z.string() })).optional(),
});

/** A resolver over HTTPS (Cloudflare's JSON form of RFC 8484): Workers have no other way to ask DNS. */
export function createResolver(fetch: Fetch): Resolver {
  return async (host, signal) => {
    const answers = await Promise.all([ask(fetch, host, 'A', signal), ask(fetch, host, 'AAAA', signal)]);
    return answers.flat();
  };
}

/** The same for texts. */
export function createTextResolver(fetch: Fetch): TextResolver {
  return async (name, signal) => (await ask(fetch, name, 'TXT', signal)).map(readText);
}

async function ask(fetch: Fetch, host: string, type: keyof typeof recordTypes, signal: AbortSignal): Promise<string[]> {
  const response = await fetch(`${service}?name=${encodeURIComponent(host)}&type=${type}`, {
    headers: { Accept: 'application/dns-json' },
    redirect: 'manual',
    signal,
  });
  const text = await readStart(response, longestAnswer);
  if (response.status !== 200) throw new Error(`The resolver answered ${response.status}.`);
  const { Status, TC, Answer = [] } = answerSchema.parse(JSON.parse(text));
  if (Status === noSuchName) return [];
  if (Status !== noError || TC) throw new Error(`The resolver could not look ${host} up: ${Status}.`);
  // Beside the addresses stand the names that led to them.
  return Answer.filter((record) => record.type === recordTypes[type]).map(({ data }) => data);
}

/**
 * A text as it is meant, of one as zone files write it: in quotes, cut into strings of at most 255 bytes that belong together, with
 * signs escaped as `\"` or by three digits.
 */
export function readText(data: string): string {
  if (!data.startsWith('"')) return data;
  const strings = [...data.matchAll(/"((?:[^"\\]|\\.)*)"/gs)].map(([, inside = '']) => inside);
  return strings
    .join('')
    .replaceAll(/\\(\d{3}|.)/gs, (_, escaped: string) =>
      escaped.length === 3 ? String.fromCharCode(Number(escaped)) : escaped,
    );
}
