import { type ChaosReport, runChaos } from '../campaigns/sending-chaos.ts';
import { startTemplatePostgres } from '../setup/template.ts';

const hours = 3;
/** Of one organization, and so of one email. */
const lanes = 2;

/** How much is sent while how much breaks. */
interface CampaignSoak {
  recipients: number;
  /** No more than half of the recipients. */
  points: number;
  /** Plans the same mishaps again. */
  seed: number;
}

/**
 * Sends an email to many people while something breaks at many points: Workers are killed, Postgres is restarted, the mail server hangs up,
 * hangs and refuses, wake-ups are lost and doubled.
 * @throws with what is not as it must be, and the seed
 */
export async function soakCampaigns({ recipients, points, seed }: CampaignSoak): Promise<void> {
  if (!(points >= 1 && points <= recipients / 2))
    throw new Error('Say how much: npm run soak -- --campaigns --recipients 10000 --points 200 (at most half as many).');
  console.log(`Seed ${seed}: ${recipients} recipients, ${points} points.`);
  const stopPostgres = await startTemplatePostgres();
  try {
    const report = await runChaos({ recipients, points, seed, timeLimit: hours * 3_600_000, log: console.log });
    console.log(JSON.stringify({ states: report.states, happened: report.happened }));
    const problems = findProblems(report, recipients);
    if (problems.length > 0) throw new Error(`Seed ${seed}: ${problems.join('; ')}`);
    console.log('Nobody got it twice, nobody is lost, and the ledger says what happened.');
  } finally {
    await stopPostgres();
  }
}

/** What is not as it must be once nothing is open any more. */
function findProblems(
  { states, email, messageIds, idsByState, broken, happened }: ChaosReport,
  recipients: number,
): string[] {
  const count = (mishap: string) => happened[mishap] ?? 0;
  const { SENT: sent = 0, UNKNOWN: unknown = 0, ...others } = states;
  const taken = new Set(messageIds);
  const known = new Set([...(idsByState.SENT ?? []), ...(idsByState.UNKNOWN ?? [])]);
  // A Worker may work in both lanes when it is killed.
  const mostUnknown = 10 * lanes * count('kill') + count('cut-after') + count('hang');
  const rules: Record<string, boolean> = {
    [`${messageIds.length - taken.size} Message-IDs were taken twice`]: taken.size === messageIds.length,
    [`rows are left in other states: ${JSON.stringify(others)}`]: Object.keys(others).length === 0,
    [`${sent + unknown} rows for ${recipients} recipients`]: sent + unknown === recipients,
    [`the email is ${email.status}`]: email.status === 'SENT',
    [`totals are not the ledger: ${JSON.stringify(broken.slice(0, 3))}`]: broken.length === 0,
    'a message counts as sent that nobody took': (idsByState.SENT ?? []).every((id) => taken.has(id)),
    'a message was taken that neither counts as sent nor as unknown': messageIds.every((id) => known.has(id)),
    [`${unknown} unknown outcomes, where ${mostUnknown} are explained`]: unknown <= mostUnknown,
  };
  return Object.entries(rules)
    .filter(([, holds]) => !holds)
    .map(([problem]) => problem);
}
