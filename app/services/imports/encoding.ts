/** The encodings a file of a table may have. */
export const fileEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type FileEncoding = (typeof fileEncodings)[number];

/** How the bytes of a file are read, and how many of them come before its text. */
export interface TextFormat {
  encoding: FileEncoding;
  /** Bytes of the byte-order mark; 0 without one. */
  markLength: number;
}

/** Why a file is no text: it holds nothing, or bytes that no text has. */
export type TextRefusal = 'EMPTY' | 'BINARY';

/** Reads along while a file passes, and knows at its end how its text is written. */
export interface EncodingDetector {
  add(chunk: Uint8Array): void;
  finish(): TextFormat | TextRefusal;
}

const marks: readonly { encoding: FileEncoding; bytes: readonly number[] }[] = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
];

/** Bytes at the start of a file that are kept to find a mark or an encoding without one. */
const beginningInBytes = 1024;

/**
 * Finds the encoding of a file from all of its bytes, piece by piece. A byte-order mark decides. Without one, zero bytes in
 * every second place mean UTF-16, bytes that are valid UTF-8 throughout are UTF-8, and anything else is Windows-1252. Zero
 * bytes anywhere else are of no text.
 */
export function createEncodingDetector(): EncodingDetector {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const beginning: number[] = [];
  let isUtf8 = true;
  let hasZero = false;
  return {
    add(chunk) {
      for (const byte of chunk) {
        if (beginning.length >= beginningInBytes) break;
        beginning.push(byte);
      }
      hasZero ||= chunk.includes(0);
      if (!isUtf8) return;
      try {
        decoder.decode(chunk, { stream: true });
      } catch {
        isUtf8 = false;
      }
    },
    finish() {
      if (beginning.length === 0) return 'EMPTY';
      const mark = marks.find(({ bytes }) => bytes.every((byte, place) => beginning[place] === byte));
      if (mark) {
        if (beginning.length === mark.bytes.length) return 'EMPTY';
        if (mark.encoding !== 'utf-8' || (isUtf8 && !hasZero))
          return { encoding: mark.encoding, markLength: mark.bytes.length };
        return 'BINARY';
      }
      if (hasZero) {
        const encoding = findUnmarkedUtf16(beginning);
        return encoding ? { encoding, markLength: 0 } : 'BINARY';
      }
      if (isUtf8) {
        try {
          decoder.decode();
        } catch {
          isUtf8 = false;
        }
      }
      return { encoding: isUtf8 ? 'utf-8' : 'windows-1252', markLength: 0 };
    },
  };
}

/** Text of mostly Latin letters has its zero bytes in the even places (big-endian) or in the odd ones. */
function findUnmarkedUtf16(beginning: readonly number[]): FileEncoding | undefined {
  const pairs = Math.floor(beginning.length / 2);
  const countZeros = (first: 0 | 1) => {
    let zeros = 0;
    for (let place = first; place < pairs * 2; place += 2) if (beginning[place] === 0) zeros += 1;
    return zeros;
  };
  const even = countZeros(0);
  const odd = countZeros(1);
  if (odd > pairs * 0.8 && even === 0) return 'utf-16le';
  if (even > pairs * 0.8 && odd === 0) return 'utf-16be';
  return undefined;
}

/** Decodes a file piece by piece. A wrong byte becomes U+FFFD: the detector has seen all bytes before. */
export function createTextDecoder(encoding: FileEncoding): TextDecoder {
  // The mark is skipped by its length; one further inside is a letter like any other.
  return new TextDecoder(encoding, { ignoreBOM: true });
}

/** Bytes that a text takes in a file of this encoding. */
export function countBytes(text: string, encoding: FileEncoding): number {
  if (encoding === 'windows-1252') return text.length;
  return encoding === 'utf-8' ? countUtf8Bytes(text) : text.length * 2;
}

function countUtf8Bytes(text: string): number {
  let bytes = 0;
  for (let place = 0; place < text.length; place += 1) bytes += utf8LengthAt(text, place);
  return bytes;
}

/** Bytes of UTF-8 that one UTF-16 unit stands for: half of a pair stands for two of its four. */
function utf8LengthAt(text: string, place: number): number {
  const unit = text.charCodeAt(place);
  if (unit < 0x80) return 1;
  if (unit < 0x800) return 2;
  return unit >= 0xd800 && unit <= 0xdfff ? 2 : 3;
}

/**
 * Translates places in the UTF-8 of a decoded text back to places in its file, going forward only.
 * @param encoding  of the file
 * @param start  byte of the file at which the text begins
 */
export function createPlaceFinder(encoding: FileEncoding, start: number) {
  const texts: string[] = [];
  let utf8 = 0;
  let place = 0;
  let byte = start;
  const bytesPerUnit = encoding === 'windows-1252' ? 1 : 2;
  return {
    /** Takes the next piece of the text. */
    add(text: string) {
      if (encoding !== 'utf-8' && text) texts.push(text);
    },
    /** @param target  a place in the UTF-8 of all pieces, not before the one asked for last */
    find(target: number): number {
      if (encoding === 'utf-8') return start + target;
      while (utf8 < target) {
        const [text] = texts;
        if (text === undefined) throw new RangeError('The place lies behind the text.');
        utf8 += utf8LengthAt(text, place);
        byte += bytesPerUnit;
        place += 1;
        if (place === text.length) {
          texts.shift();
          place = 0;
        }
      }
      return byte;
    },
  };
}
