// Makes the outlines of maps from us-atlas (Census Bureau, 2017): `npm run maps:make`. What it writes is committed.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type GeoGeometryObjects, geoBounds, geoConicEqualArea } from 'd3-geo';
import { feature } from 'topojson-client';
import { presimplify, quantile, simplify } from 'topojson-simplify';
import { z } from 'zod';
import { usStates } from '../areas/us-states.ts';
import type { CountyOutlines, Outline, Outlines } from './outlines.ts';

const require = createRequire(import.meta.url);
const statesFile = fileURLToPath(new URL('./state-outlines.json', import.meta.url));
const countiesDirectory = fileURLToPath(new URL('../../../../public/maps/counties/', import.meta.url));

const named = { id: z.string(), properties: z.object({ name: z.string() }) };
const ring = z.array(z.number());
const geometries = z.object({
  type: z.literal('GeometryCollection'),
  geometries: z.array(
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('Polygon'), arcs: z.array(ring), ...named }),
      z.object({ type: z.literal('MultiPolygon'), arcs: z.array(z.array(ring)), ...named }),
    ]),
  ),
});
const atlasSchema = z.object({
  type: z.literal('Topology'),
  objects: z.object({ states: geometries, counties: geometries.optional() }),
  arcs: z.array(z.array(z.array(z.number()))),
  transform: z.object({ scale: z.tuple([z.number(), z.number()]), translate: z.tuple([z.number(), z.number()]) }),
});

type Atlas = z.infer<typeof atlasSchema>;
type Geometries = z.infer<typeof geometries>;
type Point = [number, number];

/** A named shape with its rings, of islands and lakes alike. */
interface Shape {
  id: string;
  name: string;
  rings: Point[][];
}

async function readAtlas(file: string): Promise<Atlas> {
  return atlasSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}

/** The lines of an atlas at their places, which it keeps as whole numbers and differences. */
function listLines({ arcs, transform: { scale, translate } }: Atlas): Point[][] {
  return arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([right = 0, down = 0]): Point => {
      [x, y] = [x + right, y + down];
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
  });
}

/** Of the points of all lines this share stays: those that the shapes would miss most. */
const keptShare = 0.1;
/** Small states keep more. */
const fewestPoints = 300;
/** A line that closes on itself, as around a town, needs so many to stay an area. */
const pointsOfRing = 5;

/** The shapes of a collection. A line that two of them share is simplified once, so that neighbours still meet. */
function cutShapes(lines: Point[][], collection: Geometries): Shape[] {
  const weighed = presimplify({ type: 'Topology', objects: { areas: collection }, arcs: lines });
  const weights = weighed.arcs.flatMap((line) => line.map(weightOf)).filter(Number.isFinite);
  const share = Math.min(1, Math.max(keptShare, fewestPoints / weights.length));
  for (const line of weighed.arcs) keepRing(line);
  const simple = simplify(weighed, quantile(weighed, share));
  return feature(simple, simple.objects.areas).features.map(({ id, properties, geometry }) => ({
    id: String(id),
    name: properties.name,
    rings: listRings(geometry),
  }));
}

/** `presimplify` puts the area that the shape would lose without a point behind its place. */
const weightOf = (point: number[]) => point[2] ?? Number.POSITIVE_INFINITY;

/** Keeps the weightiest points of a line that ends where it starts, whatever they weigh. */
function keepRing(line: number[][]): void {
  const [first, last] = [line[0], line.at(-1)];
  if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) return;
  const heaviest = line.toSorted((one, other) => weightOf(other) - weightOf(one)).slice(0, pointsOfRing);
  for (const point of heaviest) point[2] = Number.POSITIVE_INFINITY;
}

function listRings(geometry: GeoGeometryObjects): Point[][] {
  if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') throw new Error(`${geometry.type} is no area.`);
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flat().map((ring) => ring.map(([x = 0, y = 0]): Point => [x, y]));
}

/** In square units of the map. */
const findArea = (ring: Point[]) =>
  Math.abs(
    ring.reduce((sum, [x, y], place) => {
      const [nextX, nextY] = ring[(place + 1) % ring.length] ?? [x, y];
      return sum + x * nextY - nextX * y;
    }, 0) / 2,
  );

/** Smaller rings are islands that nobody would see. */
const smallestArea = 3;

/** A town smaller than this is marked instead, so that it can be seen and pointed at. */
const smallestTown = 12;

/** The path of a shape in whole numbers: where each ring starts, then how far each point is from the one before. */
function writePath({ rings }: Shape): string {
  const rounded = rings.map(roundRing).toSorted((one, other) => findArea(other) - findArea(one));
  const [largest = []] = rounded;
  if (findArea(largest) < smallestTown) return writeRing(markPlace(largest));
  return rounded
    .filter((ring, place) => place === 0 || (findArea(ring) >= smallestArea && isOnMap(ring)))
    .map(writeRing)
    .join('');
}

/** The last islands of Alaska and Hawaii lie beyond the left edge. */
const isOnMap = (ring: Point[]) => ring.every(([x]) => x >= 0);

/** A diamond in the place of a ring. */
function markPlace(ring: Point[]): Point[] {
  const [x = 0, y = 0] = ring[0] ?? [];
  return [
    [x, y - 3],
    [x + 3, y],
    [x, y + 3],
    [x - 3, y],
  ];
}

