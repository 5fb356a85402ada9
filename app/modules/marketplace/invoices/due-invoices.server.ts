import { callFunction, type Row } from '#db/call-function.server.ts';
import type { SystemContext } from '~/load-context.ts';

/** The database settles so many batches in one run of the schedule; what is left then waits for the next. */
const mostBatches = 10;

/** Reminds of invoices that are due, and suspends what was not paid in time. */
export async function settleDueInvoices({ database }: SystemContext): Promise<Row<'run_due_invoices'>> {
  const sum = { reminded: 0, suspended: 0, busy: 0, more: true };
  for (let batch = 0; batch < mostBatches && sum.more; batch++) {
    const { settled } = await database.write((handle) => ({ settled: callFunction(handle, 'run_due_invoices', {}) }));
    const [counts] = settled;
    if (!counts) break;
    sum.reminded += counts.reminded;
    sum.suspended += counts.suspended;
    // Those of an earlier batch are met again.
    sum.busy = counts.busy;
    sum.more = counts.more;
  }
  return sum;
}
