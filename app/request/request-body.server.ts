import { isOpenToAll, isOpenToOtherSites, isReading } from '~/services/http.server.ts';

/** More than the largest form. */
const unreadLimitInBytes = 1_000_000;

/**
 * Reads the rest of a request's body, of at most 1 MB, and drops it. Call it before the answer is given: workerd closes a
 * connection with anything unread on it, which resets it, and the answer may be lost with it.
 */
export async function readRest({ body }: Request): Promise<void> {
  // A reader has read it to its end.
  if (!body || body.locked) return;
  const reader = body.getReader();
  try {
    let size = 0;
    while (size < unreadLimitInBytes) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.byteLength;
    }
  } catch {
    // The sender is gone, and waits for no answer.
  } finally {
    reader.releaseLock();
  }
}

/** Takes the body away from a request for a page: the framework fails at one, be it empty. */
export function withoutNeedlessBody(request: Request): Request {
  if (!isReading(request) || !request.body) return request;
  const { url, method, headers, signal } = request;
  return new Request(url, { method, headers, signal });
}

/**
 * Takes the origin away from a form that another site may send: the framework fails at an origin that is not ours. Call it once that
 * the origin was looked at. The body goes over to the new request.
 */
export function withoutOrigin(request: Request): Request {
  const mayComeFromElsewhere = !isReading(request) && (isOpenToAll(request) || isOpenToOtherSites(request));
  if (!request.headers.has('Origin') || !mayComeFromElsewhere) return request;
  const headers = new Headers(request.headers);
  headers.delete('Origin');
  return new Request(request, { headers });
}
