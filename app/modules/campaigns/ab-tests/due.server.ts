import type { SystemContext } from '~/load-context.ts';
import { decideAbTest, listDueAbTests } from './commands.server.ts';
import { explainJudgement, judgeAbTest } from './judgement.ts';

/** Tests that one run of the schedule decides; it runs every minute. */
const testsAtOnce = 100;

/** Decides the A/B tests whose time is over. Safe to run twice: the first decision counts. */
export async function decideAbTests({ database }: Pick<SystemContext, 'database'>) {
  const { due } = await database.read((handle) => ({ due: listDueAbTests(handle, testsAtOnce) }));
  const counts = { due: due.length, decided: 0 };
  for (const { emailId, measure, deliveredA, eventsA, deliveredB, eventsB } of due) {
    const [a, b] = [
      { delivered: deliveredA, events: eventsA },
      { delivered: deliveredB, events: eventsB },
    ];
    const judgement = judgeAbTest(a, b);
    const reason = explainJudgement(judgement, a, b, measure === 'OPENS' ? 'OPENS' : 'CLICKS');
    const { decided } = await database.write((handle) => ({
      decided: decideAbTest(handle, emailId, judgement.winner ?? 'A', reason),
    }));
    if (decided[0]?.outcome === 'DECIDED') counts.decided += 1;
  }
  return counts;
}
