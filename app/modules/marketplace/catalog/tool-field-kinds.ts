import type { InputHTMLAttributes } from 'react';
import { z } from 'zod';
import { iconNames } from '~/components/ui/icon.tsx';
import { lineOfText, optionalDollars, optionalLine, severalLines, slugText } from '~/services/form-values.ts';
import { writeDollars } from '~/utils/money.ts';
import { labelOf } from '../labels.ts';

/** The control a field is typed into. */
export type FieldControl =
  | {
      type: 'line';
      attributes?: Pick<
        InputHTMLAttributes<HTMLInputElement>,
        'type' | 'pattern' | 'title' | 'placeholder' | 'inputMode' | 'autoCapitalize' | 'spellCheck'
      >;
    }
  | { type: 'text'; rows: number }
  | { type: 'choice'; choices: Readonly<Record<string, string>> }
  | { type: 'checkbox' }
  | { type: 'icon' };

/** How one kind of value is typed, stored and described. `Typed` is the form's value, mostly the column's value itself. */
export interface FieldKind<Value, Typed = Value> {
  control: FieldControl;
  /** Parses the control's value. */
  schema: z.ZodType<Typed>;
  /** The column's value in the form that the control takes. */
  write: (value: Value) => string;
  /** The control's value in words, to compare two saves. */
  describe: (text: string) => string;
}

const same = (text: string) => text;
const orNothing = (text: string) => text || 'Nothing';
const writeOptional = (value: string | number | null) => (value === null ? '' : String(value));

/** One line that may not be empty. Its arguments are those of `lineOfText`. */
export const line = (name: string, longest: number): FieldKind<string> => ({
  control: { type: 'line' },
  schema: lineOfText(name, longest),
  write: same,
  describe: orNothing,
});

/** One line, or null. */
export const lineOrNull = (longest: number, missing: string): FieldKind<string | null> => ({
  control: { type: 'line' },
  schema: optionalLine(longest, missing)
    .optional()
    .transform((text) => text || null),
  write: writeOptional,
  describe: orNothing,
});

const optionalLines = (longest: number) =>
  severalLines(longest)
    .optional()
    .transform((text = '') => text);

/** Paragraphs, or an empty text. */
export const paragraphs = (longest: number): FieldKind<string> => ({
  control: { type: 'text', rows: 8 },
  schema: optionalLines(longest),
  write: same,
  describe: orNothing,
});

const longestEntry = 120;
const mostEntries = 30;
const mostTags = 10;

const entries = optionalLines(mostEntries * (longestEntry + 2))
  .transform((text) => [
    ...new Set(
      text
        .split('\n')
        .map((entry) => entry.trim())
        .filter((entry) => entry !== ''),
    ),
  ])
  .refine((list) => list.length <= mostEntries, `Use at most ${mostEntries} lines.`)
  .refine(
    (list) => list.every((entry) => entry.length <= longestEntry),
    `Use at most ${longestEntry} characters in a line.`,
  );

/** A list typed with one entry a line, each once. */
export const list: FieldKind<string[]> = {
  control: { type: 'text', rows: 6 },
  schema: entries,
  write: (value) => value.join('\n'),
  describe: orNothing,
};

/** A list of words as the catalog's filter takes them. */
export const tags: FieldKind<string[]> = {
  ...list,
  schema: entries
    .transform((words) => [...new Set(words.map((word) => word.toLowerCase()))])
    .refine((words) => words.length <= mostTags, `Use at most ${mostTags} tags.`)
    .refine(
      (words) => words.every((word) => /^[a-z0-9][a-z0-9 -]{0,39}$/.test(word)),
      'Use letters, digits, spaces and hyphens in a tag, at most 40.',
    ),
};

/** One of the values that have a label. */
export const choice = <Value extends string>(choices: Record<Value, string>, missing: string): FieldKind<Value> => ({
  control: { type: 'choice', choices },
  schema: z.custom<Value>((value) => typeof value === 'string' && Object.hasOwn(choices, value), missing),
  write: same,
  describe: (text) => labelOf(choices, text),
});

