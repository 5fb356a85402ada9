import { type CSSProperties, createElement, Fragment, type ReactNode } from 'react';
import { type MarkdownBlock, type MarkdownInline, writePlain } from './tree.ts';

type Element = 'p' | 'h2' | 'h3' | 'ul' | 'ol' | 'li' | 'blockquote' | 'pre' | 'code' | 'a' | 'hr' | 'strong' | 'em';

/** How elements look, where there is no style sheet: in mail. */
export type MarkdownLooks = Partial<Record<Element, { className?: string; style?: CSSProperties }>>;

interface Writing {
  looks: MarkdownLooks;
  href: (url: string, label: string) => string;
}

/**
 * Markdown as HTML; everything in it is escaped.
 * @param looks  inline styles and classes; without them the style sheet of the page decides
 * @param href  the address that a link gets in place of its own; `label` is its words
 */
export function MarkdownHtml({
  blocks,
  looks = {},
  href = (url) => url,
}: {
  blocks: readonly MarkdownBlock[];
  looks?: MarkdownLooks;
  href?: (url: string, label: string) => string;
}) {
  return <>{writeBlocks(blocks, { looks, href })}</>;
}

// The parts of a text keep their order, so their indexes are good keys.
function writeBlocks(blocks: readonly MarkdownBlock[], writing: Writing): ReactNode[] {
  return blocks.map((block, index) => <Fragment key={index}>{writeBlock(block, writing)}</Fragment>);
}

function writeBlock(block: MarkdownBlock, writing: Writing): ReactNode {
  const { looks } = writing;
  switch (block.type) {
    case 'paragraph':
      return <p {...looks.p}>{writeInline(block.children, writing)}</p>;
    case 'heading': {
      const element = block.level === 2 ? 'h2' : 'h3';
      return createElement(element, looks[element], writeInline(block.children, writing));
    }
    case 'list': {
      const items = block.items.map((item, index) => (
        <li key={index} {...looks.li}>
          {writeItem(item, writing)}
        </li>
      ));
      return block.isOrdered ? (
        <ol start={block.start === 1 ? undefined : block.start} {...looks.ol}>
          {items}
        </ol>
      ) : (
        <ul {...looks.ul}>{items}</ul>
      );
    }
    case 'quote':
      return <blockquote {...looks.blockquote}>{writeBlocks(block.children, writing)}</blockquote>;
    case 'code':
      return (
        <pre {...looks.pre}>
          <code>{block.text}</code>
        </pre>
      );
    case 'rule':
      return <hr {...looks.hr} />;
  }
}

// One paragraph alone is the item itself, without the space around a paragraph.
function writeItem(item: readonly MarkdownBlock[], writing: Writing): ReactNode {
  const [first, ...rest] = item;
  if (first?.type !== 'paragraph') return writeBlocks(item, writing);
  return [<Fragment key="first">{writeInline(first.children, writing)}</Fragment>, ...writeBlocks(rest, writing)];
}

function writeInline(parts: readonly MarkdownInline[], writing: Writing): ReactNode[] {
  const { looks, href } = writing;
  return parts.map((part, index) => {
    switch (part.type) {
      case 'text':
        return <Fragment key={index}>{part.text}</Fragment>;
      case 'code':
        return (
          <code key={index} {...looks.code}>
            {part.text}
          </code>
        );
      case 'strong':
        return (
          <strong key={index} {...looks.strong}>
            {writeInline(part.children, writing)}
          </strong>
        );
      case 'emphasis':
        return (
          <em key={index} {...looks.em}>
            {writeInline(part.children, writing)}
          </em>
        );
      case 'link':
        return (
          <a key={index} href={href(part.url, writePlain(part.children))} {...looks.a}>
            {writeInline(part.children, writing)}
          </a>
        );
      case 'break':
        return <br key={index} />;
      default:
        return null;
    }
  });
}
