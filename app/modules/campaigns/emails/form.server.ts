import { z } from 'zod';
import { emailAddress, incompletePage, lineOfText, optionalLine } from '~/services/form-values.ts';
import { nameText } from '~/services/name-text.ts';
import { blockTypes } from '../blocks/schema.ts';
import { checkTypedBlocks, readTypedBlocks, typeBlock } from '../blocks/typed.ts';
import { explainTagProblem, parseTags } from '../merge-tags/tags.ts';
import { fingerprint } from './changes.server.ts';
import type { EditedEmail, TypedEmail } from './edited.ts';

/** Lists, and segments, that an email may name. */
const mostLists = 20;
const mostExcluded = 10;

/** The buttons of the editor; in the form, one about a block is "up:<id>". */
const intentSchema = z.preprocess(
  (value) => {
    const [kind, id] = String(value).split(':', 2);
    return { kind, id };
  },
  z.discriminatedUnion('kind', [
    z.object({ kind: z.enum(['redraw', 'upload', 'save', 'check', 'test', 'schedule', 'send', 'cancel', 'delete']) }),
    z.object({ kind: z.literal('add'), id: z.enum(blockTypes).optional() }),
    z.object({ kind: z.enum(['up', 'down', 'remove']), id: z.string().min(1).max(40) }),
  ]),
);
export type EditorIntent = z.output<typeof intentSchema>;

/** The editor's form as it came in. */
export interface EmailForm {
  typed: TypedEmail;
  intent: EditorIntent | undefined;
  /** The kind of block that "Add block" adds. */
  addType: (typeof blockTypes)[number] | undefined;
  /** Whether what the page itself put into the form is not there. */
  isBroken: boolean;
}

/** Reads which button of the editor was pressed. */
export const readIntent = (form: FormData) => intentSchema.safeParse(form.get('intent')).data;

/** Reads the editor's form without judging what was typed, so that all of it can be shown again. */
export function readEmailForm(form: FormData): EmailForm {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  const ids = (name: string) => [
    ...new Set(form.getAll(name).flatMap((value) => z.guid().safeParse(value).data?.toLowerCase() ?? [])),
  ];
  const version = z.coerce
    .number()
    .int()
    .min(1)
    .max(2_147_483_647)
    .safeParse(text('version') || undefined);
  return {
    typed: {
      version: version.data ?? 0,
      opened: text('opened') || null,
      name: text('name'),
      subject: text('subject'),
      previewText: text('previewText'),
      fromName: text('fromName'),
      fromEmail: text('fromEmail'),
      replyTo: text('replyTo'),
      lists: ids('lists'),
      segments: ids('segments'),
      excluded: ids('excluded'),
      isTracked: form.has('isTracked'),
      isAbTest: form.has('isAbTest'),
      abSubject: text('abSubject'),
      abPreviewText: text('abPreviewText'),
      abShare: text('abShare'),
      abWaitHours: text('abWaitHours'),
      abBy: text('abBy'),
      blocks: readTypedBlocks(form),
      testPeople: ids('testPeople'),
      sendDate: text('sendDate'),
      sendTime: text('sendTime'),
      sendZone: text('sendZone'),
      inRecipientZone: form.has('inRecipientZone'),
    },
    intent: readIntent(form),
    addType: z.enum(blockTypes).safeParse(text('addType')).data,
    isBroken: !version.success,
  };
}

const withTags = <Schema extends z.ZodType<string>>(schema: Schema) =>
  schema.superRefine((text, context) => {
    for (const problem of parseTags(text).problems.slice(0, 3))
      context.addIssue({ code: 'custom', message: explainTagProblem(problem) });
  });

/** A subject: long ones are a warning of the checks. */
const subject = withTags(optionalLine(250, incompletePage));
const previewText = withTags(optionalLine(250, incompletePage));
const listIds = (most: number, what: string) => z.array(z.guid()).max(most, `Choose at most ${most} ${what}.`);
const whole = (low: number, high: number, unit: string) =>
  z.coerce
    .number(`Enter a number from ${low} to ${high}.`)
    .int(`Enter whole ${unit}.`)
    .min(low, `Enter at least ${low}.`)
    .max(high, `Enter at most ${high}.`);

const envelopeSchema = z.object({
  name: lineOfText('a name', 200),
  subject,
  previewText,
  fromName: nameText('the name that the email comes from', 100),
  fromEmail: emailAddress('Enter the address that the email comes from.'),
  replyTo: z
    .string()
    .refine(
      (text) => text === '' || emailAddress().safeParse(text).success,
      'Enter an email address like name@example.com.',
    ),
  lists: listIds(mostLists, 'lists'),
  segments: listIds(mostLists, 'segments'),
  excluded: listIds(mostExcluded, 'lists'),
  isTracked: z.boolean(),
  isAbTest: z.boolean(),
});

const abTestSchema = z.object({
  subject,
  previewText,
  share: whole(10, 50, 'percent'),
  waitHours: whole(1, 24, 'hours'),
  by: z.enum(['CLICKS', 'OPENS'], { error: 'Choose what decides.' }),
});

/** The fields of the form that values of the test are typed in. */
const abFields: Readonly<Record<string, string>> = {
  subject: 'abSubject',
  previewText: 'abPreviewText',
  share: 'abShare',
  waitHours: 'abWaitHours',
  by: 'abBy',
};

/** Messages by the names of fields; under '' those about the whole form. */
export type Errors = Record<string, string[] | undefined>;

/** Checks what was typed: the email as it can be saved, finished or not; or a message for each field. */
export function checkEmailForm(typed: TypedEmail): { ok: true; email: EditedEmail } | { ok: false; errors: Errors } {
  const envelope = envelopeSchema.safeParse({ ...typed, replyTo: typed.replyTo.trim() });
  const isOff = !typed.isAbTest && typed.abSubject.trim() === '' && typed.abPreviewText.trim() === '';
  const abTest = isOff
    ? undefined
    : abTestSchema.safeParse({
        subject: typed.abSubject,
        previewText: typed.abPreviewText,
        share: typed.abShare || undefined,
        waitHours: typed.abWaitHours || undefined,
        by: typed.abBy,
      });
  const blocks = checkTypedBlocks(typed.blocks);
  if (envelope.success && abTest?.success !== false && blocks.ok)
    return { ok: true, email: { ...envelope.data, abTest: abTest?.data ?? null, blocks: blocks.blocks } };
  const errors: Errors = { ...(envelope.error && z.flattenError(envelope.error).fieldErrors) };
  for (const { path, message } of abTest?.error?.issues ?? []) {
    const field = abFields[String(path[0])] ?? 'abSubject';
    errors[field] = [...(errors[field] ?? []), message];
  }
  return { ok: false, errors: { ...errors, ...(blocks.ok ? {} : blocks.errors) } };
}

/** The editor's form for an email as it is saved. */
export function typeEmail(
  email: EditedEmail,
  version: number,
  schedule: { date: string; time: string; zone: string; inRecipientZone: boolean },
): TypedEmail {
  const { abTest, blocks, ...rest } = email;
  return {
    ...rest,
    version,
    opened: fingerprint(email),
    abSubject: abTest?.subject ?? '',
    abPreviewText: abTest?.previewText ?? '',
    abShare: String(abTest?.share ?? 20),
    abWaitHours: String(abTest?.waitHours ?? 4),
    abBy: abTest?.by ?? 'CLICKS',
    blocks: blocks.map(typeBlock),
    testPeople: [],
    sendDate: schedule.date,
    sendTime: schedule.time,
    sendZone: schedule.zone,
    inRecipientZone: schedule.inRecipientZone,
  };
}
