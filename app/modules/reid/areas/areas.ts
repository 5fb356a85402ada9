import { findCountyByFips, findCountyByName } from './county-names.ts';
import { slugAreaName } from './slugs.ts';
import { findStateByFips, type UsState } from './us-states.ts';

export const areaTypes = [
  'ZIP',
  'NEIGHBORHOOD',
  'CITY',
  'COUNTY',
  'METRO',
  'SCHOOL_DISTRICT',
  'STATE',
  'NATIONAL',
] as const;
export type AreaType = (typeof areaTypes)[number];

/** An area as a file names it. */
export interface Area {
  type: AreaType;
  /** Its name in addresses and joins, like `county-48453`. */
  key: string;
  /** Its name on pages, like "Travis County, TX". */
  name: string;
  /** Two letters. Of a metro in several states the first. */
  state: string | null;
  county: string | null;
  city: string | null;
  neighborhood: string | null;
  zipCode: string | null;
  /** Core-based statistical area, five digits. */
  msaCode: string | null;
  schoolDistrict: string | null;
  /** The source's own name for it. */
  externalId: string | null;
}

const nowhere = {
  state: null,
  county: null,
  city: null,
  neighborhood: null,
  zipCode: null,
  msaCode: null,
  schoolDistrict: null,
  externalId: null,
};

/** A key of any area. */
export const keyPattern = /^(?:us|(?:state|county|metro|city|zip|neighborhood|district)-[a-z0-9]+(?:-[a-z0-9]+)*)$/;

/** The longest key there is. Longer names are cut, so two of them may meet, as any two of one slug may. */
const longestKey = 120;
const keyOf = (...parts: string[]) =>
  parts.map(slugAreaName).filter(Boolean).join('-').slice(0, longestKey).replace(/-$/, '');

export const makeNation = (externalId: string | null): Area => ({
  ...nowhere,
  type: 'NATIONAL',
  key: 'us',
  name: 'United States',
  externalId,
});

export const makeState = ({ code, name }: UsState, externalId: string | null): Area => ({
  ...nowhere,
  type: 'STATE',
  key: keyOf('state', code),
  name,
  state: code,
  externalId,
});

/**
 * A county by its FIPS code, by name and state, or by both. The key is that of the code, which the list of counties tells where the
 * file does not.
 * @param name  with the word for its kind where the source has it
 * @param state  two letters
 * @returns undefined where neither a state nor a code is known
 */
export function makeCounty(
  { fips, name, state }: { fips?: string; name?: string; state?: string },
  externalId: string | null,
): Area | undefined {
  const named = name && state ? findCountyByName(name, state) : undefined;
  const code = fips ?? named?.fips;
  const known = code === undefined ? undefined : findCountyByFips(code);
  const home = state ?? known?.state ?? (code && findStateByFips(code.slice(0, 2))?.code);
  const county = name ?? known?.name ?? code;
  if (!home || !county) return undefined;
  return {
    ...nowhere,
    type: 'COUNTY',
    key: code ? keyOf('county', code) : keyOf('county', home, county),
    name: `${county}, ${home}`,
    state: home,
    county,
    externalId,
  };
}

/**
 * A metropolitan area by its code, or by its name: the two stay two areas, because no list says which code has which name.
 * @param name  with its states behind a comma: "New York-Newark, NY-NJ-PA"
 */
export function makeMetro({ code, name }: { code?: string; name: string }, externalId: string | null): Area {
  const [, city = name, states = ''] = /^(.*),\s*([A-Z]{2}(?:-[A-Z]{2})*)$/.exec(name) ?? [];
  return {
    ...nowhere,
    type: 'METRO',
    key: keyOf('metro', code ?? name),
    name,
    city,
    state: states.slice(0, 2) || null,
    msaCode: code ?? null,
    externalId,
  };
}

/** @param county  with the word for its kind; tells cities of one name in one state apart */
export function makeCity(
  { city, state, county = null }: { city: string; state: string; county?: string | null },
  externalId: string | null,
): Area {
  return {
    ...nowhere,
    type: 'CITY',
    key: keyOf('city', state, city),
    name: `${city}, ${state}`,
    city,
    state,
    county,
    externalId,
  };
}

/** @param zipCode  five digits */
export function makeZip(
  { zipCode, state = null, city = null, county = null }: ZipPlace,
  externalId: string | null,
): Area {
  return {
    ...nowhere,
    type: 'ZIP',
    key: keyOf('zip', zipCode),
    name: zipCode,
    zipCode,
    state,
    city,
    county,
    externalId,
  };
}

interface ZipPlace {
  zipCode: string;
  state?: string | null;
  city?: string | null;
  county?: string | null;
}

export function makeNeighborhood(
  {
    neighborhood,
    city,
    state,
    county = null,
  }: { neighborhood: string; city: string; state: string; county?: string | null },
  externalId: string | null,
): Area {
  return {
    ...nowhere,
    type: 'NEIGHBORHOOD',
    key: keyOf('neighborhood', state, city, neighborhood),
    name: `${neighborhood}, ${city}, ${state}`,
    neighborhood,
    city,
    state,
    county,
    externalId,
  };
}

/** @param id  seven digits, as the National Center for Education Statistics gives them */
export function makeSchoolDistrict(
  { id, name, state }: { id: string; name: string; state: string | null },
  externalId: string | null,
): Area {
  return {
    ...nowhere,
    type: 'SCHOOL_DISTRICT',
    key: keyOf('district', id),
    name: state ? `${name}, ${state}` : name,
    schoolDistrict: name,
    state,
    externalId,
  };
}

/** What an area of a key that another one has too is told apart by: the slug of its county; empty where the file names none. */
export const distinctionOf = ({ county }: Pick<Area, 'county'>): string => (county ? slugAreaName(county) : '');

/** A ZIP code as five digits: spreadsheets drop the zeros in front. Undefined where it is none. */
export function readZipCode(cell: string): string | undefined {
  const text = cell.trim();
  return /^\d{3,5}$/.test(text) ? text.padStart(5, '0') : undefined;
}

/**
 * Whether an area is in one of some states: a metro in several of them is in each, and the nation in any.
 * @param states  two letters each; empty for all
 */
export function isInStates({ type, state, name }: Area, states: readonly string[]): boolean {
  if (states.length === 0 || type === 'NATIONAL') return true;
  // "New York-Newark, NY-NJ-PA"
  const own = type === 'METRO' ? (/,\s*([A-Z-]+)$/.exec(name)?.[1]?.split('-') ?? []) : [state];
  return own.some((code) => code !== null && states.includes(code));
}
