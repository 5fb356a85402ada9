import { type MarkdownBlock, writePlainBlocks } from '../markdown/tree.ts';

/**
 * The beginning of a text as one line.
 * @param longest  in characters; cut at a space, with an ellipsis
 */
export function summarize(blocks: readonly MarkdownBlock[], longest: number): string {
  const text = writePlainBlocks(blocks).replaceAll(/\s+/g, ' ').trim();
  const characters = [...text];
  if (characters.length <= longest) return text;
  const cut = characters.slice(0, longest - 1).join('');
  const end = cut.lastIndexOf(' ');
  return `${(end > longest / 2 ? cut.slice(0, end) : cut).trimEnd()}…`;
}
