/** A place on earth, in degrees. */
export interface Place {
  latitude: number;
  longitude: number;
}

/** The mean radius of the earth in miles. */
const earthRadius = 3958.7613;

/** The farthest that schools are looked for, in miles. */
export const farthest = 50;

/** The distance between two places as the crow flies, in miles, by the haversine formula. */
export function findDistance(from: Place, to: Place): number {
  const [fromLatitude, toLatitude] = [toRadians(from.latitude), toRadians(to.latitude)];
  const halfLatitude = Math.sin((toLatitude - fromLatitude) / 2);
  const halfLongitude = Math.sin(toRadians(to.longitude - from.longitude) / 2);
  const square = halfLatitude ** 2 + Math.cos(fromLatitude) * Math.cos(toLatitude) * halfLongitude ** 2;
  // Rounding may carry the square of opposite places past 1.
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(square)));
}

const toRadians = (degrees: number) => (degrees * Math.PI) / 180;

const miles = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** Miles with one decimal: "12.4 mi". */
export const writeDistance = (distance: number) => `${miles.format(distance)} mi`;
