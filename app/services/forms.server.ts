import type { SubmissionResult } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data } from '@remix-run/cloudflare';
import { z } from 'zod';
import { isKeepable, staleButton } from './form-values.ts';
import { isSecret } from './typed-texts.ts';

/** Bytes of a form without its files, where its route does not say more. */
export const sizeLimitInBytes = 100_000;
const fieldLimit = 500;
/** `name`, `lines[3].name`, `tags[]`. A larger index would make the parser fill an array up to it. */
const fieldName = /^[\w-]{1,60}(\.[\w-]{1,60}|\[\d{0,3}\]){0,4}$/;

/** The form that was read from a request, kept for the answer to a failure after it. */
interface ReadForm {
  form: FormData;
  /** Whether the page shows the errors of the form: it does once a schema has parsed it. */
  isParsed: boolean;
}
const readForms = new WeakMap<Request, ReadForm>();

/** The form an action has read from its request; undefined before, or when there was none. */
export function recallForm(request: Request): ReadForm | undefined {
  return readForms.get(request);
}

/** The fields to hide, each as a whole: a path into one, like `password[]`, cannot always be followed. */
const secretsOf = (form: FormData) => [...form.keys()].filter(isSecret).map((name) => name.replace(/[.[].*$/s, ''));

function answer(result: SubmissionResult, status: number, headers?: Record<string, string>) {
  return data(result, { status, headers });
}

/** An action returns this when its form cannot be used: the reply for `useForm`'s `lastResult`, with a 4xx status. */
export interface RefusedForm {
  ok: false;
  answer: ReturnType<typeof answer>;
}

export interface UsableForm<Value> {
  ok: true;
  value: Value;
  /**
   * Refuses a form that was parsed, keeping its typed values.
   * @param problem  about the form as a whole, or by field name
   * @param status  400 by default
   */
  refuse(problem: string | { [Field in keyof Value]?: string }, status?: number): RefusedForm['answer'];
  /**
   * Refuses the form for some time (429), keeping its typed values. The route exports `passOnRetryAfter` as `headers`.
   * @param seconds  until it is worth sending it again
   */
  refuseForNow(problem: string | { [Field in keyof Value]?: string }, seconds: number): RefusedForm['answer'];
}

/** Refuses a form that was not read to its end, or could not be. */
export function refuseUnread(message: string, status: number): RefusedForm {
  return { ok: false, answer: answer({ status: 'error', error: { '': [message] } }, status) };
}

const largerLimits = new WeakMap<Request, number>();

/** Lets the form of a request have so many bytes without its files, instead of 100 kB. Call it before the form is read. */
export function allowLargerForm(request: Request, bytes: number): void {
  largerLimits.set(request, bytes);
}

/** Bytes that the form of a request may have, its files left out. */
export const findSizeLimit = (request: Request): number => largerLimits.get(request) ?? sizeLimitInBytes;

const readings = new WeakMap<Request, Promise<FormData | RefusedForm>>();

/**
 * Reads a form's body, of at most 100 kB where its route does not say more. Reading it again gives the same.
 * @returns the form; or the refusal of a body that is too large (413) or no form (400), which is never an exception
 */
export function readForm(request: Request): Promise<FormData | RefusedForm> {
  const reading = readings.get(request) ?? readOnce(request);
  readings.set(request, reading);
  return reading;
}

/** Refuses a form whose texts are too large. */
export const refuseTooLarge = () =>
  refuseUnread('This form is too large. Shorten what you entered and send it again.', 413);

/** Refuses a body that is no form, or a broken one. */
export const refuseBroken = () => refuseUnread('This form could not be read. Reload the page and send it again.', 400);

/** Whether a form has no more fields than a page of ours, and no name that no field of ours can have. */
export function hasUsableNames(form: FormData): boolean {
  const names = [...form.keys()];
  return names.length <= fieldLimit && names.every((name) => fieldName.test(name));
}

const unkeepable = 'This held a character that cannot be kept. It is taken out: look at the rest, and send it again.';

/**
 * Refuses a form with a text that Postgres cannot keep, or that is no Unicode: NUL, or half of a surrogate pair. Without these it is given back.
 * @returns undefined for a form that is all right
 */
export function refuseUnkeepable(form: FormData): RefusedForm | undefined {
  const cleaned = new FormData();
  const problems: Record<string, string> = {};
  for (const [name, value] of form) {
    if (typeof value !== 'string') {
      if (!isKeepable(value.name)) problems[name] = 'The name of this file cannot be kept. Rename it, and choose it again.';
    } else if (isKeepable(value)) cleaned.append(name, value);
    else {
      cleaned.append(name, value.replaceAll(/[\0\p{Surrogate}]/gu, ''));
      problems[name] = unkeepable;
    }
  }
  return Object.keys(problems).length > 0 ? { ok: false, answer: giveBack(cleaned, problems, 400) } : undefined;
}

/**
 * Lets `readForm` and `parseForm` give the form that is read here, for a body that only its own reader can read.
 * @param form  shown to people when something fails: fill it while reading
 */
export function readFormWith<Read extends { ok: true; form: FormData } | RefusedForm>(
  request: Request,
  form: FormData,
  read: () => Promise<Read>,
): Promise<Read> {
  readForms.set(request, { form, isParsed: false });
  const reading = read();
  const toForm = (outcome: { ok: true; form: FormData } | RefusedForm) => (outcome.ok ? outcome.form : outcome);
  // Whoever waits for the reading hears of its failure.
  readings.set(request, reading.then(toForm, refuseBroken));
  return reading;
}

async function readOnce(request: Request): Promise<FormData | RefusedForm> {
  const body = await readBody(request);
  if (body === undefined) return refuseTooLarge();
  try {
    const headers = { 'Content-Type': request.headers.get('content-type') ?? '' };
    const form = await new Response(body, { headers }).formData();
    if (hasUsableNames(form)) {
      readForms.set(request, { form, isParsed: false });
      return refuseUnkeepable(form) ?? form;
    }
  } catch {
    // The body is no form, or a broken one: it is answered below like a form with impossible fields.
  }
  return refuseBroken();
}

/** The whole body, or undefined as soon as it turns out to be over the limit, whatever its announced length. */
async function readBody(request: Request): Promise<Blob | undefined> {
  const limit = findSizeLimit(request);
  if (Number(request.headers.get('content-length')) > limit) return undefined;
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  try {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      size += part.value.byteLength;
      if (size > limit) return undefined;
      chunks.push(part.value);
    }
  } finally {
    // Not cancelled: what is left of it is read before the answer (`readRest`).
    reader?.releaseLock();
  }
  return new Blob(chunks);
}

