import { z } from 'zod';
import { callFunction } from '#db/call-function.server.ts';
import { DatabaseError } from '#db/errors.server.ts';
import type { RequestDatabase } from '#db/request-db.server.ts';
import { hashDeliveryTokens, makeDeliveryTokens, nameSecret } from '~/modules/campaigns/tokens/tokens.server.ts';
import type { Outcome } from './outcomes.ts';

/** Messages of a stride: what a Worker that is killed leaves of unknown outcome. */
export const strideLength = 10;

/** The outcomes of a stride, as they are written down with the request for the next. */
export interface Settlement {
  claimId: string;
  /** As it was handed out, to the microsecond: a stride that was asked for again has another one. */
  leaseUntil: string;
  results: ({ id: string; attempt: number } & Outcome)[];
}

const handedOver = z.object({
  id: z.uuid(),
  attempt: z.int(),
  place: z.int(),
  email: z.string(),
  variant: z.enum(['A', 'B']),
  values: z.object({ name: z.string(), email: z.string(), organization: z.string() }),
  secretVersion: z.string(),
  /** False for one that is settled: it belongs to a stride that is sent again as a whole. */
  isOpen: z.boolean(),
});

const answerSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('HANDED_OVER'),
    claimId: z.uuid(),
    /** Null where none of its rows is open. */
    leaseUntil: z.string().nullable(),
    rows: z.array(handedOver),
  }),
  z.object({ outcome: z.literal('FAILED'), problem: z.string() }),
  z.object({ outcome: z.enum(['NOTHING', 'THROTTLED', 'BUSY', 'STOPPED', 'SETTLED']) }),
]);

/** The answer to a lane that asked for its next stride. */
export type StrideAnswer = z.output<typeof answerSchema>;

/** How lanes work: from the settings. */
export interface LaneRules {
  leaseSeconds: number;
  /** Messages a second, 0 for no limit. */
  rate: number;
  groupRate: number;
  /** Whether strides of unknown outcome are sent again. */
  repeatsUnknown: boolean;
  /** The newest makes tokens; all of them made some. */
  secrets: readonly [string, ...string[]];
}

/** What a lane asks for. */
export interface StrideRequest {
  emailId: string;
  /** When the email began, as the lane knows it. */
  startedAt: string;
  claimId: string;
  settlements: Settlement[];
  /** 0 to settle only. */
  limit: number;
}

/**
 * Settles the stride before and asks for the next one, in one request. Asked again with the same claim, it is answered with the same rows.
 * @throws DatabaseError
 */
export async function handOverStride(
  database: Pick<RequestDatabase, 'write'>,
  rules: LaneRules,
  { emailId, startedAt, claimId, settlements, limit }: StrideRequest,
): Promise<StrideAnswer> {
  const { secrets, ...settings } = rules;
  const [secret] = secrets;
  const tokenHashes = Array.from({ length: limit }, (_, place) =>
    hashDeliveryTokens(makeDeliveryTokens(secret, claimId, place)),
  );
  const { answered } = await database.write((handle) => ({
    answered: callFunction(handle, 'hand_over_stride', {
      emailId,
      startedAt,
      claimId,
      tokenHashes,
      secretVersion: nameSecret(secret),
      settlements,
      limit,
      settings: { ...settings, secretVersions: secrets.map(nameSecret) },
    }),
  }));
  return answerSchema.parse(answered[0]?.value);
}

/** Whether asking again can help: the database was away, or its answer got lost. */
export function mayAskAgain(error: unknown): boolean {
  return error instanceof DatabaseError && error.failure !== 'refused';
}
