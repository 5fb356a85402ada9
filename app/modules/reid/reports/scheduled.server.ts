import { callFunction, type Row } from '#db/call-function.server.ts';
import type { SystemContext } from '~/load-context.ts';
import { reportDataSchema } from './content.ts';
import { findInsights } from './insights.ts';

/** Reports of one run of the schedule; what is left is due at the next. */
const mostReports = 20;
/** Each is up to 2 MB, so few are claimed at once. */
const atOnce = 2;

/** Makes the reports whose schedule is due, each once for its period. Says how many were made, and how many failed, which are tried again. */
export async function makeDueReports({
  database,
  requestId,
}: Pick<SystemContext, 'database' | 'requestId'>): Promise<{ made: number; failed: number }> {
  const sum = { made: 0, failed: 0 };
  for (let claims = 0; claims < mostReports / atOnce; claims++) {
    const { claimed } = await database.write((handle) => ({
      claimed: callFunction(handle, 'claim_scheduled_reports', { limit: atOnce }),
    }));
    if (claimed.length === 0) break;
    for (const due of claimed) {
      try {
        if (await makeDueReport(database, due)) sum.made += 1;
      } catch (error) {
        // It is claimed again in ten minutes; the others go on.
        sum.failed += 1;
        console.error(
          JSON.stringify({
            requestId,
            work: 'market report',
            report: due.id,
            error: error instanceof Error ? error.stack : String(error),
          }),
        );
      }
    }
  }
  return sum;
}

async function makeDueReport(
  database: SystemContext['database'],
  { id, periodKey, data, digest }: Row<'claim_scheduled_reports'>,
): Promise<boolean> {
  const insights = findInsights(reportDataSchema.parse(data));
  const { made } = await database.write((handle) => ({
    made: callFunction(handle, 'make_scheduled_report', { id, periodKey, insights, digest }),
  }));
  return made[0]?.outcome === 'MADE';
}
