/** An estimate of the American Community Survey with its margin of error, both in the same unit. */
export interface Estimate {
  value: number;
  /** At 90 % confidence; 0 for a value that is set, not estimated; null where the Census Bureau gives none. */
  margin: number | null;
}

/** How one estimate compares with another. */
export type Comparison = 'HIGHER' | 'LOWER' | 'NO_CLEAR_DIFFERENCE';

/** The difference that two estimates must exceed to differ at 90 % confidence: the root of the sum of their squared margins. */
export function findBoundOfDifference(margin: number, otherMargin: number): number {
  return Math.hypot(margin, otherMargin);
}

/**
 * Compares an estimate with another (American Community Survey handbook, "Comparing ACS data").
 * @returns null where a margin is missing, so that nothing can be said
 */
export function compareEstimates(estimate: Estimate, other: Estimate): Comparison | null {
  if (estimate.margin === null || other.margin === null) return null;
  const difference = estimate.value - other.value;
  if (Math.abs(difference) <= findBoundOfDifference(estimate.margin, other.margin)) return 'NO_CLEAR_DIFFERENCE';
  return difference > 0 ? 'HIGHER' : 'LOWER';
}

/**
 * A part of a whole with its margin of error (the same handbook, "Calculating margins of error for derived proportions").
 * Where the root would be of a negative number it takes the formula for ratios, with a plus.
 * @returns a share between 0 and 1; null where the whole is 0
 */
export function findShare(part: Estimate, whole: Estimate): Estimate | null {
  if (whole.value === 0) return null;
  const share = part.value / whole.value;
  if (part.margin === null || whole.margin === null) return { value: share, margin: null };
  const [ofPart, ofWhole] = [part.margin ** 2, share ** 2 * whole.margin ** 2];
  const square = ofPart >= ofWhole ? ofPart - ofWhole : ofPart + ofWhole;
  return { value: share, margin: Math.sqrt(square) / whole.value };
}

/** The years that an estimate was asked in. */
export interface SurveyPeriod {
  /** The last of them. */
  year: number;
  /** How many: 1 or 5. */
  years: number;
}

/** Whether estimates rest on some of the same answers. Overlapping ones are not compared. */
export function doPeriodsOverlap(one: SurveyPeriod, other: SurveyPeriod): boolean {
  return one.year > other.year - other.years && other.year > one.year - one.years;
}
