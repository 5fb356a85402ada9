import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { SystemContext } from '~/load-context.ts';

/** The database settles so many batches in one run of the schedule; what is left then waits for the next. */
const mostBatches = 10;

interface Settled {
  renewed: number;
  expired: number;
  /** Mails that say when something ends. */
  warned: number;
  /** Organizations that were left for the next run, because a checkout was at work there. */
  busy: number;
  /** Organizations that could not be settled; why is in the database's log. */
  failed: number;
  /** Whether there is more to do. */
  more: boolean;
}

function runDuePurchases(handle: QueryHandle) {
  return callFunction(handle, 'run_due_purchases', {});
}

/** Renews or ends the purchases that have run out, and warns of those that soon will. */
export async function settleDuePurchases({ database }: SystemContext): Promise<Settled> {
  const sum: Settled = { renewed: 0, expired: 0, warned: 0, busy: 0, failed: 0, more: true };
  for (let batch = 0; batch < mostBatches && sum.more; batch++) {
    const { settled } = await database.write((handle) => ({ settled: runDuePurchases(handle) }));
    const [counts] = settled;
    if (!counts) break;
    sum.renewed += counts.renewed;
    sum.expired += counts.expired;
    sum.warned += counts.warned;
    // Those of an earlier batch are met again.
    sum.busy = counts.busy;
    sum.failed = counts.failed;
    sum.more = counts.more;
  }
  return sum;
}
