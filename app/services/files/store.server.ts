import { createHash } from 'node:crypto';

/** A kept file, without its bytes. */
export interface KeptFile {
  key: string;
  /** In bytes. */
  size: number;
  storedAt: Date;
}

/** A file that was just written. */
export interface WrittenFile {
  key: string;
  /** In bytes. */
  size: number;
  /** SHA-256 of its bytes, hex. */
  digest: string;
}

/** A file to read. */
export interface OpenFile extends KeptFile {
  /** Its content type, as it was written. */
  type: string;
  body: ReadableStream<Uint8Array>;
}

/** Bytes to keep: all at once, or as they are made. */
export type FileContent = Uint8Array | AsyncIterable<Uint8Array>;

/**
 * The files of all modules, in the R2 bucket that the Worker knows as `FILES`. A file is named by its key, whose first part is its
 * subject and whose second is its organization: `receipts/{organization}/…`. The bucket knows nobody: whoever asks for a key has
 * read it from a row that is theirs to see. A file is written before the row that names it, so a row never names a file that is
 * not there; a file without a row is swept away a day later.
 */
export interface FileStore {
  /**
   * Writes a file. It is there as a whole or not at all, and at most 5 MiB of it are in memory at a time, so content may be a
   * stream of any length. What the content throws is thrown on, and nothing is kept.
   * @param type  the content type to serve it with
   * @throws FilesUnavailable; the file may be there nevertheless, as one without a row
   */
  put(key: string, content: FileContent, type: string): Promise<WrittenFile>;
  /**
   * Opens a file; undefined where there is none. Read its body or cancel it.
   * @param fromByte  where its body begins; the start by default
   * @throws FilesUnavailable
   */
  get(key: string, fromByte?: number): Promise<OpenFile | undefined>;
  /**
   * Removes files; those that are not there are no failure.
   * @throws FilesUnavailable; some may be gone
   */
  delete(keys: string | readonly string[]): Promise<void>;
  /**
   * Lists the files whose key begins with `prefix`, in the order of their keys, in pages of at most 1,000. The next page is asked
   * for when the one before is done with.
   * @param after  begins behind this key
   * @throws FilesUnavailable
   */
  list(prefix: string, after?: string): AsyncGenerator<KeptFile[], void>;
}

/** The storage of files is away, full or refuses. What was to be written is not to be counted on. */
export class FilesUnavailable extends Error {
  override readonly name = 'FilesUnavailable';
}

/** R2 wants all parts but the last alike, and none of those smaller. */
export const partSize = 5 * 1024 * 1024;
const firstBufferSize = 256 * 1024;
/** R2 removes so many at once, and lists so many. */
const pageSize = 1_000;

/**
 * The files of a bucket.
 * @param bucket  undefined where none is bound: then every call throws FilesUnavailable
 */
export function createFileStore(bucket: R2Bucket | undefined): FileStore {
  async function ask<Result>(what: (bucket: R2Bucket) => Promise<Result>): Promise<Result> {
    if (!bucket) throw new FilesUnavailable('No bucket is bound as FILES.');
    try {
      return await what(bucket);
    } catch (error) {
      throw new FilesUnavailable(`R2: ${error instanceof Error ? error.message : error}`, { cause: error });
    }
  }

  return {
    async put(key, content, type) {
      const hash = createHash('sha256');
      const part = new PartBuffer();
      const httpMetadata = { contentType: type };
      let size = 0;
      let upload: R2MultipartUpload | undefined;
      const parts: R2UploadedPart[] = [];
      try {
        for await (const piece of content instanceof Uint8Array ? [content] : content) {
          hash.update(piece);
          size += piece.byteLength;
          for (let rest = piece; rest.byteLength > 0; ) {
            if (part.isFull) {
              const open = upload ?? (await ask((files) => files.createMultipartUpload(key, { httpMetadata })));
              upload = open;
              parts.push(await ask(() => open.uploadPart(parts.length + 1, part.take())));
            }
            rest = rest.subarray(part.add(rest));
          }
        }
        const digest = hash.digest('hex');
        const open = upload;
        if (open) {
          parts.push(await ask(() => open.uploadPart(parts.length + 1, part.take())));
          await ask(() => open.complete(parts));
        } else {
          await ask((files) => files.put(key, part.take(), { httpMetadata, sha256: digest }));
        }
        return { key, size, digest };
      } catch (error) {
        // R2 drops the parts of an upload that was never finished after a week, should this fail as well.
        await upload?.abort().catch(() => {});
        throw error;
      }
    },
    async get(key, fromByte = 0) {
      const found = await ask((files) => files.get(key, fromByte > 0 ? { range: { offset: fromByte } } : {}));
      if (!found) return undefined;
      const { size, uploaded, body, httpMetadata } = found;
      return { key, size, storedAt: uploaded, type: httpMetadata?.contentType ?? 'application/octet-stream', body };
    },
    async delete(keys) {
      const all = typeof keys === 'string' ? [keys] : keys;
      for (let from = 0; from < all.length; from += pageSize)
        await ask((files) => files.delete(all.slice(from, from + pageSize)));
    },
    async *list(prefix, after) {
      let startAfter = after;
      for (let isLast = false; !isLast; ) {
        const options = { prefix, limit: pageSize, ...(startAfter !== undefined && { startAfter }) };
        const page = await ask((files) => files.list(options));
        yield page.objects.map(({ key, size, uploaded }) => ({ key, size, storedAt: uploaded }));
        startAfter = page.objects.at(-1)?.key;
        isLast = !page.truncated || startAfter === undefined;
      }
    },
  };
}

/** The bytes of one part. It grows as far as it is filled: most files are far smaller than a part. */
class PartBuffer {
  #bytes = new Uint8Array(firstBufferSize);
  #length = 0;

  get isFull(): boolean {
    return this.#length === partSize;
  }

  /** Takes in as much of a piece as there is room for; says how many bytes that were. */
  add(piece: Uint8Array): number {
    const taken = piece.subarray(0, partSize - this.#length);
    if (this.#length + taken.byteLength > this.#bytes.byteLength) {
      const larger = new Uint8Array(
        Math.min(partSize, 2 * Math.max(this.#bytes.byteLength, this.#length + taken.byteLength)),
      );
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
    this.#bytes.set(taken, this.#length);
    this.#length += taken.byteLength;
    return taken.byteLength;
  }

  /** The bytes so far. They are overwritten once more are added: whoever takes them uses them before. */
  take(): Uint8Array {
    const taken = this.#bytes.subarray(0, this.#length);
    this.#length = 0;
    return taken;
  }
}
