// The forms in which a message is signed (RFC 6376, 3.4.2 and 3.4.4, "relaxed"): servers may fold headers anew and change spaces on the way.
// Texts hold one character for each byte, and their lines end in CRLF.

/** A header as it is signed: its name in lower case, its value on one line. */
export function relaxHeader(field: string): string {
  const colon = field.indexOf(':');
  const value = field
    .slice(colon + 1)
    .replaceAll('\r\n', '')
    .replaceAll(/[ \t]+/g, ' ')
    .replaceAll(/^ | $/g, '');
  return `${field.slice(0, colon).trim().toLowerCase()}:${value}`;
}

/** A body as it is signed: one space for several, none at the end of a line, and no empty lines at its end. */
export function relaxBody(body: string): string {
  const lines = `${body}\r\n`.replaceAll(/[ \t]{2,}|\t/g, ' ').replaceAll(' \r\n', '\r\n');
  let end = lines.length;
  while (lines.endsWith('\r\n', end)) end -= 2;
  return end > 0 ? `${lines.slice(0, end)}\r\n` : '';
}
