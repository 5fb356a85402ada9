import type { Session } from './session.ts';

const fiveMinutes = 5 * 60_000;

/** Runs the schedule at once and then every five minutes, as production does, until the session ends. */
export function keepSchedule(session: Session, run: () => Promise<unknown>): void {
  let next: NodeJS.Timeout | undefined;
  const runAndWait = async () => {
    await run().catch((error: unknown) => {
      // A failure while everything stops does not matter.
      if (!session.signal.aborted) console.error('The schedule could not be run.', error);
    });
    if (!session.signal.aborted) next = setTimeout(() => void runAndWait(), fiveMinutes);
  };
  session.onStop(async () => clearTimeout(next));
  void runAndWait();
}
