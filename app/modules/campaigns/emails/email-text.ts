import type { EmailBlock } from '../blocks/schema.ts';
import { parseMarkdown } from '../markdown/parse.ts';
import { usualColumns, wrapText, writeMarkdownText } from '../markdown/text.ts';
import type { EmailDraft, Writing } from './draft.ts';
import { isEmptyBlock } from './email-html.tsx';
import { findListing } from './listings.ts';

const ruler = '-'.repeat(usualColumns);

/** The same email as plain text, in lines of 72 characters; addresses are whole. */
export function writeEmailText(draft: EmailDraft, writing: Writing): string {
  const { plain } = writing;
  const blocks = draft.blocks
    .filter((block) => !isEmptyBlock(block))
    .map((block) => writeBlock(block, draft, writing))
    .filter((text) => text !== '');
  const footer = [
    ...wrapText(plain(draft.organization)),
    ...(draft.postalAddress === '' ? [] : wrapText(plain(draft.postalAddress))),
    '',
    ...wrapText(plain(draft.reason)),
    `Unsubscribe: ${writing.ownAddress('unsubscribe_url')}`,
    `View in browser: ${writing.ownAddress('view_url')}`,
  ].join('\n');
  return `${[...blocks, `${ruler}\n${footer}`].join('\n\n')}\n`;
}

function writeBlock(block: EmailBlock, draft: EmailDraft, { write, plain, href, isLink }: Writing): string {
  const join = (lines: readonly string[]) =>
    lines
      .filter((line) => line !== '')
      .flatMap((line) => wrapText(line))
      .join('\n');
  switch (block.type) {
    case 'heading':
      return join([write(block.text)]);
    case 'text':
      return writeMarkdownText(parseMarkdown(write(block.text), isLink), usualColumns, href);
    case 'button':
      return join([`${write(block.label)} (${href(block.url, block.label)})`]);
    case 'image': {
      const alt = block.isDecorative ? '' : write(block.alt);
      if (block.link === '') return alt === '' ? '' : join([`[${alt}]`]);
      return join([`${alt === '' ? 'Picture' : `[${alt}]`} (${href(block.link, block.alt || 'Picture')})`]);
    }
    case 'listing': {
      const { street, town } = findListing(draft.listings, block.listingId);
      return join([
        plain(street),
        plain(town),
        write(block.price),
        write(block.note),
        block.link === '' ? '' : href(block.link, `${street}, ${town}`),
      ]);
    }
    case 'divider':
      return '* * *';
  }
}
