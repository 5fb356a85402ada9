import type { SystemContext } from '~/load-context.ts';
import { nameSecret } from '~/modules/campaigns/tokens/tokens.server.ts';
import {
  handOverStride,
  type LaneRules,
  mayAskAgain,
  type Settlement,
  type StrideAnswer,
  strideLength,
} from './hand-over.server.ts';
import { openLane } from './lane-content.server.ts';
import { type LaneContent, writeMessage } from './message.server.ts';
import { describeOutcome, type Outcome, toOutcome } from './outcomes.ts';
import type { CampaignMessage, CampaignTransport } from './transport.ts';

/** Where a lane ends: after so many messages, or so long. Another wake-up goes on. */
const messagesEach = 300;
const milliseconds = 60_000;
/** How long it waits where nothing more may go out in this second. */
const throttleWait = 1_000;
/** How long it asks a database that does not answer: longer, when it knows what became of messages. */
const patience = { asking: 20_000, settling: 120_000 };

/** What a lane did. */
export interface LaneReport {
  emailId: string;
  handedOver: number;
  sent: number;
  /** Why it ended: FULL for one that has more to do. */
  end:
    | 'FULL'
    | 'NOT_SENDING'
    | 'UNREADABLE'
    | Exclude<StrideAnswer['outcome'], 'HANDED_OVER' | 'THROTTLED' | 'SETTLED'>;
  problem?: string;
}

/**
 * Works in a lane of an email: hands its messages over in strides, each request for the next one settling the one before.
 * @param until  milliseconds of the clock after which it begins no stride
 */
export async function runLane(
  context: Pick<SystemContext, 'environment' | 'database' | 'tenantSecrets'>,
  emailId: string,
  until = Date.now() + milliseconds,
): Promise<LaneReport> {
  const report: LaneReport = { emailId, handedOver: 0, sent: 0, end: 'FULL' };
  const lane = await openLane(context, emailId);
  if (typeof lane === 'string') return { ...report, end: lane };
  const { content, rules, transport, startedAt } = lane;
  const ask = (claimId: string, settlements: Settlement[], limit: number) =>
    askPatiently(
      () => handOverStride(context.database, rules, { emailId, startedAt, claimId, settlements, limit }),
      settlements.length > 0 ? patience.settling : patience.asking,
    );

  let settlements: Settlement[] = [];
  try {
    while (report.handedOver < messagesEach && Date.now() < until) {
      const { answer, askedAt } = await ask(crypto.randomUUID(), settlements, strideLength);
      settlements = [];
      if (answer.outcome === 'THROTTLED') {
        await wait(throttleWait);
        continue;
      }
      if (answer.outcome === 'FAILED') return { ...report, end: 'FAILED', problem: answer.problem };
      if (answer.outcome === 'SETTLED') throw new Error('A stride was asked for and only the last one was settled.');
      if (answer.outcome !== 'HANDED_OVER') return { ...report, end: answer.outcome };
      const settlement = await sendStride(transport, content, rules, answer, askedAt);
      report.handedOver += settlement.results.length;
      report.sent += settlement.results.filter(({ outcome }) => outcome === 'SENT').length;
      settlements = settlement.results.length > 0 ? [settlement] : [];
    }
    return report;
  } finally {
    try {
      // Whatever ended the lane, what is known is written down.
      if (settlements.length > 0) await ask(crypto.randomUUID(), settlements, 0);
    } finally {
      await transport.close();
    }
  }
}

const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/**
 * Asks until there is an answer, and says when the question was asked that got it.
 * @throws the last failure, when the patience is over or asking again cannot help
 */
async function askPatiently<Answer>(
  ask: () => Promise<Answer>,
  patience: number,
): Promise<{ answer: Answer; askedAt: number }> {
  const givesUpAt = Date.now() + patience;
  for (let pause = 250; ; pause = Math.min(pause * 2, 5_000)) {
    const askedAt = Date.now();
    try {
      return { answer: await ask(), askedAt };
    } catch (error) {
      if (!mayAskAgain(error) || Date.now() + pause > givesUpAt) throw error;
      await wait(pause);
    }
  }
}

type Stride = Extract<StrideAnswer, { outcome: 'HANDED_OVER' }>;

/** Writes and sends the messages of a stride, and says what became of each that was open. */
async function sendStride(
  transport: CampaignTransport,
  content: LaneContent,
  rules: LaneRules,
  { claimId, leaseUntil, rows }: Stride,
  askedAt: number,
): Promise<Settlement> {
  const outcomes = new Map<string, Outcome>();
  const messages: CampaignMessage[] = [];
  for (const row of rows) {
    const secret = rules.secrets.find((one) => nameSecret(one) === row.secretVersion);
    try {
      if (secret === undefined) throw new Error('The secret of its tokens is gone.');
      messages.push(writeMessage(content, row, claimId, secret));
    } catch (error) {
      outcomes.set(row.id, toOutcome(error));
    }
  }
  const open = new Set(rows.filter(({ isOpen }) => isOpen).map(({ id }) => id));
  // By the lane's own clock, which began before that of the lease.
  const leaseEnds = askedAt + rules.leaseSeconds * 1000;
  const sent = await transport.send({
    claimId,
    messages,
    isOpen: (id) => open.has(id),
    mayBegin: () => Date.now() < leaseEnds,
  });
  for (const [id, outcome] of sent) outcomes.set(id, outcome);
  const results = rows
    .filter(({ isOpen }) => isOpen)
    .map(({ id, attempt }) => ({ id, attempt, ...(outcomes.get(id) ?? describeOutcome('UNKNOWN')) }));
  return { claimId, leaseUntil: leaseUntil ?? '', results };
}
