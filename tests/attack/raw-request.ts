import { once } from 'node:events';
import { type Agent, type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** An answer, as it came. */
export interface RawAnswer {
  status: number;
  headers: IncomingMessage['headers'];
  text: string;
  /** Whether it came on the connection of an earlier answer. */
  isOnOldConnection: boolean;
}

interface RawRequest {
  method?: string;
  headers?: OutgoingHttpHeaders;
  body?: string;
  /** Keeps connections; without one, each request has its own. */
  agent?: Agent;
}

/** Sends what `fetch` would not send as it is: any path, any method, any `Host`, the same header several times. */
export async function sendRaw(
  origin: string,
  path: string,
  { method = 'GET', headers = {}, body = '', agent }: RawRequest = {},
): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin);
  const connection = agent ? 'keep-alive' : 'close';
  const sent = request({ hostname, port, path, method, agent, headers: { connection, ...headers } });
  sent.end(body);
  const [response]: IncomingMessage[] = await once(sent, 'response');
  if (!response) throw new Error('There was no answer.');
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    text: await text(response),
    isOnOldConnection: sent.reusedSocket,
  };
}
