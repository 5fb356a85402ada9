const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Counts the lines of a table while its bytes pass, without those inside of quotes. Zero bytes of wide letters are passed over. */
export function createLineCounter() {
  let lines = 0;
  let isQuoted = false;
  let previous = 0;
  return {
    add(chunk: Uint8Array): void {
      for (const byte of chunk) {
        if (byte === 0) continue;
        if (byte === quote) isQuoted = !isQuoted;
        else if (!isQuoted && (byte === carriageReturn || (byte === lineFeed && previous !== carriageReturn)))
          lines += 1;
        previous = byte;
      }
    },
    /** Line breaks so far. */
    get lines(): number {
      return lines;
    },
  };
}
