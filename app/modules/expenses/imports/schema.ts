import { z } from 'zod';
import { incompletePage, optionalLine, staleButton } from '~/services/form-values.ts';
import { decimalSigns } from '~/services/imports/amounts.ts';
import { dateOrders } from '~/services/imports/dates.ts';
import { mostColumns } from './detection.ts';
import { amountSigns, csvMapping } from './mapping.ts';

/** What becomes of money that came in. */
export const moneyInChoices = ['SKIP', 'REFUND', 'INCOME'] as const;

/** Everything that is chosen about a file before it is read: kept with the import, and remembered for its account. */
export const importChoices = z.object({
  /** Null for OFX. */
  columns: csvMapping.nullable(),
  moneyIn: z.enum(moneyInChoices),
  /** Id of the category of lines that no merchant rule knows. */
  category: z.guid(),
});
export type ImportChoices = z.infer<typeof importChoices>;

/** The texts of the form that uploads a file. */
export const uploadSchema = z.object({
  /** The id that the page gives the import. */
  key: z.guid(incompletePage),
  account: optionalLine(200).optional(),
  /** Stands for the file, which was taken in before. */
  file: z.unknown().optional(),
});

const column = z.coerce
  .number<string>({ error: staleButton })
  .int()
  .min(0)
  .max(mostColumns - 1);
const chosenColumn = (missing: string) => z.string({ error: missing }).pipe(column);
const anyColumn = z
  .string()
  .optional()
  .transform((text) => (text ? text : null))
  .pipe(column.nullable());

const moneyInAndCategory = {
  moneyIn: z.enum(moneyInChoices, { error: 'Choose what becomes of money that came in.' }),
  category: z.guid('Choose a category.'),
};

const csvColumns = z
  .object({
    intent: z.literal('map-table'),
    headerLine: z.coerce
      .number({ error: 'Enter the number of a line, or 0.' })
      .int()
      .min(0)
      .max(1000, 'Enter at most 1,000.'),
    date: chosenColumn('Choose the column with the dates.'),
    merchant: chosenColumn('Choose the column with the merchants.'),
    amount: anyColumn,
    spent: anyColumn,
    received: anyColumn,
    bankId: anyColumn,
    notes: anyColumn,
    currency: anyColumn,
    dateOrder: z.enum(dateOrders, { error: 'Choose how the dates are written. They can be read in several ways.' }),
    decimal: z.enum(decimalSigns, { error: incompletePage }),
    sign: z.enum(amountSigns, { error: incompletePage }),
    ...moneyInAndCategory,
  })
  .superRefine(({ amount, spent, received }, context) => {
    const say = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (amount === null && spent === null)
      say('amount', 'Choose the column with the amounts, or the one with money out.');
    if (amount !== null && (spent !== null || received !== null))
      say('amount', 'Choose one column of amounts, or two for money out and money in; not both.');
  })
  .transform(({ intent, moneyIn, category, ...columns }) => ({ intent, choices: { columns, moneyIn, category } }));

const ofxChoices = z
  .object({ intent: z.literal('map-ofx'), ...moneyInAndCategory })
  .transform(({ intent, ...choices }) => ({ intent, choices: { columns: null, ...choices } }));

const lineNumber = z.coerce.number<string>({ error: incompletePage }).int().min(1).max(1_000_000);

/** The lists of lines that a page can show, in their order. */
export const shownStates = [
  'POSSIBLE_DUPLICATE',
  'READY',
  'PROBLEM',
  'SKIPPED',
  'KNOWN',
  'IMPORTED',
  'UNDONE',
] as const;
export type ShownState = (typeof shownStates)[number];

/** The forms of an import. Those that read, import and undo go on where the last one stopped. */
export const importCommandSchema = z.discriminatedUnion('intent', [
  csvColumns,
  ofxChoices,
  z.object({ intent: z.literal('read') }),
  z.object({ intent: z.literal('import') }),
  z.object({ intent: z.literal('undo') }),
  z.object({
    intent: z.literal('choose'),
    /** Lines of the page, by commas. */
    shown: z
      .string({ error: incompletePage })
      .max(1000, incompletePage)
      .optional()
      .transform((text) => (text ? text.split(',') : []))
      .pipe(z.array(lineNumber)),
    ticked: z.array(lineNumber, incompletePage).max(500, incompletePage).default([]),
    /** Where to go then: a list, and the line it begins behind; without it, the chosen lines are imported. */
    to: z
      .string({ error: staleButton })
      .regex(/^[A-Z_]{4,20}:\d{1,7}$/, staleButton)
      .optional(),
  }),
]);

/** The list of lines that the address asks for. */
export function readShown(url: URL): { show: ShownState | undefined; after: number } {
  const show = shownStates.find((state) => state === url.searchParams.get('show'));
  const after = Number(url.searchParams.get('after') ?? 0);
  return { show, after: Number.isInteger(after) && after > 0 && after <= 1_000_000 ? after : 0 };
}
