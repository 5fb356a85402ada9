import { dailyCron } from '../daily-cron.ts';
import { minuteCron } from '../minute-cron.ts';
import type { Session } from './session.ts';

const minute = 60_000;
const fiveMinutes = 5 * minute;
const day = 24 * 60 * minute;

/**
 * Runs the schedule at once and then every five minutes, once a day its daily part, and its part of every minute every minute, as production
 * does, until the session ends.
 */
export function keepSchedule(session: Session, run: (cron?: string) => Promise<unknown>): void {
  let dailyAt = 0;
  repeat(session, fiveMinutes, async () => {
    await run();
    if (Date.now() < dailyAt) return;
    dailyAt = Date.now() + day;
    await run(dailyCron);
  });
  repeat(session, minute, () => run(minuteCron));
}

/** Does work at once, and again so many milliseconds after it was done. */
function repeat(session: Session, every: number, work: () => Promise<unknown>): void {
  let next: NodeJS.Timeout | undefined;
  const workAndWait = async () => {
    await work().catch((error: unknown) => {
      // A failure while everything stops does not matter.
      if (!session.signal.aborted) console.error('The schedule could not be run.', error);
    });
    if (!session.signal.aborted) next = setTimeout(() => void workAndWait(), every);
  };
  session.onStop(async () => clearTimeout(next));
  void workAndWait();
}
