import { dailyCron } from '../daily-cron.ts';
import type { Session } from './session.ts';

const fiveMinutes = 5 * 60_000;
const day = 24 * 60 * 60_000;

/** Runs the schedule at once and then every five minutes, and once a day its daily part, as production does, until the session ends. */
export function keepSchedule(session: Session, run: (cron?: string) => Promise<unknown>): void {
  let next: NodeJS.Timeout | undefined;
  let dailyAt = 0;
  const runDue = async () => {
    await run();
    if (Date.now() < dailyAt) return;
    dailyAt = Date.now() + day;
    await run(dailyCron);
  };
  const runAndWait = async () => {
    await runDue().catch((error: unknown) => {
      // A failure while everything stops does not matter.
      if (!session.signal.aborted) console.error('The schedule could not be run.', error);
    });
    if (!session.signal.aborted) next = setTimeout(() => void runAndWait(), fiveMinutes);
  };
  session.onStop(async () => clearTimeout(next));
  void runAndWait();
}