/** A property that is true or false. */
export const yesOrNo: FieldKind<boolean> = {
  control: { type: 'checkbox' },
  schema: z.boolean('Check it or leave it unchecked.').default(false),
  write: (value) => (value ? 'on' : ''),
  describe: (text) => (text === 'on' ? 'Yes' : 'No'),
};

/** An icon of this product. */
export const icon: FieldKind<string> = {
  control: { type: 'icon' },
  schema: z
    .string({ error: 'Choose an icon.' })
    .refine((name) => iconNames.some((known) => known === name), 'Choose one of these icons.'),
  write: same,
  describe: orNothing,
};

/** The last part of an address on this site. */
export const slug: FieldKind<string> = {
  control: { type: 'line', attributes: { autoCapitalize: 'none', spellCheck: false } },
  schema: slugText('listing-planner'),
  write: same,
  describe: orNothing,
};

function isSecureAddress(text: string): boolean {
  if (!URL.canParse(text) || /[\s\p{Cc}]/u.test(text)) return false;
  const { protocol, username, password, hostname } = new URL(text);
  return protocol === 'https:' && hostname.includes('.') && username === '' && password === '';
}

/** An https address of another site, or null. */
export const webAddress: FieldKind<string | null> = {
  control: {
    type: 'line',
    attributes: {
      type: 'url',
      pattern: 'https://.*',
      title: 'An address that starts with https://',
      placeholder: 'https://',
    },
  },
  schema: z
    .string({ error: 'Enter one address.' })
    .trim()
    .max(500, 'Use at most 500 characters.')
    .refine(
      (text) => text === '' || isSecureAddress(text),
      'Enter an address that starts with https://, like https://example.com/help.',
    )
    .optional()
    .transform((text) => text || null),
  write: writeOptional,
  describe: orNothing,
};

/** A number of at least 1, or null. */
export const countOrNull = (none: { message: string; label: string }): FieldKind<number | null> => ({
  control: { type: 'line', attributes: { inputMode: 'numeric' } },
  schema: z
    .string({ error: 'Enter one number.' })
    .trim()
    .regex(/^(0*[1-9]\d{0,5})?$/, none.message)
    .optional()
    .transform((text) => (text ? Number(text) : null)),
  write: writeOptional,
  describe: (text) => text || none.label,
});

/** The word for one unit of use, or null. */
export const unitOrNull: FieldKind<string | null> = {
  control: { type: 'line', attributes: { autoCapitalize: 'none' } },
  schema: z
    .string({ error: 'Enter one word.' })
    .trim()
    .regex(/^([a-z]([a-z -]{0,38}[a-z])?)?$/, 'Use lower-case letters, at most 40, like report.')
    .optional()
    .transform((text) => text || null),
  write: writeOptional,
  describe: orNothing,
};

const mostUnits = 1_000_000;

/** A number of units that may be 0, or null. */
export const unitsOrNull: FieldKind<number | null> = {
  control: { type: 'line', attributes: { inputMode: 'numeric' } },
  schema: z
    .string({ error: 'Enter one number.' })
    .trim()
    .regex(/^\d{0,9}$/, 'Enter a number like 200.')
    .refine((text) => Number(text) <= mostUnits, `Enter at most ${mostUnits.toLocaleString('en-US')}.`)
    .optional()
    .transform((text) => (text ? Number(text) : null)),
  write: writeOptional,
  describe: orNothing,
};

/** An amount of at least a cent, or null. */
export const dollarsOrNull = (highest: number): FieldKind<number | null> => ({
  control: { type: 'line', attributes: { inputMode: 'decimal' } },
  schema: optionalDollars('Enter dollars, like 0.25.', highest)
    .transform((cents) => cents ?? null)
    .refine((cents) => cents !== 0, 'Enter at least $0.01.'),
  write: (cents) => (cents === null ? '' : writeDollars(cents)),
  describe: (text) => (text === '' ? 'Nothing' : `$${text}`),
});
