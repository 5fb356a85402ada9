import type { Place } from '../schools/distance.ts';

/**
 * A conic projection of equal areas, as `geoConicEqualArea` of d3-geo: two parallels keep their length, and no state is
 * bent like on a map of the world.
 */
export interface Projection {
  /** Degrees of latitude, the southern first. */
  parallels: [number, number];
  /** Degrees of longitude that run straight up. */
  meridian: number;
  scale: number;
  /** Added to the projected point: right, and down. */
  offset: [number, number];
}

/** The point of a place on a map, from its upper left corner, in the map's units. */
export function projectPlace(projection: Projection, { latitude, longitude }: Place): { x: number; y: number } {
  const { parallels, meridian, scale, offset } = projection;
  const [south, north] = [Math.sin(toRadians(parallels[0])), Math.sin(toRadians(parallels[1]))];
  const cone = (south + north) / 2;
  const constant = 1 + south * (2 * cone - south);
  const radius = Math.sqrt(Math.max(0, constant - 2 * cone * Math.sin(toRadians(latitude)))) / cone;
  const angle = cone * toRadians(turn(longitude - meridian));
  return {
    x: offset[0] + scale * radius * Math.sin(angle),
    y: offset[1] - scale * (Math.sqrt(constant) / cone - radius * Math.cos(angle)),
  };
}

const toRadians = (degrees: number) => (degrees * Math.PI) / 180;

/** The same turn between -180 and 180 degrees: Alaska lies on both sides of that line. */
const turn = (degrees: number) => ((((degrees + 180) % 360) + 360) % 360) - 180;
