/** A point on a map, in its units. */
export interface MapPoint {
  x: number;
  y: number;
}

/** A part of a map. */
export interface Crop {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Width over height of every part. */
const aspect = 4 / 3;
/** Around the points, as a share of the part. */
const margin = 0.12;

/**
 * The part of a map that holds these points with some room around them, so that places of one town do not fall together.
 * @param map  width and height of the whole map
 * @returns the whole map where there are no points; never narrower than a fiftieth of it
 */
export function cropAround(points: readonly MapPoint[], map: { width: number; height: number }): Crop {
  if (points.length === 0) return { x: 0, y: 0, ...map };
  const [left, right] = findExtent(points.map(({ x }) => x));
  const [top, bottom] = findExtent(points.map(({ y }) => y));
  const room = 1 - 2 * margin;
  const width = Math.max((right - left) / room, ((bottom - top) / room) * aspect, map.width / 50);
  const height = width / aspect;
  return { x: (left + right - width) / 2, y: (top + bottom - height) / 2, width, height };
}

const findExtent = (numbers: readonly number[]): [number, number] => [Math.min(...numbers), Math.max(...numbers)];
