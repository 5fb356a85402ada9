// Whoever takes a line out of a list goes on with the next one. Its form names that line, and the answer leads there: the focus is never
// at the top of the page again.

/** Name of the hidden field. */
export const nextLineField = 'nextLine';

/** The address of a page, at the line that the focus goes to; without one, the message that the page shows takes it. */
export function leadToLine(address: string, line: string | undefined): string {
  return line === undefined ? address : `${address}#${line}`;
}

/** The line of a list that the focus goes to once another is gone: the one after it, else the one before; undefined after the last. */
export function findNextLine<Line>(lines: readonly Line[], gone: number): Line | undefined {
  return lines[gone + 1] ?? lines[gone - 1];
}
