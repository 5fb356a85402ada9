import { scale } from './exact.ts';

/** The standard rate for business miles from a day on. */
export interface MileageRate {
  /** Its first day, such as "2026-07-01". */
  readonly from: string;
  /** Tenths of a cent a mile. */
  readonly rate: number;
  readonly source: string;
}

/** The standard rates, oldest first. */
export const mileageRates: readonly MileageRate[] = [
  { from: '2020-01-01', rate: 575, source: 'IRS Notice 2020-05' },
  { from: '2021-01-01', rate: 560, source: 'IRS Notice 2021-02' },
  { from: '2022-01-01', rate: 585, source: 'IRS Notice 2022-03' },
  { from: '2022-07-01', rate: 625, source: 'IRS Announcement 2022-13' },
  { from: '2023-01-01', rate: 655, source: 'IRS Notice 2023-03' },
  { from: '2024-01-01', rate: 670, source: 'IRS Notice 2024-08' },
  { from: '2025-01-01', rate: 700, source: 'IRS Notice 2025-05' },
  { from: '2026-01-01', rate: 725, source: 'IRS Notice 2026-10' },
  { from: '2026-07-01', rate: 760, source: 'IRS Announcement 2026-11 (IRB 2026-29)' },
];

/**
 * The rate of a day. `isProvisional`: no rate of that year is known here, so it is the latest one before it.
 * Null before 2020.
 * @param date  such as "2026-06-30"
 */
export function findMileageRate(date: string): (MileageRate & { isProvisional: boolean }) | null {
  const rate = mileageRates.findLast(({ from }) => from <= date);
  return rate ? { ...rate, isProvisional: rate.from.slice(0, 4) !== date.slice(0, 4) } : null;
}

/**
 * Cents for the miles of a trip.
 * @param tenths  of a mile
 * @param rate  tenths of a cent a mile
 */
export function mileageAmount(tenths: number, rate: number): number {
  return scale(tenths, rate, 100);
}
