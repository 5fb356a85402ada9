/** UTF-16 units of one text. */
export const longestMarkdown = 20_000;

/** Levels of lists and quotes within each other that are kept; what is deeper stands on the last of them. */
export const deepestNesting = 6;

const mostListLines = 400;
const mostLines = 2_000;
const mostBrackets = 300;
const mostStars = 2_000;
const mostTicks = 400;

/** One or more marks of lists and quotes at the beginning of a line. */
const containers = /^(?:[ \t]*(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)))+/;
const container = />|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)/g;

const countOf = (text: string, sign: RegExp) => text.match(sign)?.length ?? 0;

/**
 * What keeps a text from being read as markdown, in a sentence; undefined for a text that may be. The reader compares marks with each other,
 * so its work grows with the square of their number: these limits bound it, whatever somebody sends.
 */
export function findMarkdownProblem(text: string): string | undefined {
  if (text.length > longestMarkdown) return `Use at most ${longestMarkdown.toLocaleString('en-US')} characters.`;
  if (countOf(text, /\[/g) > mostBrackets) return `Use at most ${mostBrackets} links.`;
  if (countOf(text, /[*_]/g) > mostStars)
    return `Use at most ${mostStars.toLocaleString('en-US')} asterisks and underscores.`;
  if (countOf(text, /`/g) > mostTicks) return `Use at most ${mostTicks} backticks.`;
  const lines = text.split(/\r\n?|\n/);
  if (lines.length > mostLines) return `Use at most ${mostLines.toLocaleString('en-US')} lines.`;
  let listLines = 0;
  for (const line of lines) {
    const marks = containers.exec(line)?.[0];
    if (marks === undefined) continue;
    listLines += 1;
    if (listLines > mostListLines) return `Use at most ${mostListLines} lines of lists and quotes.`;
    if (countOf(marks, container) > deepestNesting)
      return `Put at most ${deepestNesting} lists and quotes into each other.`;
  }
  return undefined;
}
