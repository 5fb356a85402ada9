// Names inside texts. On a page a name stands in an element of its own: `app/components/ui/name.tsx`.

/** Letters that are read from right to left. */
const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/**
 * A name inside a text that cannot hold markup, such as a mail or a title. One that is read from right to left stands between isolates (FSI, PDI),
 * so that it turns nothing around it. On a page it stands in `<bdi>`.
 */
export function isolateName(name: string): string {
  return rightToLeft.test(name) && !name.startsWith('\u2068') ? `\u2068${name}\u2069` : name;
}
