import { callFunction } from '#db/call-function.server.ts';
import type { SystemContext } from '~/load-context.ts';
import { forgetConfirmations } from '~/modules/accounts/email-confirmation/due.server.ts';
import { deletePastSignIns, forgetCounts } from '~/modules/accounts/limited-uses.server.ts';
import { forgetFactorLeftovers } from '~/modules/accounts/second-factors/upkeep.server.ts';
import { forgetSubscriptionRequests } from '~/modules/campaigns/signup-forms/due.server.ts';
import { removeOldReceipts } from '~/modules/expenses/receipts/old-receipts.server.ts';
import { sweepFiles } from '~/modules/file-sweep.server.ts';

/** Rows that one statement removes of closed organizations: a statement may take nine seconds. */
const rowsAtOnce = 2_000;
/** Statements of one run; what is left is removed by the next. */
const mostStatements = 200;

/**
 * Removes everything that was kept for its time: see `periods.ts`. The rows of closed organizations go before the sweep of files, which
 * then finds that nothing names theirs.
 * @returns how much of each kind
 */
export async function applyRetention(context: SystemContext): Promise<Record<string, unknown>> {
  const { database } = context;
  const { applied } = await database.write((handle) => ({ applied: callFunction(handle, 'apply_retention', {}) }));
  return {
    ...Object.fromEntries(applied.map(({ what, removed }) => [what, removed])),
    closedOrganizations: await removeClosedOrganizations(context),
    receipts: await removeOldReceipts(context),
    unconfirmed: await forgetSubscriptionRequests(context),
    unanswered: await forgetConfirmations(context),
    signIns: await deletePastSignIns(context),
    secondFactors: await forgetFactorLeftovers(context),
    counts: await forgetCounts(context),
    files: await sweepFiles(context),
  };
}

/** Removes the data of organizations whose 30 days are over, or whose seven years are; says how many rows. */
async function removeClosedOrganizations({ database }: Pick<SystemContext, 'database'>): Promise<number> {
  let rows = 0;
  for (let statement = 0; statement < mostStatements; statement++) {
    const { removed } = await database.write((handle) => ({
      removed: callFunction(handle, 'remove_closed_rows', { most: rowsAtOnce }),
    }));
    rows += removed[0]?.removed ?? 0;
    if (removed[0]?.outcome !== 'MORE') break;
  }
  return rows;
}
