/** Minutes from each failure to the next try. */
const waits = [5, 15, 60, 3 * 60, 12 * 60];

/**
 * When a message that could not be delivered is sent again.
 * @param failures  of this message so far, 1 at least
 * @param failedAt  the time of the last one
 * @returns undefined where it is given up: after the sixth failure, about 16 hours after the first
 */
export function planRetry(failures: number, failedAt: Date): Date | undefined {
  const minutes = waits[failures - 1];
  return minutes === undefined ? undefined : new Date(failedAt.getTime() + minutes * 60_000);
}
