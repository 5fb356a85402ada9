import { readStart } from './answers.server.ts';
import { isPublicAddress } from './internet-addresses.ts';
import { createResolver, createTextResolver, type Fetch } from './resolver.server.ts';
import { signMessage } from './signature.server.ts';
import { readWebhookAddress, type WebhookAddress } from './webhook-address.ts';

/** A message to an address that somebody typed. */
export interface WebhookMessage {
  /** The same at every try. */
  id: string;
  address: string;
  /** JSON, at most 64 kB. */
  body: string;
  /** The secrets that sign it: `listSigningSecrets`. */
  secrets: readonly string[];
}

/** Fate of one try to deliver a message. */
export interface Delivery {
  /** `GONE`: the receiver wants no more (410). `FAILED` may be tried again. */
  outcome: 'DELIVERED' | 'GONE' | 'FAILED';
  /** Null where there was no answer. */
  status: number | null;
  /** A sentence for the list of deliveries. */
  explanation: string;
  /** The first kilobyte of the answer. */
  answer: string;
}

/** A request to a server that somebody named. */
export interface OutgoingRequest {
  method: 'GET' | 'POST';
  address: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer> | FormData;
}

/** Fate of such a request. `NO_ANSWER`: it may have been taken. `NOT_SENT`: it certainly was not. */
export type OutgoingAnswer =
  | {
      outcome: 'ANSWERED';
      status: number;
      /** At most 64 kB; undefined where the answer broke off or took too long. */
      text: string | undefined;
    }
  | {
      outcome: 'NO_ANSWER' | 'NOT_SENT';
      /** A sentence for whoever named the server. */
      explanation: string;
    };

/** Requests to addresses that people typed: never to us, never into a private network, never for long. */
export interface OutgoingRequests {
  /** Checks an address before it is saved, and where its name leads now. */
  check(text: string): Promise<WebhookAddress>;
  /** Sends one message, once; its address is checked again. It never throws. */
  send(message: WebhookMessage): Promise<Delivery>;
  /** Sends messages, five at once, so that a slow receiver holds up few others. The deliveries stand in the same order. */
  sendAll(messages: readonly WebhookMessage[]): Promise<Delivery[]>;
  /** The texts (TXT records) of a name of somebody's domain, none where there is no such name; undefined where DNS did not answer. */
  lookUpTexts(name: string): Promise<string[] | undefined>;
  /** Asks a server, once, for ten seconds at most; its address is checked again, and no redirect is followed. It never throws. */
  ask(request: OutgoingRequest): Promise<OutgoingAnswer>;
}

const timeLimitInSeconds = 5;
const longestBody = 65_536;
const longestAnswer = 1024;
const askedTimeLimitInSeconds = 10;
const longestAskedAnswer = 65_536;
const lanes = 5;

/**
 * @param fetch  how the Internet is asked, for names and for deliveries
 * @param ownHost  the host of our own site
 */
export function createOutgoingRequests({ fetch, ownHost }: { fetch: Fetch; ownHost: string }): OutgoingRequests {
  const resolve = createResolver(fetch);
  const resolveTexts = createTextResolver(fetch);

  const checkWithin = async (text: string, signal: AbortSignal): Promise<WebhookAddress> => {
    const read = readWebhookAddress(text, ownHost);
    if (!read.url) return read;
    const { hostname } = read.url;
    let addresses: string[];
    try {
      addresses = await resolve(hostname, signal);
    } catch {
      return { problem: `${hostname} could not be looked up. Try again in a minute.` };
    }
    if (addresses.length === 0) return { problem: `There is no host named ${hostname}. Check how it is written.` };
    // One private address among public ones is enough to be led there.
    if (!addresses.every(isPublicAddress))
      return {
        problem: `${hostname} leads into a private network. Enter a host that can be reached from the Internet.`,
      };
    return read;
  };

  const send = async ({ id, address, body, secrets }: WebhookMessage): Promise<Delivery> => {
    if (Buffer.byteLength(body) > longestBody) return fail('The message is larger than 64 kB.');
    const signal = AbortSignal.timeout(timeLimitInSeconds * 1000);
    const { url, problem } = await checkWithin(address, signal);
    if (!url) return fail(problem);
    let response: Response;
    try {
      // The name is looked up once more for the connection, and may lead elsewhere by then. It is reached over the public
      // Internet all the same: the compatibility flag `global_fetch_strictly_public` leaves no other way.
      response = await fetch(url.href, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'User-Agent': 'Lotline-Webhooks/1',
          ...signMessage({ id, sentAt: new Date(), body, secrets }),
        },
        body,
        redirect: 'manual',
        signal,
      });
    } catch {
      return fail(signal.aborted ? `No answer within ${timeLimitInSeconds} seconds.` : 'No connection could be made.');
    }
    return { ...judge(response.status), status: response.status, answer: await readAnswer(response) };
  };

  const ask = async ({ method, address, headers, body }: OutgoingRequest): Promise<OutgoingAnswer> => {
    const signal = AbortSignal.timeout(askedTimeLimitInSeconds * 1000);
    const { url, problem } = await checkWithin(address, signal);
    if (!url) return { outcome: 'NOT_SENT', explanation: problem };
    let response: Response;
    try {
      const all = { 'User-Agent': 'Lotline/1', ...headers };
      response = await fetch(url.href, { method, headers: all, body: body ?? null, redirect: 'manual', signal });
    } catch {
      return {
        outcome: 'NO_ANSWER',
        explanation: signal.aborted
          ? `${url.hostname} did not answer within ${askedTimeLimitInSeconds} seconds.`
          : `The connection to ${url.hostname} broke off, or none could be made.`,
      };
    }
    const text = await readStart(response, longestAskedAnswer).catch(() => undefined);
    return { outcome: 'ANSWERED', status: response.status, text };
  };

  return {
    ask,
    check: (text) => checkWithin(text, AbortSignal.timeout(timeLimitInSeconds * 1000)),
    send,
    async lookUpTexts(name) {
      try {
        return await resolveTexts(name, AbortSignal.timeout(timeLimitInSeconds * 1000));
      } catch {
        return undefined;
      }
    },
    async sendAll(messages) {
      const deliveries: Delivery[] = [];
      const waiting = messages.entries();
      const work = async () => {
        for (const [place, message] of waiting) deliveries[place] = await send(message);
      };
      await Promise.all(Array.from({ length: lanes }, work));
      return deliveries;
    },
  };
}

function fail(explanation: string): Delivery {
  return { outcome: 'FAILED', status: null, explanation, answer: '' };
}

function judge(status: number): Pick<Delivery, 'outcome' | 'explanation'> {
  if (status >= 200 && status < 300) return { outcome: 'DELIVERED', explanation: `Answered ${status}.` };
  if (status === 410) return { outcome: 'GONE', explanation: 'Answered 410: it takes no more messages.' };
  if (status >= 300 && status < 400)
    return {
      outcome: 'FAILED',
      explanation: `Answered ${status}: it leads to another address, which is not followed.`,
    };
  return { outcome: 'FAILED', explanation: `Answered ${status}.` };
}

/** The start of an answer as text that can be kept; what is there when it breaks off or takes too long counts as none. */
async function readAnswer(response: Response): Promise<string> {
  try {
    const text = await readStart(response, longestAnswer);
    return text.replaceAll('\0', '\u{fffd}');
  } catch {
    return '';
  }
}
