/** What a half of an A/B test counted: messages that arrived, and people who did what the test goes by. */
export interface Counted {
  delivered: number;
  events: number;
}

export interface Judgement {
  /** Null for no clear difference. */
  winner: 'A' | 'B' | null;
  /** Of two proportions with a pooled variance: above 0 where B is better. Null where it cannot be calculated. */
  z: number | null;
}

/** Below these nobody wins: a few people more or less would turn the result. */
const fewestDelivered = 100;
const fewestEvents = 10;
/** Beyond it a difference comes about by chance in 5 of 100 tests of equal subjects. */
const significantZ = 1.96;

/**
 * The test of two proportions: z = (pB − pA) / √(p (1 − p) (1/nA + 1/nB)), with p of both together.
 * @returns null where nobody, or everybody, did it
 */
export function computeZ(a: Counted, b: Counted): number | null {
  if (a.delivered === 0 || b.delivered === 0) return null;
  const pooled = (a.events + b.events) / (a.delivered + b.delivered);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / a.delivered + 1 / b.delivered));
  if (!(error > 0)) return null;
  return (b.events / b.delivered - a.events / a.delivered) / error;
}

/** Says which of two subjects is better, if either: with 100 arrived messages a side, 10 events in both, and |z| of 1.96 at least. */
export function judgeAbTest(a: Counted, b: Counted): Judgement {
  const z = computeZ(a, b);
  const isEnough =
    Math.min(a.delivered, b.delivered) >= fewestDelivered && a.events + b.events >= fewestEvents && z !== null;
  if (!isEnough || Math.abs(z) < significantZ) return { winner: null, z };
  return { winner: z > 0 ? 'B' : 'A', z };
}

const acts = { CLICKS: 'clicked', OPENS: 'opened' } as const;
export type Measure = keyof typeof acts;

/**
 * Why a subject goes to the others, in words. Without a clear difference it is A.
 * @param measure  what the test goes by
 */
export function explainJudgement({ winner, z }: Judgement, a: Counted, b: Counted, measure: Measure): string {
  const side = (name: string, { delivered, events }: Counted) =>
    `of ${delivered.toLocaleString('en-US')} who got ${name}, ${events.toLocaleString('en-US')} ${acts[measure]}`;
  const numbers = `${side('A', a)}; ${side('B', b)}${z === null ? '' : ` (z ${Math.abs(z).toFixed(2)})`}`;
  return winner === null
    ? `No clear difference, so A goes to the others: ${numbers}.`
    : `${winner} is better: ${numbers}.`;
}
