import { z } from 'zod';
import {
  emailAddress,
  incompletePage,
  lineOfText,
  optionalLine,
  severalLines,
  staleButton,
} from '~/services/form-values.ts';
import { readKey } from '~/utils/addresses.ts';
import { parseDollars } from '~/utils/money.ts';
import { mostAreas } from './area-text.ts';
import { readAreas } from './areas-field.ts';
import { baselineLabels, type Conditions, comparisonLabels, watchedLabels } from './conditions.ts';
import { mayBePercent } from './watched-figures.ts';

const mostAddresses = 10;

/** A key of a table of labels. */
const keyOf = <Key extends string>(labels: Readonly<Record<Key, string>>, wrong: string) =>
  z.string(wrong).transform((text, context): Key => {
    const key = readKey(labels, text);
    if (key !== undefined) return key;
    context.addIssue({ code: 'custom', message: wrong });
    return z.NEVER;
  });

const checked = z
  .literal('on', 'Check it or leave it unchecked.')
  .optional()
  .transform((value) => value === 'on');

const watching = z.object({
  watch: keyOf(watchedLabels, 'Choose what is watched.'),
  compare: keyOf(comparisonLabels, 'Choose how it is compared.'),
  value: optionalLine(20).optional(),
  unit: z.enum(['amount', 'percent'], 'Choose the unit.'),
  over: keyOf(baselineLabels, 'Choose what it is compared with.'),
  source: lineOfText('the source', 100),
  propertyType: optionalLine(100).optional(),
  areas: severalLines(20_000, 'Enter areas, one a line.').optional(),
  /** Whether the filters of an older alert stay, which this form only names. */
  keepsFilters: checked,
});
type Typed = z.output<typeof watching>;

/** What is watched and where, of what was typed; where that is nothing, each problem beside its field. */
function readWatching(
  typed: Typed,
  context: z.RefinementCtx,
): { conditions: Conditions; areaKeys: string[] } | undefined {
  const refuse = (field: keyof Typed, message: string) => {
    context.addIssue({ code: 'custom', message, path: [field] });
    return undefined;
  };
  const { keys, unread } = readAreas(typed.areas ?? '');
  const [stranger] = unread;
  if (stranger !== undefined)
    refuse('areas', `“${stranger.slice(0, 60)}” names no area. Write 78704, TX, Austin, TX or Travis County, TX.`);
  else if (keys.length === 0 && !typed.keepsFilters)
    refuse('areas', 'Enter at least one area, such as 78704 or Austin, TX.');
  else if (keys.length > mostAreas)
    refuse('areas', `These are ${keys.length} areas. An alert watches at most ${mostAreas}.`);
  const propertyType = typed.propertyType || undefined;
  const common = { source: typed.source, ...(propertyType && { propertyType }) };
  const conditions = readCondition(typed, common, refuse);
  const hasAreas = keys.length > 0 || typed.keepsFilters;
  return conditions && unread.length === 0 && hasAreas && keys.length <= mostAreas
    ? { conditions, areaKeys: keys }
    : undefined;
}

function readCondition(
  { watch, compare, value: text = '', unit, over }: Typed,
  common: Pick<Conditions, 'source' | 'propertyType'>,
  refuse: (field: keyof Typed, message: string) => undefined,
): Conditions | undefined {
  if (watch === 'market_label') return { figure: watch, compare: 'label_changes', over, ...common };
  const isLevel = compare === 'above' || compare === 'below';
  if (unit === 'percent' && (isLevel || !mayBePercent(watch)))
    return refuse(
      'unit',
      isLevel
        ? 'A level is no percentage: choose its own unit.'
        : 'Days and months change in days and months: choose their own unit.',
    );
  const isMoney = watch === 'price' && unit === 'amount';
  const value = isMoney ? parseDollars(text) : readNumber(text, unit === 'amount' && mayBePercent(watch));
  if (value === null)
    return refuse('value', isMoney ? 'Enter an amount in dollars, such as 350,000.' : 'Enter a number, such as 5.');
  if (!isLevel && value <= 0) return refuse('value', 'Enter more than 0: nothing happens all the time.');
  if (isLevel) return { figure: watch, compare, value, unit: 'amount', ...common };
  return { figure: watch, compare, value, unit: mayBePercent(watch) ? unit : 'points', over, ...common };
}

/** A number with at most two decimals, or a whole one; null for anything else. */
function readNumber(text: string, isWhole: boolean): number | null {
  const number = text.trim().replaceAll(',', '').replace(/%$/, '');
  return (isWhole ? /^\d{1,9}$/ : /^\d{1,6}(?:\.\d{1,2})?$/).test(number) ? Number(number) : null;
}

