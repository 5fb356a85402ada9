/** How often a report is made anew, as part of a sentence. */
export const frequencyWords: Readonly<Record<string, string>> = {
  WEEKLY: 'every week',
  MONTHLY: 'every month',
  QUARTERLY: 'every quarter',
};

/** An hour of the day as Americans write it: "8 AM". */
export const writeHour = (hour: number) => `${hour % 12 === 0 ? 12 : hour % 12} ${hour < 12 ? 'AM' : 'PM'}`;
