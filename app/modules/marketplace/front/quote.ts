/**
 * The beginning of a text as one line, cut between words where it is too long.
 * @param longest  in UTF-16 units, the ellipsis not counted
 */
export function quoteBeginning(text: string, longest: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if (line.length <= longest) return line;
  const cut = line.slice(0, longest + 1);
  const space = cut.lastIndexOf(' ');
  // A word as long as the quote is cut anywhere but inside a pair of surrogates.
  const beginning = space > 0 ? cut.slice(0, space) : cut.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '');
  return `${beginning.replace(/[\s,.;:–-]+$/, '')}…`;
}
