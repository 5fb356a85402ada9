import { z } from 'zod';
import { incompletePage } from '~/services/form-values.ts';
import { readDay } from '~/utils/addresses.ts';
import { formatMoney, parseDollars } from '~/utils/money.ts';

// Kinds of values that several forms of the books ask for.

/** The id of a row, in a hidden field. A new row has it before it is there, so that a form sent twice writes once. */
export const rowId = z.guid({ error: incompletePage });

/** The version of the row that a form was filled in for; null for a new one. */
export const rowVersion = z
  .string({ error: incompletePage })
  .regex(/^\d{1,9}$/, incompletePage)
  .optional()
  .transform((text) => (text === undefined ? null : Number(text)));

/** The id of something that is picked from a list, null where nothing is. */
export const pickedId = z
  .guid({ error: 'Choose one of the list.' })
  .optional()
  .transform((id) => id ?? null);

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
 * Miles to the tenth, or null where none are typed.
 * @param wrong  said where it is no such number
 */
export const optionalMiles = (wrong: string) =>
  z
    .string({ error: wrong })
    .optional()
    .transform((text, context) => {
      if (text === undefined || text.trim() === '') return null;
      const [, whole, tenth = '0'] = /^((?:\d{1,3}(?:,\d{3})+)|\d{1,7})(?:\.(\d))?$/.exec(text.trim()) ?? [];
      if (whole !== undefined) return (Number(whole.replaceAll(',', '')) * 10 + Number(tenth)) / 10;
      context.addIssue({ code: 'custom', message: wrong });
      return z.NEVER;
    });

/** A box that is ticked or not. Something else than a tick is a form that was changed. */
export const ticked = z
  .literal('on', { error: incompletePage })
  .optional()
  .transform((text) => text === 'on');

/** An amount of dollars above 0, in cents. */
export const requiredDollars = (missing: string, highest: number) =>
  z.string({ error: missing }).transform((text, context) => {
    const cents = parseDollars(text);
    if (cents !== null && cents >= 1 && cents <= highest) return cents;
    const isTooHigh = cents !== null && cents > highest;
    context.addIssue({ code: 'custom', message: isTooHigh ? `Enter at most ${formatMoney(highest)}.` : missing });
    return z.NEVER;
  });