/**
 * Parses a form by its schema, at the edge of an action: `if (!form.ok) return form.answer;`. Passwords are never sent
 * back.
 * @param source  the request, or a form already read with `readForm`
 * @returns the parsed value, or the answer with a message beside each field (400; 200 for a conform intent such as
 *   adding a row, which is no submission yet)
 */
export async function parseForm<Schema extends z.ZodType>(
  source: Request | FormData,
  schema: Schema,
): Promise<UsableForm<z.output<Schema>> | RefusedForm> {
  const form = source instanceof FormData ? source : await readForm(source);
  if (!(form instanceof FormData)) return form;
  if (source instanceof Request) readForms.set(source, { form, isParsed: true });
  const secrets = secretsOf(form);
  const submission = trySubmission(form, schema);
  if (!submission) return refuseBroken();
  if (submission.status !== 'success') {
    const status = submission.status === 'error' ? 400 : 200;
    return { ok: false, answer: answer(submission.reply({ hideFields: secrets }), status) };
  }
  const reply = (problem: string | { [field: string]: unknown }) => {
    const problems = typeof problem === 'string' ? { formErrors: [problem] } : { fieldErrors: toLists(problem) };
    return submission.reply({ hideFields: secrets, ...problems });
  };
  return {
    ok: true,
    value: submission.value,
    refuse: (problem, status = 400) => answer(reply(problem), status),
    refuseForNow: (problem, seconds) => answer(reply(problem), 429, { 'Retry-After': String(seconds) }),
  };
}

/**
 * Gives a form back as it was sent, without passwords.
 * @param problem  about the form as a whole, or by field name
 */
export function giveBack(
  form: FormData,
  problem: string | Record<string, string>,
  status: number,
): RefusedForm['answer'] {
  const submission = trySubmission(form, z.looseObject({}));
  if (!submission)
    return refuseUnread(typeof problem === 'string' ? problem : Object.values(problem).join(' '), status).answer;
  const problems = typeof problem === 'string' ? { formErrors: [problem] } : { fieldErrors: toLists(problem) };
  return answer(submission.reply({ hideFields: secretsOf(form), ...problems }), status);
}

/** A form with several buttons says which one was pressed; a name that no button has comes from an old page. */
const explainIntent: z.core.$ZodErrorMap = (issue) =>
  issue.code === 'invalid_union' && 'discriminator' in issue ? staleButton : undefined;

/** Undefined when conform's own fields (`__intent__`, `__state__`) hold anything that conform does not write: it throws on those. */
function trySubmission<Schema extends z.ZodType>(form: FormData, schema: Schema) {
  try {
    return parseWithZod(form, { schema, error: explainIntent });
  } catch {
    return undefined;
  }
}

function toLists(problems: { [field: string]: unknown }): Record<string, string[]> {
  return Object.fromEntries(Object.entries(problems).map(([field, message]) => [field, [String(message)]]));
}
