/** How often something comes again, in the words of the form. */
export const frequencyLabels = { DAILY: 'days', WEEKLY: 'weeks', MONTHLY: 'months' } as const;
type Frequency = keyof typeof frequencyLabels;

/** When something comes again: a rule of the calendar and of the clocks of a zone. */
export interface RepeatRule {
  frequency: Frequency;
  /** Every so many days, weeks or months, from 1. */
  every: number;
  /** The first day, "2026-03-04". Weeks and months are counted from it. */
  startsOn: string;
  /** The last day it may come on; null for no end. */
  endsOn: string | null;
  /** "09:00" */
  localTime: string;
  timeZone: string;
}
