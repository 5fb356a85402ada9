import { z } from 'zod';
import { lineOfText, severalLines, slugText } from '~/services/form-values.ts';
import { nameText } from '~/services/name-text.ts';
import { slugOf } from '~/utils/slugs.ts';
import { findMarkdownProblem, longestMarkdown } from '../markdown/limits.ts';
import { rowId, rowVersion } from '../typed-values.ts';

const body = severalLines(longestMarkdown)
  .optional()
  .transform((text = '', context) => {
    const problem = findMarkdownProblem(text);
    if (problem === undefined) return text;
    context.addIssue({ code: 'custom', message: problem });
    return z.NEVER;
  });

const fields = {
  id: rowId,
  version: rowVersion,
  title: lineOfText('a title', 200),
  /** Null for one from the title, or the one that it has. */
  slug: slugText('open-house')
    .optional()
    .transform((slug) => slug ?? null),
  kind: z.enum(['ARTICLE', 'LANDING_PAGE', 'NEWSLETTER', 'VIDEO', 'GUIDE'], 'Choose a kind.'),
  author: nameText('the name it appears under', 200),
  body,
};

const typed = z.object({
  intent: z.enum(['save', 'publish']),
  ...fields,
  /** Of the clock of the organization's zone, "2026-03-04T09:00"; undefined for now. */
  publishAt: z
    .string('Enter day and time, or leave it empty.')
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, 'Enter day and time, or leave it empty.')
    .optional(),
});
/** Content as it is typed, to be saved, or saved and published. */
export type TypedContent = z.output<typeof typed>;

/** The forms of a piece's page, by their button. */
export const contentPageSchema = z.discriminatedUnion('intent', [
  typed,
  z.object({ intent: z.literal('unpublish') }),
  z.object({ intent: z.literal('archive') }),
  z.object({ intent: z.literal('delete') }),
]);

/** The form of the page for a new piece. */
export const newContentSchema = typed;

/** The beginning of the slug of a piece that has none. */
export const slugBase = ({ title }: Pick<TypedContent, 'title'>) => slugOf(title);
