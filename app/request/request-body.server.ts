/** Ten times what a form may hold. */
const unreadLimitInBytes = 1_000_000;

/**
 * Reads what nobody has read of what was sent, and drops it. To be done before the answer is given: workerd closes a
 * connection with something unread on it, which resets it, and the answer can get lost with it. Of what is much too large
 * the rest stays unread.
 */
export async function readRest({ body }: Request): Promise<void> {
  // Whoever reads it has read it to its end.
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
    // Whoever sent it is gone, and waits for no answer.
  } finally {
    reader.releaseLock();
  }
}
