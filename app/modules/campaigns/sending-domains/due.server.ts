import type { SystemContext } from '~/load-context.ts';
import { checkDomain } from './checking.server.ts';
import { listDomainsToCheck, noteDomainCheck } from './commands.server.ts';

/** Domains of one day. What is left over is checked the day after. */
const mostDomains = 500;
/** Each asks DNS four times at once, or a little more. */
const atOnce = 5;

/** Looks once a week at the DNS of every domain that somebody sends from. Says how many were looked at, and how many do not stand. */
export async function checkSendingDomains({
  database,
  outgoing,
}: Pick<SystemContext, 'database' | 'outgoing'>): Promise<{ checked: number; failing: number; unanswered: number }> {
  const { due } = await database.write((handle) => ({ due: listDomainsToCheck(handle, mostDomains) }));
  const counts = { checked: 0, failing: 0, unanswered: 0 };
  for (let start = 0; start < due.length; start += atOnce) {
    const some = due.slice(start, start + atOnce);
    const findings = await Promise.all(some.map((domain) => checkDomain(outgoing, domain)));
    const noted = await database.write((handle) =>
      Object.fromEntries(
        some.map(({ id }, place) => [`d${place}`, noteDomainCheck(handle, id, findings[place] ?? {})]),
      ),
    );
    for (const place of some.keys()) {
      const outcome = noted[`d${place}`]?.[0]?.outcome;
      counts.checked += 1;
      if (outcome === 'NOT_VERIFIED') counts.failing += 1;
      if (outcome === 'UNANSWERED') counts.unanswered += 1;
    }
    // While DNS is away, asking for the others is in vain.
    if (counts.unanswered === counts.checked && counts.checked >= 2 * atOnce) break;
  }
  return counts;
}
