import {
  findSizeLimit,
  hasUsableNames,
  type RefusedForm,
  readFormWith,
  refuseBroken,
  refuseTooLarge,
  refuseUnkeepable,
  refuseUnread,
} from '~/services/forms.server.ts';
import { findBoundary, MalformedMultipart, readMultipart } from './multipart.ts';

const megabyte = 1024 * 1024;

/** The most that one post of a form with files may carry. */
export interface UploadLimits {
  files: number;
  /** Bytes of all files together. */
  bytes: number;
  /** Bytes of one file. */
  fileBytes: number;
}

/** A file on its way in. */
export interface IncomingFile {
  /** The field that it was chosen in. */
  field: string;
  /** As its sender calls it: clean it before it is kept. */
  name: string;
  /**
   * Its bytes as they arrive; never all of them at once.
   * @throws FileTooLarge once they are more than a file may have
   */
  content: AsyncIterable<Uint8Array>;
}

/** A file has more bytes than one may have. */
export class FileTooLarge extends Error {
  override readonly name = 'FileTooLarge';
}

/** The body is over a limit of the whole post. */
class UploadTooLarge extends Error {}

/** The ways of an action with the files of a form. */
export interface UploadSteps<Taken> {
  limits: UploadLimits;
  /**
   * Called once, before the first file is taken or, without any, at the end.
   * @param fields  the texts in front of the first file
   */
  begin?: (fields: FormData) => Promise<void>;
  /** Takes a file in. What it does not read is skipped. */
  take: (file: IncomingFile) => Promise<Taken>;
}

/** What came of a form with files. */
export type Upload<Taken> = ({ ok: true; form: FormData } | RefusedForm) & {
  /** The files that were taken, in their order; of a refused form as well, to be removed again. */
  taken: Taken[];
};

/** Bytes of delimiters and headers of the parts, beside texts and files. */
const overheadInBytes = 100_000;
/** Cloudflare lets no more through to a Worker on most plans. */
const unreadLimitInBytes = 100 * megabyte;

/** Whether a request brings a form in parts, as those with files are sent. */
export function isMultipart(request: Request): boolean {
  return findBoundary(request.headers.get('content-type')) !== undefined;
}

/**
 * Reads a form with files while it arrives, whatever length it announces: texts are kept, each file is handed over as a stream, so
 * that no more than a piece of it is in memory. `readForm` and `parseForm` give its texts afterwards, as of any other form.
 * @returns the form; or the refusal of one that carries too much (413), or was cut or broken (400), which is never an exception
 * @throws what `begin` and `take` throw
 */
export async function receiveUpload<Taken>(request: Request, steps: UploadSteps<Taken>): Promise<Upload<Taken>> {
  const form = new FormData();
  const taken: Taken[] = [];
  const read = async () => ({ ...(await readUpload(request, form, taken, steps)), taken });
  return readFormWith(request, form, read);
}

async function readUpload<Taken>(
  request: Request,
  form: FormData,
  taken: Taken[],
  { limits, begin, take }: UploadSteps<Taken>,
): Promise<{ ok: true; form: FormData } | RefusedForm> {
  const boundary = findBoundary(request.headers.get('content-type'));
  if (!request.body || boundary === undefined) return refuseBroken();
  const textLimit = findSizeLimit(request);
  const body = new CountedBody(request.body, limits.bytes + textLimit + overheadInBytes);
  let hasBegun = false;
  const beginOnce = async () => {
    if (!hasBegun) await begin?.(form);
    hasBegun = true;
  };
  try {
    if (Number(request.headers.get('content-length')) > body.limit) throw new UploadTooLarge();
    let files = 0;
    let textBytes = 0;
    for await (const { name, fileName, content } of readMultipart(body, boundary)) {
      if (fileName === undefined) {
        const text = await readText(content, textLimit - textBytes);
        if (text === undefined) return refuseTooLarge();
        textBytes += text.length;
        form.append(name, text);
        if (!hasUsableNames(form)) return refuseBroken();
        const refused = refuseUnkeepable(form);
        if (refused) return refused;
      } else if (fileName !== '') {
        files += 1;
        if (files > limits.files) throw new UploadTooLarge();
        await beginOnce();
        taken.push(await take({ field: name, name: fileName, content: limitFile(content, limits.fileBytes) }));
        // Stands for the file where a page says which files could not be kept.
        form.append(name, new File([' '], fileName));
      }
    }
    await beginOnce();
    return { ok: true, form };
  } catch (error) {
    if (error instanceof UploadTooLarge) return refuseTooMuch(limits);
    if (error instanceof MalformedMultipart) return refuseBroken();
    throw error;
  } finally {
    await body.skipRest();
  }
}

function refuseTooMuch({ files, bytes }: UploadLimits): RefusedForm {
  return refuseUnread(
    `This is too much at once. Send at most ${files} files, of together at most ${bytes / megabyte} MB. Nothing was saved.`,
    413,
  );
}

/** A text field; undefined once it turns out to be over the limit. */
async function readText(content: AsyncIterable<Uint8Array>, limit: number): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const piece of content) {
    size += piece.byteLength;
    if (size > limit) return undefined;
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}

async function* limitFile(content: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const piece of content) {
    size += piece.byteLength;
    if (size > limit) throw new FileTooLarge(`The file has more than ${limit} bytes.`);
    yield piece;
  }
}

/** The pieces of a request's body, counted. A sender who leaves in the middle has sent a broken form. */
class CountedBody implements AsyncIterator<Uint8Array> {
  readonly limit: number;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #size = 0;
  #isOver = false;

  constructor(body: ReadableStream<Uint8Array>, limit: number) {
    this.limit = limit;
    this.#reader = body.getReader();
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    const piece = await this.#read();
    if (piece === undefined) return { done: true, value: undefined };
    if (this.#size > this.limit) throw new UploadTooLarge();
    return { done: false, value: piece };
  }

  /** Reads on to the end and drops it: workerd resets a connection with something unread on it, and the answer is lost. */
  async skipRest(): Promise<void> {
    try {
      while (!this.#isOver && this.#size < unreadLimitInBytes) await this.#read();
    } catch {
      // The sender is gone, and waits for no answer.
    } finally {
      this.#reader.releaseLock();
    }
  }

  async #read(): Promise<Uint8Array | undefined> {
    const { done, value } = await this.#reader.read().catch((error: unknown) => {
      this.#isOver = true;
      throw new MalformedMultipart('The sender left in the middle.', { cause: error });
    });
    this.#isOver ||= done;
    this.#size += value?.byteLength ?? 0;
    return value;
  }
}
