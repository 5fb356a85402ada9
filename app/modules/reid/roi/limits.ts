const monthName = new Intl.DateTimeFormat('en-US', { month: 'long', timeZone: 'UTC' });

/** Simulations saved in this month of UTC. */
export interface SavedCount {
  readonly saved: number;
  /** Null where any number may be. */
  readonly limit: number | null;
}

/** Says that no more can be saved in this month, and when the next can; null while more can. */
export function explainLimit({ saved, limit }: SavedCount, now: Date): string | null {
  if (limit === null || saved < limit) return null;
  const next = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1));
  return `${limit} of ${limit} saved in ${monthName.format(now)}. Next on 1 ${monthName.format(next)}.`;
}
