import { Buffer } from 'node:buffer';

/** A part of a multipart form. */
export interface FormPart {
  name: string;
  /** As the sender says; undefined for a text field. */
  fileName: string | undefined;
  /** Its bytes, as they arrive. What is not read before the next part is asked for is skipped. */
  content: AsyncIterable<Uint8Array>;
}

/** A body that is no multipart form, or ends in the middle of one. */
export class MalformedMultipart extends Error {
  override readonly name = 'MalformedMultipart';
}

const longestHeaders = 8_192;
const lineEnd = Buffer.from('\r\n');
const headersEnd = Buffer.from('\r\n\r\n');

/** The boundary that a Content-Type names; undefined where it is not that of a multipart form. */
export function findBoundary(contentType: string | null): string | undefined {
  const [, quoted, plain] =
    /^\s*multipart\/form-data\s*;(?:[^"]*;)?\s*boundary=(?:"([^"\\]{1,70})"|([^\s;"]{1,70})(?=[\s;]|$))/i.exec(
      contentType ?? '',
    ) ?? [];
  return quoted ?? plain;
}

/**
 * Reads a multipart form (RFC 7578) part by part, as its bytes arrive: at most one piece of the body and 8 kB of headers are in
 * memory. The parser that Remix brings refuses files whose name holds a semicolon or an equals sign, and collects headers without end.
 * @throws MalformedMultipart, also from a part's content
 */
export async function* readMultipart(body: AsyncIterator<Uint8Array>, boundary: string): AsyncGenerator<FormPart> {
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const input = new PieceReader(body);
  for await (const _ of input.readUntil(delimiter)) {
    // What stands before the first part belongs to none.
  }
  while (!(await endsForm(input))) {
    const headers = await input.readHeaders();
    const content = input.readUntil(delimiter);
    yield { ...describePart(headers), content };
    while (!(await content.next()).done) {
      // What was not wanted of the part.
    }
  }
}

/** Reads what follows a delimiter: whether it is the last one. */
async function endsForm(input: PieceReader): Promise<boolean> {
  const next = (await input.take(2)).toString('latin1');
  if (next === '--') return true;
  if (next !== '\r\n') throw new MalformedMultipart('A delimiter is followed by something else than a part.');
  return false;
}

function describePart(headers: string): Pick<FormPart, 'name' | 'fileName'> {
  const disposition = /^content-disposition:[ \t]*form-data[ \t]*;(.*)$/im.exec(headers)?.[1];
  const parameters = new Map<string, string>();
  for (const [, key = '', quoted, plain = ''] of (disposition ?? '').matchAll(
    /(?:^|;)[ \t]*([a-z]+)=(?:"((?:[^"\\]|\\["\\]|\\(?!["\\]))*)"|([^\s;"]*))/gi,
  ))
    parameters.set(key.toLowerCase(), decodeName(quoted ?? plain));
  const name = parameters.get('name');
  if (name === undefined || name === '') throw new MalformedMultipart('A part has no name.');
  return { name, fileName: parameters.get('filename') };
}

/** Browsers write a quote and line breaks in percent (HTML), other programs put a backslash before a quote. */
function decodeName(text: string): string {
  return text
    .replaceAll(/\\(["\\])/g, '$1')
    .replaceAll(/%22/g, '"')
    .replaceAll(/%0d/gi, '\r')
    .replaceAll(/%0a/gi, '\n');
}

/** Bytes that arrive in pieces, read up to a mark. */
class PieceReader {
  // As if the body began on a new line, so that the first delimiter looks like the others.
  #held: Buffer<ArrayBufferLike> = lineEnd;
  readonly #pieces: AsyncIterator<Uint8Array>;

  constructor(pieces: AsyncIterator<Uint8Array>) {
    this.#pieces = pieces;
  }

  /** The bytes before the next mark, piece by piece; ends behind it. Reading on after a pause goes on where it was. */
  readUntil(mark: Buffer): AsyncIterableIterator<Uint8Array> {
    let isOver = false;
    const next = async (): Promise<IteratorResult<Uint8Array, undefined>> => {
      while (!isOver) {
        const at = this.#held.indexOf(mark);
        isOver = at >= 0;
        // The last bytes may be the beginning of the mark.
        const length = isOver ? at : Math.max(0, this.#held.length - mark.length + 1);
        const value = this.#held.subarray(0, length);
        this.#held = this.#held.subarray(isOver ? at + mark.length : length);
        if (value.length > 0) return { done: false, value };
        if (!isOver) await this.#more();
      }
      return { done: true, value: undefined };
    };
    return {
      next,
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  /** Exactly so many bytes. */
  async take(count: number): Promise<Buffer> {
    while (this.#held.length < count) await this.#more();
    const taken = this.#held.subarray(0, count);
    this.#held = this.#held.subarray(count);
    return taken;
  }

  /** The headers of a part, without the empty line behind them. */
  async readHeaders(): Promise<string> {
    for (;;) {
      const at = this.#held.indexOf(headersEnd);
      if (at > longestHeaders || (at < 0 && this.#held.length > longestHeaders + headersEnd.length))
        throw new MalformedMultipart('The headers of a part are too long.');
      if (at >= 0) {
        const headers = this.#held.subarray(0, at).toString('utf8');
        this.#held = this.#held.subarray(at + headersEnd.length);
        return headers;
      }
      await this.#more();
    }
  }

  async #more(): Promise<void> {
    const { done, value } = await this.#pieces.next();
    if (done) throw new MalformedMultipart('The form ends before its last delimiter.');
    const piece = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    this.#held = this.#held.length === 0 ? piece : Buffer.concat([this.#held, piece]);
  }
}
