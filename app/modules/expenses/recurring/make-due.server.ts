import { callFunction, type Row } from '#db/call-function.server.ts';
import type { SystemContext } from '~/load-context.ts';

/** The database makes so many batches in one run of the schedule; what is left then waits for the next. */
const mostBatches = 10;

/** Makes the expenses of templates that are due. Says how many, and how many templates it had to stop. */
export async function makeDueExpenses({ database }: SystemContext): Promise<Row<'run_recurring_expenses'>> {
  const sum = { made: 0, stopped: 0, more: true };
  for (let batch = 0; batch < mostBatches && sum.more; batch++) {
    const { done } = await database.write((handle) => ({ done: callFunction(handle, 'run_recurring_expenses', {}) }));
    const [counts] = done;
    if (!counts) break;
    sum.made += counts.made;
    sum.stopped += counts.stopped;
    sum.more = counts.more;
  }
  return sum;
}
