import { MarkdownHtml } from '../markdown/markdown-html.tsx';
import type { MarkdownBlock } from '../markdown/tree.ts';

const looks = {
  a: { className: 'link' },
  ul: { className: 'flex list-disc flex-col gap-1 pl-5' },
  ol: { className: 'flex list-decimal flex-col gap-1 pl-5' },
  blockquote: { className: 'flex flex-col gap-4 border-l-2 border-line pl-4 text-muted' },
  pre: { className: 'rounded-lg bg-sunken p-4 text-sm whitespace-pre-wrap wrap-anywhere' },
  hr: { className: 'border-line' },
};

/** The text of a piece, as everybody reads it. */
export function ContentText({ blocks }: { blocks: readonly MarkdownBlock[] }) {
  return (
    <div className="prose wrap-anywhere">
      <MarkdownHtml blocks={blocks} looks={looks} />
    </div>
  );
}