function writeRing([start = [0, 0], ...rest]: Point[]): string {
  let [x, y] = start;
  const steps = rest.flatMap((point) => {
    const step = [point[0] - x, point[1] - y];
    [x, y] = point;
    return step;
  });
  return `M${joinNumbers(start)}l${joinNumbers(steps)}z`;
}

/** Numbers that need a space between them get one: a minus parts them already. */
const joinNumbers = (numbers: number[]) =>
  numbers.map((number, place) => (place > 0 && number >= 0 ? ` ${number}` : `${number}`)).join('');

/** A ring in whole numbers, without points that fall together, and without the last, which is the first. */
function roundRing(ring: Point[]): Point[] {
  const points = ring.slice(0, -1).map(([x, y]): Point => [Math.round(x), Math.round(y)]);
  return points.filter(([x, y], place) => {
    const [beforeX, beforeY] = points[(place + points.length - 1) % points.length] ?? [];
    return place === 0 || x !== beforeX || y !== beforeY;
  });
}

/** The states as atlases show them: Alaska and Hawaii below the others. */
async function makeStates(): Promise<void> {
  const atlas = await readAtlas(require.resolve('us-atlas/states-albers-10m.json'));
  const shapes = cutShapes(listLines(atlas), { ...atlas.objects.states, geometries: listStates(atlas) });
  const areas = shapes.map((shape): Outline => {
    const code = usStates.find(({ fips }) => fips === shape.id)?.code ?? shape.id;
    return { key: `state-${code.toLowerCase()}`, name: shape.name, path: writePath(shape) };
  });
  const outlines: Outlines = { width: 975, height: 610, areas: areas.toSorted(byName) };
  await writeFile(statesFile, `${JSON.stringify(outlines, null, 2)}\n`);
}

/** The states that the house knows: territories are not on this map. */
const listStates = ({ objects }: Atlas) =>
  objects.states.geometries.filter(({ id }) => usStates.some(({ fips }) => fips === id));

const byName = (one: { name: string }, other: { name: string }) =>
  one.name < other.name ? -1 : one.name > other.name ? 1 : 0;

/** Units of a county map along its longer side. */
const mapSize = 800;
const margin = 10;
/** Farther west only uninhabited islands belong to Hawaii, and to show them would make the others tiny. */
const westOfHawaii = -161;

/** The counties of one state, drawn with the least distortion there. */
async function makeCounties(atlas: Atlas, fips: string): Promise<void> {
  const all = atlas.objects.counties?.geometries ?? [];
  const counties: Geometries = { type: 'GeometryCollection', geometries: all.filter(({ id }) => id.startsWith(fips)) };
  const lines = listLines(atlas);
  const degrees = { type: 'Topology' as const, objects: { counties }, arcs: lines };
  const [[west, south], [east, north]] = geoBounds(feature(degrees, counties));
  const left = fips === '15' ? westOfHawaii : west;
  const meridian = round((left + (east < left ? east + 360 : east)) / 2);
  const parallels: Point = [round(south + (north - south) / 6), round(north - (north - south) / 6)];
  const unscaled = geoConicEqualArea()
    .parallels(parallels)
    .rotate([-meridian, 0])
    .center([0, 0])
    .scale(1)
    .translate([0, 0]);

  const used = new Set(counties.geometries.flatMap(({ arcs }) => arcs.flat(2)).map((arc) => (arc < 0 ? ~arc : arc)));
  const project = (point: Point): Point => unscaled(point) ?? [0, 0];
  // Shapes name their lines by place, so those of other states cannot be left out.
  const nothing: Point[] = [
    [0, 0],
    [0, 0],
  ];
  const flat = lines.map((line, place) => (used.has(place) ? line.map(project) : nothing));
  const shown = lines.flatMap((line, place) =>
    used.has(place) ? line.filter(([x]) => fips !== '15' || x > westOfHawaii).map(project) : [],
  );
  const [xs, ys] = [shown.map(([x]) => x), shown.map(([, y]) => y)];
  const [leftmost, topmost] = [findLeast(xs), findLeast(ys)];
  const [wide, high] = [-findLeast(xs.map((x) => -x)) - leftmost, -findLeast(ys.map((y) => -y)) - topmost];
  const scale = Math.floor((mapSize - 2 * margin) / Math.max(wide, high));
  const offset: Point = [round(margin - leftmost * scale), round(margin - topmost * scale)];
  const projection = { parallels, meridian, scale, offset };
  const placed = flat.map((line) => line.map(([x, y]): Point => [x * scale + offset[0], y * scale + offset[1]]));
  const outlines: CountyOutlines = {
    width: Math.ceil(wide * scale + 2 * margin),
    height: Math.ceil(high * scale + 2 * margin),
    projection,
    areas: cutShapes(placed, counties)
      .map((shape) => ({ key: `county-${shape.id}`, name: shape.name, path: writePath(shape) }))
      .toSorted(byName),
  };
  await writeFile(`${countiesDirectory}${fips}.json`, JSON.stringify(outlines));
}

/** To the thousandth: of a degree that is a hundred yards. */
const round = (number: number) => Math.round(number * 1000) / 1000;

const findLeast = (numbers: number[]) =>
  numbers.reduce((least, number) => Math.min(least, number), Number.POSITIVE_INFINITY);

await makeStates();
await rm(countiesDirectory, { recursive: true, force: true });
await mkdir(countiesDirectory, { recursive: true });
const counties = await readAtlas(require.resolve('us-atlas/counties-10m.json'));
for (const { fips } of usStates) await makeCounties(counties, fips);
