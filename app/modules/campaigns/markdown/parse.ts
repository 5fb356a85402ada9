import type { Nodes, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { deepestNesting, findMarkdownProblem } from './limits.ts';
import type { MarkdownBlock, MarkdownInline } from './tree.ts';

export type { MarkdownBlock, MarkdownInline } from './tree.ts';

/** Emphasis within emphasis beyond this is plain text. */
const deepestEmphasis = 8;

/**
 * Syntax that is not read: it stands on the page as it was typed. HTML of any kind is text; pictures have a block of their own; indented
 * lines and lines of hyphens below a text are seldom meant as code and headings.
 */
const unread = {
  disable: { null: ['htmlFlow', 'htmlText', 'definition', 'codeIndented', 'setextUnderline', 'labelStartImage'] },
};

/** Whether an address may be a link: http(s), mailto or tel, and nothing in it that browsers leave out when they read it. */
export function isSafeAddress(url: string): boolean {
  return /^(https?:\/\/[^/]|mailto:.|tel:.)/i.test(url) && !/[\p{Cc}\s]/u.test(url);
}

/**
 * Reads markdown to our own small tree: paragraphs, headings, lists, quotes, code, emphasis, links and line breaks. Nothing in it is HTML,
 * so nothing has to be made harmless afterwards. A text beyond the limits is its paragraphs, read no further.
 * @param isLink  whether an address may be a link; `isSafeAddress` by default
 */
export function parseMarkdown(text: string, isLink: (url: string) => boolean = isSafeAddress): MarkdownBlock[] {
  if (findMarkdownProblem(text) !== undefined) return splitParagraphs(text);
  return new Reader(isLink).readBlocks(fromMarkdown(text, { extensions: [unread] }).children, 0);
}

function splitParagraphs(text: string): MarkdownBlock[] {
  return text
    .split(/\n[ \t]*\n/)
    .filter((part) => part.trim() !== '')
    .slice(0, 1_000)
    .map((part) => ({ type: 'paragraph', children: [{ type: 'text', text: part.trim() }] }));
}

class Reader {
  readonly #isLink: (url: string) => boolean;

  constructor(isLink: (url: string) => boolean) {
    this.#isLink = isLink;
  }

  readBlocks(nodes: readonly RootContent[], depth: number): MarkdownBlock[] {
    return nodes.flatMap((node) => this.#readBlock(node, depth));
  }

  #readBlock(node: RootContent, depth: number): MarkdownBlock[] {
    const isDeep = depth >= deepestNesting;
    switch (node.type) {
      case 'paragraph':
        return [{ type: 'paragraph', children: this.#readInline(node.children, 0) }];
      case 'heading':
        return [{ type: 'heading', level: node.depth <= 2 ? 2 : 3, children: this.#readInline(node.children, 0) }];
      case 'blockquote': {
        const children = this.readBlocks(node.children, depth + 1);
        return isDeep ? children : [{ type: 'quote', children }];
      }
      case 'list': {
        const items = node.children.map(({ children }) => this.readBlocks(children, depth + 1));
        return isDeep
          ? items.flat()
          : [{ type: 'list', isOrdered: node.ordered === true, start: node.start ?? 1, items }];
      }
      case 'code':
        return [{ type: 'code', text: node.value }];
      case 'thematicBreak':
        return [{ type: 'rule' }];
      default:
        // Syntax that is not read leaves no other blocks.
        return [];
    }
  }

  #readInline(nodes: readonly Nodes[], depth: number): MarkdownInline[] {
    return nodes.flatMap((node): MarkdownInline[] => {
      switch (node.type) {
        case 'text':
          return [{ type: 'text', text: node.value }];
        case 'inlineCode':
          return [{ type: 'code', text: node.value }];
        case 'break':
          return [{ type: 'break' }];
        case 'strong':
        case 'emphasis': {
          const children = this.#readInline(node.children, depth + 1);
          return depth >= deepestEmphasis ? children : [{ type: node.type, children }];
        }
        case 'link': {
          const children = this.#readInline(node.children, depth + 1);
          return this.#isLink(node.url) ? [{ type: 'link', url: node.url, children }] : children;
        }
        default:
          return [];
      }
    });
  }
}
