import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { geoConicEqualArea } from 'd3-geo';
import { expect, test } from 'vitest';
import { listAllCounties } from '../areas/counties.ts';
import { usStates } from '../areas/us-states.ts';
import { cropAround } from './crop.ts';
import { findCountyOutlines } from './outlines.server.ts';
import { type CountyOutlines, countyOutlinesSchema, type Outlines } from './outlines.ts';
import { projectPlace } from './projection.ts';
import states from './state-outlines.json';

const directory = fileURLToPath(new URL('../../../../public/maps/counties/', import.meta.url));
const readCounties = (fips: string): CountyOutlines =>
  countyOutlinesSchema.parse(JSON.parse(readFileSync(`${directory}${fips}.json`, 'utf8')));
const maps = new Map(usStates.map(({ fips }) => [fips, readCounties(fips)]));

/** The rings of a path of ours: absolute starts, relative steps. */
function readRings(path: string): [number, number][][] {
  return path
    .split('z')
    .filter(Boolean)
    .map((ring) => {
      const numbers = (ring.match(/-?\d+/g) ?? []).map(Number);
      let [x, y] = [0, 0];
      return Array.from({ length: numbers.length / 2 }, (_, place): [number, number] => {
        x += numbers[2 * place] ?? 0;
        y += numbers[2 * place + 1] ?? 0;
        return [x, y];
      });
    });
}

const findArea = (ring: [number, number][]) =>
  Math.abs(
    ring.reduce((sum, [x, y], place) => {
      const [nextX, nextY] = ring[(place + 1) % ring.length] ?? [x, y];
      return sum + (x * nextY - nextX * y) / 2;
    }, 0),
  );

function checkOutlines({ width, height, areas }: Outlines) {
  for (const { key, path } of areas) {
    expect(path, key).toMatch(/^(M\d+ ?-?\d+l-?\d+(?:[ -]\d+)*z)+$/);
    const rings = readRings(path);
    expect(findArea(rings[0] ?? []), key).toBeGreaterThanOrEqual(12);
    for (const [x, y] of rings.flat()) {
      expect(x >= 0 && x <= width && y >= 0 && y <= height, key).toBe(true);
    }
  }
}

test('each state and each county has one outline that can be seen and lies on its map', () => {
  expect(states.areas.map(({ key }) => key).toSorted()).toEqual(
    usStates.map(({ code }) => `state-${code.toLowerCase()}`).toSorted(),
  );
  checkOutlines(states);
  const drawn = [...maps.values()].flatMap(({ areas }) => areas.map(({ key }) => key));
  expect(drawn.toSorted()).toEqual(listAllCounties().map(({ fips }) => `county-${fips}`));
  for (const map of maps.values()) checkOutlines(map);
});

test.each([
  ['48', 'Austin', 30.27, -97.74, 'county-48453'],
  ['48', 'El Paso', 31.76, -106.44, 'county-48141'],
  ['06', 'Sacramento', 38.58, -121.49, 'county-06067'],
  ['02', 'Anchorage', 61.2, -149.8, 'county-02020'],
  ['02', 'Attu, beyond the line of days', 52.9, 172.9, 'county-02016'],
  ['15', 'Honolulu', 21.35, -157.95, 'county-15003'],
  ['36', 'Buffalo', 42.89, -78.85, 'county-36029'],
  ['12', 'Orlando', 28.54, -81.38, 'county-12095'],
  ['51', 'Richmond', 37.54, -77.46, 'county-51760'],
])('on the map of %s %s lies in its county', (fips, _, latitude, longitude, key) => {
  const { areas, projection } = maps.get(fips) ?? expect.fail();
  const { x, y } = projectPlace(projection, { latitude, longitude });
  const within = areas.filter(({ path }) => readRings(path).some((ring) => contains(ring, x, y)));
  expect(within.map((area) => area.key)).toContain(key);
});

/** Whether a ray to the right crosses the ring an odd number of times. */
function contains(ring: [number, number][], x: number, y: number): boolean {
  const crossings = ring.filter(([fromX, fromY], place) => {
    const [toX, toY] = ring[(place + 1) % ring.length] ?? [fromX, fromY];
    return fromY > y !== toY > y && x < ((toX - fromX) * (y - fromY)) / (toY - fromY) + fromX;
  });
  return crossings.length % 2 === 1;
}

test('places are projected as d3-geo does it', () => {
  for (const [fips, { projection }] of maps) {
    const { parallels, meridian, scale, offset } = projection;
    const theirs = geoConicEqualArea()
      .parallels(parallels)
      .rotate([-meridian, 0])
      .center([0, 0])
      .scale(scale)
      .translate(offset);
    for (const [latitude, longitude] of [
      [30.27, -97.74],
      [61.2, -149.9],
      [52.9, 172.9],
      [19.7, -155.1],
    ] as const) {
      const [x = 0, y = 0] = theirs([longitude, latitude]) ?? [];
      const ours = projectPlace(projection, { latitude, longitude });
      expect(Math.hypot(ours.x - x, ours.y - y), fips).toBeLessThan(1e-6 * scale);
    }
  }
});

test('a part of a map holds its points with room around them', () => {
  const map = { width: 800, height: 600 };
  expect(cropAround([], map)).toEqual({ x: 0, y: 0, ...map });
  expect(cropAround([{ x: 100, y: 100 }], map)).toEqual({ x: 92, y: 94, width: 16, height: 12 });
  const points = [
    { x: 100, y: 100 },
    { x: 140, y: 400 },
  ];
  const { x, y, width, height } = cropAround(points, map);
  expect(width / height).toBeCloseTo(4 / 3, 10);
  for (const point of points) {
    expect((point.x - x) / width).toBeGreaterThan(0.1);
    expect((point.y - y) / height).toBeGreaterThan(0.1);
    expect((point.y - y) / height).toBeLessThan(0.9);
  }
});

test('a file is read once, and again after it could not be', async () => {
  const asked: string[] = [];
  let isBroken = true;
  const staticFiles = {
    async readJson(path: string): Promise<unknown> {
      asked.push(path);
      if (isBroken) throw new Error('It is away.');
      return JSON.parse(readFileSync(`${directory}56.json`, 'utf8'));
    },
  };
  await expect(findCountyOutlines(staticFiles, '56')).rejects.toThrow('It is away.');
  isBroken = false;
  const both = await Promise.all([findCountyOutlines(staticFiles, '56'), findCountyOutlines(staticFiles, '56')]);
  expect(both.map(({ areas }) => areas.length)).toEqual([23, 23]);
  expect(asked).toEqual(['/maps/counties/56.json', '/maps/counties/56.json']);
});
