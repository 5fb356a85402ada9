import { z } from 'zod';
import type { OutgoingAnswer } from '~/services/outgoing/requests.server.ts';
import type { Published } from './publication.ts';

/** Reads JSON from a server; undefined where it is none, or of another shape. */
export function readAnswer<Schema extends z.ZodType>(
  text: string | undefined,
  schema: Schema,
): z.output<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(text ?? '')).data;
  } catch {
    return undefined;
  }
}

const said = z.object({ error: z.string().optional(), message: z.string().optional() });

/** What a server says about its refusal, as the end of a sentence. */
function quote(text: string | undefined): string {
  const { message, error } = readAnswer(text, said) ?? {};
  const words = (message ?? error ?? '').replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
  return words === '' ? '.' : `: “${words.slice(0, 200)}”`;
}

/** A try that did not succeed. */
type Failed = Exclude<Published, { outcome: 'PUBLISHED' }>;

/**
 * Judges an answer that is no success.
 * @param server  its name, as the sentence names it
 * @param publishes  whether the request would have published: without an answer it may have
 */
export function judgeFailure(answer: OutgoingAnswer, server: string, publishes: boolean): Failed {
  if (answer.outcome !== 'ANSWERED')
    return publishes && answer.outcome === 'NO_ANSWER'
      ? { outcome: 'UNKNOWN', problem: answer.explanation }
      : { outcome: 'NOT_TAKEN', problem: answer.explanation, mayRetry: true };
  const { status, text } = answer;
  const problem = `${server} answered ${status}${quote(text)}`;
  if (status === 401 || status === 403)
    return { outcome: 'NOT_TAKEN', problem, mayRetry: false, accountProblem: `${problem} Connect the account again.` };
  if (status === 408 || status === 425 || status === 429) return { outcome: 'NOT_TAKEN', problem, mayRetry: true };
  // A server that fails, or says yes in words that cannot be read, may have done it.
  if (status >= 500 || (status >= 200 && status < 300))
    return publishes ? { outcome: 'UNKNOWN', problem } : { outcome: 'NOT_TAKEN', problem, mayRetry: true };
  return { outcome: 'NOT_TAKEN', problem, mayRetry: false };
}

export const isSuccess = (answer: OutgoingAnswer): answer is Extract<OutgoingAnswer, { outcome: 'ANSWERED' }> =>
  answer.outcome === 'ANSWERED' && answer.status >= 200 && answer.status < 300;
