/** A part of a line of text. */
export type MarkdownInline =
  | { type: 'text' | 'code'; text: string }
  | { type: 'strong' | 'emphasis'; children: MarkdownInline[] }
  | { type: 'link'; url: string; children: MarkdownInline[] }
  | { type: 'break' };

/** A part of a text. */
export type MarkdownBlock =
  | { type: 'paragraph'; children: MarkdownInline[] }
  | { type: 'heading'; level: 2 | 3; children: MarkdownInline[] }
  | { type: 'list'; isOrdered: boolean; start: number; items: MarkdownBlock[][] }
  | { type: 'quote'; children: MarkdownBlock[] }
  | { type: 'code'; text: string }
  | { type: 'rule' };

/** The words of inline parts, without their looks. A break is a space. */
export function writePlain(parts: readonly MarkdownInline[]): string {
  return parts
    .map((part) => {
      if (part.type === 'break') return ' ';
      return 'children' in part ? writePlain(part.children) : part.text;
    })
    .join('');
}

/** The words of blocks, one space between them. */
export function writePlainBlocks(blocks: readonly MarkdownBlock[]): string {
  return blocks
    .map((block) => {
      switch (block.type) {
        case 'list':
          return block.items.map(writePlainBlocks).join(' ');
        case 'quote':
          return writePlainBlocks(block.children);
        case 'code':
          return block.text;
        case 'rule':
          return '';
        default:
          return writePlain(block.children);
      }
    })
    .filter(Boolean)
    .join(' ');
}
