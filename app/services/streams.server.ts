/**
 * A body made piece by piece, the next one only when the reader has taken the one before: so the whole of it is never
 * in memory. A failure half-way breaks the download off instead of ending it as if it were complete.
 */
export function streamPieces(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}

/** The pieces of a stream, one after the other. Whoever stops in the middle cancels the stream. */
export async function* readPieces(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const reader = stream.getReader();
  let isOver = false;
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) yield piece.value;
    isOver = true;
  } finally {
    if (!isOver) await reader.cancel();
  }
}
