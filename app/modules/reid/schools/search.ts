import { z } from 'zod';
import { readKey, readPage, readSearchText, writeAddress } from '~/utils/addresses.ts';
import { findStateByCode } from '../areas/us-states.ts';
import { farthest, type Place } from './distance.ts';

/** Grades that schools are looked for by: -1 is pre-kindergarten, 0 kindergarten. */
export const gradeNames: Readonly<Record<string, string>> = {
  '-1': 'Pre-kindergarten',
  '0': 'Kindergarten',
  ...Object.fromEntries(Array.from({ length: 12 }, (_, place) => [String(place + 1), `Grade ${place + 1}`])),
};

/** What the address of the list of schools asks for. */
export interface SchoolSearch {
  /** Two letters. */
  state: string | undefined;
  city: string;
  zip: string;
  /** Key of `gradeNames`. */
  grade: string | undefined;
  /** As typed: a school's id, or latitude and longitude. */
  near: string;
  miles: number;
  page: number;
}

const usualMiles = 5;

/** Of what is not in an address, or wrongly, the usual is shown. */
export function readSchoolSearch(search: URLSearchParams): SchoolSearch {
  const zip = search.get('zip') ?? '';
  const miles = Number(search.get('miles'));
  return {
    state: findStateByCode(search.get('state') ?? '')?.code,
    city: readSearchText(search.get('city')),
    zip: /^\d{5}$/.test(zip) ? zip : '',
    grade: readKey(gradeNames, search.get('grades')),
    near: readSearchText(search.get('near')),
    miles: miles > 0 && miles <= farthest ? miles : usualMiles,
    page: readPage(search.get('page')) ?? 1,
  };
}

export const schoolsPerPage = 50;

export const writeSchoolSearch = ({ state, city, zip, grade, near, miles, page }: SchoolSearch) =>
  writeAddress('/reid/schools', {
    state,
    city,
    zip,
    grades: grade,
    near,
    miles: near ? miles : undefined,
    page: page > 1 && page,
  });

/** What `near` names: a school of the list, a place, or nothing that can be understood. */
export function readNear(text: string): { school: string } | { place: Place } | undefined {
  const school = z.guid().safeParse(text).data;
  if (school) return { school };
  const [, latitude, longitude] = /^(-?\d{1,2}(?:\.\d{1,8})?)\s*,\s*(-?\d{1,3}(?:\.\d{1,8})?)$/.exec(text) ?? [];
  if (latitude === undefined || longitude === undefined) return undefined;
  const place = { latitude: Number(latitude), longitude: Number(longitude) };
  return Math.abs(place.latitude) <= 90 && Math.abs(place.longitude) <= 180 ? { place } : undefined;
}

const settings = ['City', 'Suburb', 'Town', 'Rural'];
const sizes: Readonly<Record<string, readonly string[]>> = {
  City: ['large', 'midsize', 'small'],
  Suburb: ['large', 'midsize', 'small'],
  Town: ['fringe', 'distant', 'remote'],
  Rural: ['fringe', 'distant', 'remote'],
};

/** The words of a locale's code (National Center for Education Statistics): 11 is "City, large". Null for any other text. */
export function nameLocale(code: string | null): string | null {
  const [, setting, size] = /^([1-4])([1-3])$/.exec(code ?? '') ?? [];
  const name = settings[Number(setting) - 1];
  return name ? `${name}, ${sizes[name]?.[Number(size) - 1]}` : null;
}
