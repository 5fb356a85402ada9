/**
 * Reads the start of an answer and leaves the rest.
 * @param most  bytes
 * @returns at most so many bytes as text; letters that are no UTF-8, or that were cut, are replaced
 * @throws Error when the answer breaks off, or the time that its request was given is over
 */
export async function readStart(response: Response, most: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let left = most;
  const reader = response.body?.getReader();
  try {
    while (reader && left > 0) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value.subarray(0, left), { stream: true });
      left -= value.length;
    }
  } finally {
    // The other side may go on sending for ever.
    await reader?.cancel().catch(() => {});
  }
  return text + decoder.decode();
}