/** The form that tries what is typed against history; it saves nothing. */
export const testSchema = z
  .object({ intent: z.literal('test', staleButton), ...watching.shape })
  .transform((typed, context) => {
    return readWatching(typed, context) ?? z.NEVER;
  });

/** A number of times, from 1; undefined where nothing is typed. */
const optionalTimes = z
  .string('Enter a number, or leave it empty.')
  .trim()
  .regex(/^[1-9]\d{0,5}$/, 'Enter a whole number from 1, or leave it empty.')
  .transform(Number)
  .optional();

/** The form of an alert. */
export const alertSchema = z
  .object({
    intent: z.literal('save', staleButton),
    id: z.guid(incompletePage),
    version: z.string(incompletePage).max(64, incompletePage).optional(),
    name: lineOfText('a name', 120),
    ...watching.shape,
    frequency: z.enum(['IMMEDIATE', 'DAILY', 'WEEKLY', 'MONTHLY'], 'Choose when it tells you.'),
    channels: z
      .array(z.enum(['IN_APP', 'EMAIL', 'WEBHOOK'], 'Choose from the list.'))
      .max(3, 'Choose each once.')
      .default([]),
    emails: severalLines(3_000, 'Enter emails, one a line.').optional(),
    webhookUrl: optionalLine(2_048).optional(),
    timeZone: lineOfText('a time zone', 64).refine(isTimeZone, 'Choose a time zone from the list.'),
    maxPerDay: optionalTimes,
    disableAfter: optionalTimes,
    requireVerification: checked,
    isForOrganization: checked,
  })
  .transform((typed, context) => {
    const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', message, path: [field] });
    const watched = readWatching(typed, context);
    const channels = [...new Set(typed.channels)];
    if (channels.length === 0) refuse('channels', 'Choose at least one way to be told.');
    const emails = readEmails(typed.emails ?? '');
    const wrong = emails.find((email) => !emailAddress().safeParse(email).success);
    if (wrong) refuse('emails', `“${wrong.slice(0, 60)}” is no email. Write one a line, like name@example.com.`);
    else if (emails.length > mostAddresses) refuse('emails', `Enter at most ${mostAddresses} emails.`);
    else if (channels.includes('EMAIL') && emails.length === 0) refuse('emails', 'Enter who gets the emails.');
    const webhookUrl = typed.webhookUrl || null;
    if (channels.includes('WEBHOOK') && !webhookUrl) refuse('webhookUrl', 'Enter the address of the webhook.');
    if (!watched) return z.NEVER;
    const { id, version = null, name, frequency, timeZone, maxPerDay = null, disableAfter = null } = typed;
    const { requireVerification, isForOrganization, keepsFilters } = typed;
    const told = { frequency, channels, emails, webhookUrl, timeZone };
    const rules = { maxPerDay, disableAfter, requireVerification };
    return { id, version, name, ...watched, keepsFilters, ...told, ...rules, isForOrganization };
  });
/** An alert as it was typed. */
export type TypedAlert = z.output<typeof alertSchema>;

const readEmails = (text: string) => [
  ...new Set(
    text
      .split(/[\n,;]/)
      .map((email) => email.trim())
      .filter(Boolean),
  ),
];

function isTimeZone(name: string): boolean {
  // Distances such as +05:00 are no zones, and Postgres counts them the other way round.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en-US', { timeZone: name }));
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** What the buttons of an alert's page do. */
export const alertCommandSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('turn-on') }),
  z.object({ intent: z.literal('turn-off') }),
  z.object({ intent: z.literal('send-test'), testId: z.guid(incompletePage) }),
  z.object({
    intent: z.literal('new-secret'),
    secretVersion: z.coerce.number(incompletePage).int(incompletePage).min(0),
  }),
]);

/** What the list of alerts does. */
export const listCommandSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('turn-on'), id: z.guid(staleButton) }),
  z.object({ intent: z.literal('turn-off'), id: z.guid(staleButton) }),
  z.object({ intent: z.literal('resume') }),
]);

/** What the list of events does. */
export const eventCommandSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('read'), ids: z.array(z.guid(staleButton)).max(100, staleButton).default([]) }),
  z.object({ intent: z.literal('approve'), id: z.guid(staleButton) }),
  z.object({ intent: z.literal('dismiss'), id: z.guid(staleButton) }),
]);
