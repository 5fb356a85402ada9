import { z } from 'zod';
import { parseJson } from '~/utils/json.ts';
import { describeOutcome, findStatusCode, type Outcome } from './outcomes.ts';
import type { CampaignMessage, CampaignTransport, Stride } from './transport.ts';

/** How Resend is reached. */
export interface ResendAccount {
  key: string;
  /** Origin of its API. */
  url: string;
  /** Domains that are verified there. */
  domains: readonly string[];
  /** Milliseconds to wait for an answer. */
  timeLimit: number;
}

/** Its answer to a batch: the names of the messages it took, in their order, and what is wrong with the others, by their places. */
const batchAnswer = z.object({
  data: z.array(z.object({ id: z.string() })),
  errors: z.array(z.object({ index: z.int(), message: z.string() })).default([]),
});

/**
 * Sends a stride as one batch whose key of idempotency is the claim: sent again within a day, the same batch is not sent but answered as
 * before.
 */
export function createResendTransport(account: ResendAccount, ask: typeof fetch = fetch): CampaignTransport {
  return {
    repeatsUnknown: true,
    isSigned: false,
    sendsFrom: (domain) => account.domains.includes(domain),
    async send(stride) {
      if (!stride.mayBegin()) return all(stride, describeOutcome('UNSENT', { reason: 'There was no time left.' }));
      let response: Response;
      let body: string;
      try {
        response = await ask(`${account.url}/emails/batch`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${account.key}`,
            'content-type': 'application/json',
            'idempotency-key': stride.claimId,
            // One bad address does not hold up the others.
            'x-batch-validation': 'permissive',
          },
          body: JSON.stringify(stride.messages.map(describeMessage)),
          signal: AbortSignal.timeout(account.timeLimit),
        });
        body = await response.text();
      } catch (error) {
        return all(
          stride,
          describeOutcome('UNKNOWN', { reason: error instanceof Error ? error.message : String(error) }),
        );
      }
      return response.ok ? readBatch(stride, body) : all(stride, judgeRefusal(response.status, body));
    },
    close: () => Promise.resolve(),
  };
}

function describeMessage({ id, from, to, replyTo, subject, html, text, headers }: CampaignMessage) {
  return {
    from: `${JSON.stringify(from.name)} <${from.address}>`,
    to: [to],
    ...(replyTo !== undefined && { reply_to: replyTo }),
    subject,
    html,
    text,
    headers,
    // Comes back with every event.
    tags: [{ name: 'delivery', value: id }],
  };
}

/** The same outcome for everything that is open. */
function all({ messages, isOpen }: Stride, outcome: Outcome): Map<string, Outcome> {
  return new Map(messages.filter(({ id }) => isOpen(id)).map(({ id }) => [id, outcome]));
}

function readBatch(stride: Stride, body: string): Map<string, Outcome> {
  const parsed = batchAnswer.safeParse(parseJson(body));
  if (!parsed.success) return all(stride, describeOutcome('UNKNOWN', { reason: 'The answer cannot be read.' }));
  const problems = new Map(parsed.data.errors.map(({ index, message }) => [index, message]));
  const names = parsed.data.data.values();
  const outcomes = new Map<string, Outcome>();
  for (const [place, { id }] of stride.messages.entries()) {
    const reason = problems.get(place);
    const name = reason === undefined ? names.next().value?.id : undefined;
    if (!stride.isOpen(id)) continue;
    if (reason !== undefined) outcomes.set(id, describeOutcome('REFUSED', { reason, code: findStatusCode(reason) }));
    // Fewer names than messages: nobody can tell whose is missing.
    else outcomes.set(id, describeOutcome(name === undefined ? 'UNKNOWN' : 'SENT', { messageId: name ?? null }));
  }
  return outcomes;
}

/** What a batch became that was not answered with 2xx. */
function judgeRefusal(status: number, body: string): Outcome {
  const reason = `${status} ${body}`;
  switch (true) {
    case status === 429:
      return describeOutcome('NOT_TAKEN', { reason, pauses: 'TRANSPORT' });
    // The account or its key: nothing can go out until somebody mends it.
    case status === 401 || status === 403:
      return describeOutcome('UNSENT', { reason, pauses: 'TRANSPORT' });
    // The same key is under way, or was used for something else.
    case status === 409:
      return describeOutcome('UNKNOWN', { reason });
    case status >= 400 && status < 500 && status !== 408:
      return describeOutcome('REFUSED', { reason });
    default:
      return describeOutcome('UNKNOWN', { reason });
  }
}
