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

/** What removes each kind, in this order: the sweep of files is last, when nothing names the files of closed organizations any more. */
const removers: Record<string, (context: SystemContext) => Promise<unknown>> = {
  rows: applyPeriods,
  closedOrganizations: removeClosedOrganizations,
  receipts: removeOldReceipts,
  unconfirmed: forgetSubscriptionRequests,
  unanswered: forgetConfirmations,
  signIns: deletePastSignIns,
  secondFactors: forgetFactorLeftovers,
  counts: forgetCounts,
  files: sweepFiles,
};

/**
 * Removes everything that was kept for its time: see `periods.ts`.
 * @returns how much of each kind
 * @throws Error that names each kind that could not be removed; all others are
 */
export async function applyRetention(context: SystemContext): Promise<Record<string, unknown>> {
  const removed: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [kind, remove] of Object.entries(removers)) {
    try {
      removed[kind] = await remove(context);
    } catch (error) {
      problems.push(`${kind}: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
  if (problems.length > 0) throw new Error(`${JSON.stringify(removed)} were removed, but not ${problems.join('\n')}`);
  return removed;
}

/** Removes what `app.apply_retention` removes; says how many rows of each kind. */
async function applyPeriods({ database }: Pick<SystemContext, 'database'>): Promise<Record<string, number>> {
  const { applied } = await database.write((handle) => ({ applied: callFunction(handle, 'apply_retention', {}) }));
  return Object.fromEntries(applied.map(({ what, removed }) => [what, removed]));
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
