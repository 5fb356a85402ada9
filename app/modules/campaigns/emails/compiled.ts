import { z } from 'zod';
import { tagNames } from '../merge-tags/tags.ts';

/**
 * A part of a compiled email: text that stands for everybody, escaped already; a value of the recipient and where it stands; the link of
 * this number in `email_links`; or the picture that tells of opening.
 */
const partSchema = z.union([
  z.string(),
  z.object({
    tag: z.enum(tagNames),
    fallback: z.string(),
    as: z.enum(['html', 'attribute', 'url', 'text', 'header']),
  }),
  z.object({ link: z.number().int().min(1) }),
  z.object({ pixel: z.literal(true) }),
]);
export type Part = z.output<typeof partSchema>;

const parts = z.array(partSchema);
const variantSchema = z.object({ subject: parts, html: parts, text: parts });
export type Variant = z.output<typeof variantSchema>;

const compiledSchema = z.object({
  version: z.literal(1),
  variants: z.object({ A: variantSchema, B: variantSchema.optional() }),
});
/** An email as it was when it was scheduled, in the column `compiled`. */
export type CompiledEmail = z.output<typeof compiledSchema>;

/**
 * Reads the column `compiled`.
 * @returns undefined for an email that was never scheduled
 */
export function readCompiled(stored: unknown): CompiledEmail | undefined {
  return compiledSchema.safeParse(stored).data;
}
