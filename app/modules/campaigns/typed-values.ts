import { z } from 'zod';
import { incompletePage } from '~/services/form-values.ts';
import { readDay, readKey } from '~/utils/addresses.ts';

// Kinds of values that forms of campaigns, their entries and repeats ask for.

/** The id of a row, in a hidden field. A new row has it before it is there, so that a form sent twice writes once. */
export const rowId = z.guid({ error: incompletePage });

/** The version of the row that a form was filled in for; 0 for a new one. */
export const rowVersion = z
  .string({ error: incompletePage })
  .regex(/^\d{1,9}$/, incompletePage)
  .transform(Number);

/** A box that is ticked or not. Something else than a tick is a form that was changed. */
export const ticked = z
  .literal('on', { error: incompletePage })
  .optional()
  .transform((text) => text === 'on');

/** A key of a table of labels. @param wrong  said for anything else */
export const keyOf = <Key extends string>(labels: Readonly<Record<Key, string>>, wrong: string) =>
  z.string(wrong).transform((text, context): Key => {
    const key = readKey(labels, text);
    if (key !== undefined) return key;
    context.addIssue({ code: 'custom', message: wrong });
    return z.NEVER;
  });

/** A day. @param missing  said where there is none */
export const day = (missing: string) =>
  z.string({ error: missing }).transform((text, context) => readDayOrRefuse(text, context, missing));

/** A day, or null where none is typed. */
export const optionalDay = (wrong: string) =>
  z
    .string({ error: wrong })
    .optional()
    .transform((text, context) => (text === undefined ? null : readDayOrRefuse(text, context, wrong)));

function readDayOrRefuse(text: string, context: z.RefinementCtx, wrong: string): string {
  const found = readDay(text.trim());
  if (found !== undefined) return found;
  context.addIssue({ code: 'custom', message: wrong });
  return z.NEVER;
}

/**
 * A whole number as people type it, with or without commas; undefined where none is typed.
 * @param wrong  said where it is none, or not within the range
 */
export const optionalCount = (wrong: string, { least = 1, most }: { least?: number; most: number }) =>
  z
    .string({ error: wrong })
    .optional()
    .transform((text, context) => {
      if (text === undefined || text.trim() === '') return undefined;
      const count = /^(?:\d{1,3}(?:,\d{3})+|\d{1,9})$/.test(text.trim()) ? Number(text.replaceAll(',', '')) : -1;
      if (count >= least && count <= most) return count;
      context.addIssue({ code: 'custom', message: wrong });
      return z.NEVER;
    });
