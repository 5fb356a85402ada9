const monthName = new Intl.DateTimeFormat('en-US', { month: 'long', timeZone: 'UTC' });

/** Uses of something in this month of UTC, and how many there may be; null for any number. */
export interface MonthlyUses {
  used: number;
  most: number | null;
}

/**
 * Says that this month's uses are used up, and when the next one is free: "10 of 10 made in November. Next on 1 December."
 * @param verb  what was done: "made", "saved"
 * @returns null while there is one left
 */
export function explainMonthlyLimit({ used, most }: MonthlyUses, verb: string, now: Date): string | null {
  if (most === null || used < most) return null;
  const next = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1));
  return `${most} of ${most} ${verb} in ${monthName.format(now)}. Next on 1 ${monthName.format(next)}.`;
}
