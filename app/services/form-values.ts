import { z } from 'zod';
import { formatMoney, parseDollars } from '~/utils/money.ts';

// The kinds of values that forms of several modules ask for, so that each is refused in the same words.

/** A form without a field that its page always sends: the page is old, or was changed. */
export const incompletePage = 'This page is incomplete. Reload it and try again.';

/** A form whose button this version of the page does not know. */
export const staleButton = 'This button no longer works. Reload the page and try again.';

/** The message for a line with a character that does not show. */
export const onlyVisible = 'Use letters, digits and punctuation only.';
/** A line whose characters all show: Postgres refuses NUL, a line break would end the header of a mail, and other control characters are invisible. */
export const visible = /^\P{Cc}*$/u;
const visibleLines = /^(\P{Cc}|[\t\n\r])*$/u;

/**
 * One line of text, trimmed, not empty.
 * @param name  the name of the value in the message: "your name"
 * @param longest  in UTF-16 units, so never more characters than the column allows
 */
export function lineOfText(name: string, longest: number) {
  return optionalLine(longest, `Enter ${name}.`).min(1, `Enter ${name}.`);
}

/** One line of text, trimmed, that may be empty. `missing` is the message for a field that holds no text. */
export function optionalLine(longest: number, missing = 'Enter this once, as text.') {
  return z
    .string({ error: missing })
    .trim()
    .max(longest, `Use at most ${longest} characters.`)
    .regex(visible, onlyVisible);
}

/** Text of several lines, trimmed, that may be empty. Browsers send line breaks as CRLF; they are kept as LF. */
export function severalLines(longest: number, missing = 'Enter this once, as text.') {
  return z
    .string({ error: missing })
    .overwrite((text) => text.replaceAll(/\r\n?/g, '\n').trim())
    .max(longest, `Use at most ${longest.toLocaleString('en-US')} characters.`)
    .regex(visibleLines, 'Use letters, digits, punctuation and line breaks only.');
}

/**
 * Text of several lines with something in it.
 * @param missing  the message for an empty text
 * @param shortest  in characters, as Postgres counts them: an emoji is one
 */
export function writtenText(missing: string, longest: number, shortest = 1) {
  return severalLines(longest, missing)
    .refine((text) => text !== '', { error: missing, abort: true })
    .refine((text) => [...text].length >= shortest, `Write at least ${shortest} characters.`);
}

/**
 * Dollars as people type them, in cents; undefined where nothing is typed.
 * @param wrong  said where it is no amount
 * @param highest  cents
 */
export function optionalDollars(wrong: string, highest: number) {
  return z
    .string({ error: wrong })
    .optional()
    .transform((text = '', context) => {
      if (text.trim() === '') return undefined;
      const cents = parseDollars(text);
      if (cents !== null && cents <= highest) return cents;
      const message = cents === null ? wrong : `Enter at most ${formatMoney(highest)}.`;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    });
}

/** An email address, trimmed. */
export const emailAddress = (missing = 'Enter an email address.', example = 'name@example.com') =>
  z
    .string({ error: missing })
    .trim()
    .max(254, 'Use at most 254 characters.')
    .pipe(z.email(`Enter an email address like ${example}.`));

/**
 * The last part of the address of a tool or a bundle.
 * @param name  the name of the value in its messages
 */
export const slugText = (example: string, name = 'a slug') =>
  z
    .string({ error: `Enter ${name}.` })
    .trim()
    .min(1, `Enter ${name}, like ${example}.`)
    .max(80, 'Use at most 80 characters.')
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, `Use lower-case letters, digits and single hyphens, like ${example}.`);

/** Whether Postgres can keep a text: it takes neither NUL nor half of a surrogate pair. */
export function isKeepable(text: string): boolean {
  return !/[\0\p{Surrogate}]/u.test(text);
}

/** Reads JSON that a page carries in a hidden field; anything else, or texts that cannot be kept, is refused with `message`. */
export function readJson(message: string) {
  return (value: string, context: z.RefinementCtx): unknown => {
    try {
      return JSON.parse(value, refuseUnkeepable);
    } catch {
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    }
  };
}

function refuseUnkeepable(name: string, value: unknown): unknown {
  if (!isKeepable(name) || (typeof value === 'string' && !isKeepable(value)))
    throw new SyntaxError('Not a text to keep.');
  return value;
}
