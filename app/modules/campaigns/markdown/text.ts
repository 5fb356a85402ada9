import { type MarkdownBlock, type MarkdownInline, writePlain } from './tree.ts';

/** Characters of a line, as mail programs without HTML show it. */
export const usualColumns = 72;

/**
 * Markdown as plain text: paragraphs with an empty line between them, links as `label (address)`.
 * @param columns  where lines are broken, between words only: an address stays whole
 * @param address  the address that a link gets in place of its own
 */
export function writeMarkdownText(
  blocks: readonly MarkdownBlock[],
  columns = usualColumns,
  address: (url: string, label: string) => string = (url) => url,
): string {
  return writeBlocks(blocks, columns, address).join('\n');
}

/** Breaks each line of a text at spaces. */
export function wrapText(text: string, columns = usualColumns): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, columns));
}

function wrapLine(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/[ \t]+/).filter(Boolean)) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function writeBlocks(
  blocks: readonly MarkdownBlock[],
  columns: number,
  address: (url: string, label: string) => string,
): string[] {
  return blocks.flatMap((block, index) => {
    const lines = writeBlock(block, columns, address);
    return index === 0 ? lines : ['', ...lines];
  });
}

function writeBlock(block: MarkdownBlock, columns: number, address: (url: string, label: string) => string): string[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return wrapText(writeInline(block.children, address), columns);
    case 'list':
      return block.items.flatMap((item, index) => {
        const mark = block.isOrdered ? `${block.start + index}. ` : '- ';
        return indent(writeBlocks(item, columns - mark.length, address), mark, ' '.repeat(mark.length));
      });
    case 'quote':
      return indent(writeBlocks(block.children, columns - 2, address), '> ', '> ');
    case 'code':
      return indent(block.text.split('\n'), '    ', '    ');
    case 'rule':
      return ['* * *'];
  }
}

function indent(lines: readonly string[], first: string, others: string): string[] {
  return (lines.length === 0 ? [''] : lines).map((line, index) => `${index === 0 ? first : others}${line}`.trimEnd());
}

function writeInline(parts: readonly MarkdownInline[], address: (url: string, label: string) => string): string {
  return parts
    .map((part) => {
      switch (part.type) {
        case 'break':
          return '\n';
        case 'link': {
          const label = writePlain(part.children).trim();
          const target = address(part.url, label);
          // An address that is its own label is said once.
          return label === '' || label === part.url ? target : `${label} (${target})`;
        }
        case 'strong':
        case 'emphasis':
          return writeInline(part.children, address);
        default:
          return part.text.replaceAll('\n', ' ');
      }
    })
    .join('');
}
