import { type ChaosReport, runChaos } from '../campaigns/sending-chaos.ts';
import { startTemplatePostgres } from '../setup/template.ts';

const recipients = 10_000;
const points = 200;
const hours = 3;

/**
 * Sends an email to 10,000 people while something breaks at 200 points: Workers are killed, Postgres is restarted, the mail server hangs up,
 * hangs and refuses, wake-ups are lost and doubled.
 * @param seed  plans the same mishaps again
 * @throws with what is not as it must be, and the seed
 */
export async function soakCampaigns(seed: number): Promise<void> {
  console.log(`Seed ${seed}: ${recipients} recipients, ${points} points.`);
  const stopPostgres = await startTemplatePostgres();
  try {
    const report = await runChaos({ recipients, points, seed, timeLimit: hours * 3_600_000, log: console.log });
    console.log(JSON.stringify({ states: report.states, happened: report.happened }));
    const problems = findProblems(report);
    if (problems.length > 0) throw new Error(`Seed ${seed}: ${problems.join('; ')}`);
    console.log('Nobody got it twice, nobody is lost, and the ledger says what happened.');
  } finally {
    await stopPostgres();
  }
}

/** What is not as it must be once nothing is open any more. */
function findProblems({ states, email, messageIds, idsByState, broken, happened }: ChaosReport): string[] {
  const count = (mishap: string) => happened[mishap] ?? 0;
  const { SENT: sent = 0, UNKNOWN: unknown = 0, ...others } = states;
  const taken = new Set(messageIds);
  const known = new Set([...(idsByState.SENT ?? []), ...(idsByState.UNKNOWN ?? [])]);
  const mostUnknown = 10 * count('kill') + count('cut-after') + count('hang');
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
