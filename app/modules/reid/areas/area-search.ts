import { type AreaType, keyPattern, makeCity, makeCounty, makeMetro, makeNeighborhood, makeState } from './areas.ts';
import { slugAreaName } from './slugs.ts';
import { findStateByCode, findStateByName } from './us-states.ts';

/** How types of areas are named in lists and forms. */
export const areaTypeNames: Readonly<Record<AreaType, string>> = {
  NATIONAL: 'Nation',
  STATE: 'States',
  METRO: 'Metro areas',
  COUNTY: 'Counties',
  CITY: 'Cities',
  ZIP: 'ZIP codes',
  NEIGHBORHOOD: 'Neighborhoods',
  SCHOOL_DISTRICT: 'School districts',
};

/** How one area of a type is named. */
export const areaKindNames: Readonly<Record<AreaType, string>> = {
  NATIONAL: 'Nation',
  STATE: 'State',
  METRO: 'Metro area',
  COUNTY: 'County',
  CITY: 'City',
  ZIP: 'ZIP code',
  NEIGHBORHOOD: 'Neighborhood',
  SCHOOL_DISTRICT: 'School district',
};

const longest = 120;

/** The key of an area in an address; undefined for a text that can be none. */
export function readAreaKey(text: string | null | undefined): string | undefined {
  return text && text.length <= longest && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) ? text : undefined;
}

/** The different keys of areas in an address, at most four. */
export function readAreaKeys(texts: readonly string[]): string[] {
  return [...new Set(texts.flatMap((text) => readAreaKey(text) ?? []))].slice(0, mostCompared);
}

/** Areas that stand side by side. */
export const mostCompared = 4;

/**
 * The keys that an area may have which is typed by its name or its key: "78704", "Austin, TX", "Travis County, TX", "Zilker, Austin, TX",
 * "Texas", "US", "zip-78704". The likeliest first; empty where nothing is typed.
 */
export function listAreaKeys(text: string): string[] {
  const typed = text.trim().slice(0, longest);
  const slug = slugAreaName(typed);
  if (slug === '') return [];
  if (/^\d{5}$/.test(typed)) return [`zip-${typed}`, `metro-${typed}`, `county-${typed}`];
  if (['us', 'usa', 'united-states'].includes(slug)) return ['us'];
  if (keyPattern.test(typed)) return [typed];
  const whole = findStateByCode(typed) ?? findStateByName(typed);
  // Last a metro in several states, "New York-Newark, NY-NJ-PA".
  return [...new Set([...(whole ? [makeState(whole, null).key] : []), ...listPlaceKeys(typed), `metro-${slug}`])];
}

/** The keys of a place that is named with its state: "Austin, TX", "austin tx", "Austin, Texas". */
function listPlaceKeys(typed: string): string[] {
  const [, name = '', home = ''] = /^(.+?),\s*([^,]+)$/.exec(typed) ?? /^(.+?)\s+([A-Za-z]{2})$/.exec(typed) ?? [];
  const state = (findStateByCode(home) ?? findStateByName(home))?.code;
  if (!state || slugAreaName(name) === '') return [];
  const [neighborhood = '', city = '', ...more] = name.split(',').map((part) => part.trim());
  if (city !== '') return more.length > 0 ? [] : [makeNeighborhood({ neighborhood, city, state }, null).key];
  const county = makeCounty({ name: neighborhood, state }, null);
  return [
    makeCity({ city: name, state }, null).key,
    ...(county ? [county.key] : []),
    makeMetro({ name: `${name}, ${state}` }, null).key,
  ];
}

/** Said where nothing is known of what was typed. */
export const unknownArea =
  'No figures of this area are here. Enter a ZIP code, a state, or a city or county with its state, such as Austin, TX.';
