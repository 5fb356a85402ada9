import { isReading } from '~/services/http.server.ts';

/** Ten times the largest form. */
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
