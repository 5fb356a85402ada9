import { z } from 'zod';
import { isKeepable } from '~/services/form-values.ts';
import { findMarkdownProblem, longestMarkdown } from '../markdown/limits.ts';
import { parseMarkdown } from '../markdown/parse.ts';
import type { MarkdownBlock, MarkdownInline } from '../markdown/tree.ts';
import { createMarks } from '../merge-tags/marks.ts';
import { explainTagProblem, parseTags } from '../merge-tags/tags.ts';
import { findAddressProblem, findPictureProblem } from './addresses.ts';

export const mostBlocks = 60;
/** Bytes of all blocks as JSON. */
export const mostBlockBytes = 200_000;
/** Pixels: what a picture may be wide, of the 600 that a mail is. */
export const pictureWidths = { smallest: 40, largest: 600 };

/** The kinds of blocks, in the order that "Add block" offers them. */
export const blockTypes = ['heading', 'text', 'button', 'image', 'listing', 'divider'] as const;
export type BlockType = (typeof blockTypes)[number];

/** Adds a message for each thing in a text that looks like a tag and is none. */
function refuseTags(text: string, context: z.RefinementCtx) {
  for (const problem of parseTags(text).problems.slice(0, 3))
    context.addIssue({ code: 'custom', message: explainTagProblem(problem) });
}

const keepable = (longest: number) =>
  z
    .string()
    .max(longest, `Use at most ${longest.toLocaleString('en-US')} characters.`)
    .refine(isKeepable, 'Use letters, digits and punctuation only.');

/** One line with tags. It may be empty while the email is written: the checks ask for it. */
const line = (longest: number) =>
  keepable(longest)
    .refine((text) => !/\p{Cc}/u.test(text), 'Use letters, digits and punctuation only.')
    .superRefine(refuseTags);

const checked = (findProblem: (address: string) => string | undefined) =>
  keepable(4_000)
    .superRefine(refuseTags)
    .superRefine((address, context) => {
      const message = address === '' ? undefined : findProblem(address);
      if (message !== undefined) context.addIssue({ code: 'custom', message });
    });
const address = checked((text) => findAddressProblem(text));
const picture = checked(findPictureProblem);

/** Markdown within its limits, whose links lead somewhere and have their tags behind the host. */
const markdown = keepable(longestMarkdown)
  .superRefine((text, context) => {
    const message = findMarkdownProblem(text);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  })
  .superRefine(refuseTags)
  .superRefine((text, context) => {
    const marks = createMarks();
    for (const marked of listLinks(parseMarkdown(marks.mark(text), () => true))) {
      const url = marks.restore(marked);
      const problem = findAddressProblem(url, { http: true });
      if (problem !== undefined) context.addIssue({ code: 'custom', message: `“${url.slice(0, 60)}”: ${problem}` });
    }
  });

/** The addresses of all links of a text, as they are typed. */
export function listLinks(blocks: readonly MarkdownBlock[]): string[] {
  const ofInline = (parts: readonly MarkdownInline[]): string[] =>
    parts.flatMap((part) => [
      ...(part.type === 'link' ? [part.url] : []),
      ...('children' in part ? ofInline(part.children) : []),
    ]);
  return blocks.flatMap((block) => {
    switch (block.type) {
      case 'list':
        return block.items.flatMap(listLinks);
      case 'quote':
        return listLinks(block.children);
      case 'code':
      case 'rule':
        return [];
      default:
        return ofInline(block.children);
    }
  });
}

const id = z.string().regex(/^[\w-]{1,40}$/);
const { smallest, largest } = pictureWidths;
const width = z
  .number('Enter the width in pixels.')
  .int('Enter whole pixels.')
  .min(smallest, `Enter at least ${smallest}.`)
  .max(largest, `Enter at most ${largest}.`);

/** One block of an email. */
export const blockSchema = z.discriminatedUnion('type', [
  z.object({ id, type: z.literal('heading'), level: z.union([z.literal(2), z.literal(3)]), text: line(300) }),
  z.object({ id, type: z.literal('text'), text: markdown }),
  z.object({ id, type: z.literal('button'), label: line(100), url: address }),
  z.object({
    id,
    type: z.literal('image'),
    url: picture,
    alt: line(300),
    isDecorative: z.boolean(),
    width,
    link: address,
  }),
  z.object({
    id,
    type: z.literal('listing'),
    /** Empty while none is chosen. */
    listingId: z.union([z.literal(''), z.guid()], 'Choose a listing.'),
    price: line(60),
    image: picture,
    link: address,
    note: line(500),
  }),
  z.object({ id, type: z.literal('divider') }),
]);
export type EmailBlock = z.output<typeof blockSchema>;

/** The blocks of a row. What they no longer know to be one is left out, so that a page never fails at it. */
export function readBlocks(stored: unknown): EmailBlock[] {
  const list = z.array(z.unknown()).safeParse(stored);
  return (list.data ?? []).slice(0, mostBlocks).flatMap((one) => blockSchema.safeParse(one).data ?? []);
}

/** Bytes of blocks as the database keeps them, before it rewrites them. */
export function measureBlocks(blocks: readonly EmailBlock[]): number {
  return new TextEncoder().encode(JSON.stringify(blocks)).byteLength;
}
