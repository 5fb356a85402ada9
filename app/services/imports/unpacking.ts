/** A file that cannot be unpacked: it is cut or broken, or would become too much. */
export class UnpackingError extends Error {
  override readonly name = 'UnpackingError';
  readonly problem: 'BROKEN' | 'TOO_MUCH';

  constructor(problem: UnpackingError['problem'], options?: ErrorOptions) {
    super(problem, options);
    this.problem = problem;
  }
}

/** Whether a file is packed with gzip, from its first bytes. */
export const isGzip = (beginning: Uint8Array) => beginning[0] === 0x1f && beginning[1] === 0x8b;

/**
 * Unpacks a gzip file while it arrives; a consumer that stops early cancels the source.
 * @param most  bytes that may come out
 * @throws UnpackingError
 */
export async function* unpackGzip(source: ReadableStream<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  // Copied, because a stream may hand out bytes that it shares.
  const owned = new TransformStream<Uint8Array, Uint8Array<ArrayBuffer>>({
    transform: (piece, controller) => controller.enqueue(new Uint8Array(piece)),
  });
  const reader = source.pipeThrough(owned).pipeThrough(new DecompressionStream('gzip')).getReader();
  let size = 0;
  let isDone = false;
  try {
    while (true) {
      const { done, value } = await reader.read().catch((error: unknown) => {
        isDone = true;
        throw new UnpackingError('BROKEN', { cause: error });
      });
      isDone = done;
      if (done) return;
      size += value.byteLength;
      if (size > most) throw new UnpackingError('TOO_MUCH');
      yield value;
    }
  } finally {
    if (!isDone) await reader.cancel().catch(() => {});
    reader.releaseLock();
  }
}

/**
 * Unpacks as much as the beginning of a gzip file gives.
 * @param most  bytes that are wanted at most
 * @returns nothing of a file that is broken at its start. `isCut`: there is, or may be, more
 */
export async function unpackBeginning(
  packed: Uint8Array,
  most: number,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; isCut: boolean }> {
  const bytes = new Uint8Array(most);
  let size = 0;
  let isCut = false;
  // A file that goes on behind its beginning: then what came so far is given out before the failure.
  const source = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(packed);
      controller.close();
    },
  });
  try {
    for await (const piece of unpackGzip(source, Number.POSITIVE_INFINITY)) {
      const taken = piece.subarray(0, most - size);
      bytes.set(taken, size);
      size += taken.byteLength;
      isCut = size === most;
      if (isCut) break;
    }
  } catch (error) {
    if (!(error instanceof UnpackingError)) throw error;
    isCut = true;
  }
  return { bytes: bytes.slice(0, size), isCut };
}
