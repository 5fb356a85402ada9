const format = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** Miles to the tenth: "1,204.0". */
export const formatMiles = (miles: number) => format.format(miles);

/** A rate in cents a mile as dollars: 72.5 is "$0.725". */
export const formatRate = (cents: number) => `$${(cents / 100).toFixed(3)}`;

/** Miles that may not be known. */
export const sayMiles = (miles: number | null) => (miles === null ? 'Not known' : formatMiles(miles));

/** Miles of a vehicle's year that were neither business nor commuting; null until both readings of the odometer are known. */
export function countOtherMiles({
  odometerStart,
  odometerEnd,
  businessMiles,
  commutingMiles,
}: {
  odometerStart: number | null;
  odometerEnd: number | null;
  businessMiles: number;
  commutingMiles: number | null;
}): number | null {
  if (odometerStart === null || odometerEnd === null) return null;
  return Math.max(0, odometerEnd - odometerStart - businessMiles - (commutingMiles ?? 0));
}
