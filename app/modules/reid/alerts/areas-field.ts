import {
  type Area,
  keyPattern,
  makeCity,
  makeCounty,
  makeMetro,
  makeNation,
  makeNeighborhood,
  makeState,
  makeZip,
} from '../areas/areas.ts';
import { findStateByCode, findStateByName } from '../areas/us-states.ts';

const countyPattern = /\b(?:county|parish|borough|census area|municipality)$/i;
const metroPattern = /^(.+,\s*[A-Z]{2}(?:-[A-Z]{2})*)\s+metro(?:\s+area)?$/i;

/**
 * Reads areas as people write them, one a line: a ZIP code, a state, "Austin, TX", "Travis County, TX", "Zilker, Austin, TX",
 * "Austin, TX metro", or the key of an area's page.
 * @returns keys without repetition, and the lines that name no area
 */
export function readAreas(text: string): { keys: string[]; unread: string[] } {
  const lines = text
    .split(/[\n;]/)
    .map((line) => line.trim().replaceAll(/\s+/g, ' '))
    .filter((line) => line !== '');
  const read = lines.map((line) => ({ line, key: readArea(line) }));
  return {
    keys: [...new Set(read.flatMap(({ key }) => key ?? []))],
    unread: read.filter(({ key }) => key === undefined).map(({ line }) => line),
  };
}

function readArea(line: string): string | undefined {
  if (keyPattern.test(line)) return line;
  if (/^(?:us|usa|united states)$/i.test(line)) return makeNation(null).key;
  if (/^\d{5}$/.test(line)) return makeZip({ zipCode: line }, null).key;
  const state = findState(line);
  if (state) return makeState(state, null).key;
  const [, metro] = metroPattern.exec(line) ?? [];
  if (metro) return makeMetro({ name: metro }, null).key;
  return makePlace(line.split(',').map((part) => part.trim()))?.key;
}

/** An area of a state: a county, a city, or a neighborhood of a city. */
function makePlace(parts: readonly string[]): Area | undefined {
  const home = findState(parts.at(-1) ?? '')?.code;
  const [first, second] = parts;
  if (!home || !first || !second) return undefined;
  if (parts.length === 3) return makeNeighborhood({ neighborhood: first, city: second, state: home }, null);
  if (parts.length !== 2) return undefined;
  return countyPattern.test(first)
    ? makeCounty({ name: first, state: home }, null)
    : makeCity({ city: first, state: home }, null);
}

const findState = (text: string) => findStateByCode(text) ?? findStateByName(text);
