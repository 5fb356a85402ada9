import {
  type Area,
  makeCity,
  makeCounty,
  makeMetro,
  makeNation,
  makeSchoolDistrict,
  makeState,
  makeZip,
} from '../../areas/areas.ts';
import { findStateByFips } from '../../areas/us-states.ts';
import type { RecordProblems } from '../problems.ts';

/** The word behind the name of a place that says what kind it is. */
const kindsOfPlaces =
  /\s+(?:city and borough|city|town|village|borough|CDP|municipality|township|plantation|charter township|(?:consolidated|metropolitan|unified) government(?: \(balance\))?|\(balance\))$/;

/**
 * The area that a GEO_ID names: a summary level of three digits, a variant and a component, "US", and the code.
 * "0500000US48453" is a county, "860Z200US78704" the ZIP code tabulation area of a vintage.
 */
export function readCensusArea(geoId: string, name: string, problems: RecordProblems): Area | null {
  const [, level, code = ''] = /^(\d{3})\w{4}US(\w*)$/.exec(geoId) ?? [];
  const state = findStateByFips(code.slice(0, 2));
  const [first = '', second = ''] = name.split(/[;,]/).map((part) => part.trim());
  const unknown = () => problems.add('GEO_ID', geoId, 'a code of a state or an area in one');
  switch (level) {
    case '010':
      return makeNation(geoId);
    case '040':
      return state ? makeState(state, geoId) : unknown();
    case '050':
      return state && /^\d{5}$/.test(code)
        ? (makeCounty({ fips: code, name: first, state: state.code }, geoId) ?? unknown())
        : unknown();
    case '060':
      return state
        ? makeCity({ city: nameOfPlace(first), state: state.code, county: second || null }, geoId)
        : unknown();
    case '160':
      return state ? makeCity({ city: nameOfPlace(first), state: state.code }, geoId) : unknown();
    case '310':
      return /^\d{5}$/.test(code)
        ? makeMetro({ code, name: name.replace(/ (?:Metro|Micro) Area$/, '') }, geoId)
        : unknown();
    case '860':
      return /^\d{5}$/.test(code) ? makeZip({ zipCode: code }, geoId) : unknown();
    case '950':
    case '960':
    case '970':
      return state && /^\d{7}$/.test(code)
        ? makeSchoolDistrict({ id: code, name: first, state: state.code }, geoId)
        : unknown();
    default:
      return problems.add(
        'GEO_ID',
        geoId,
        'the nation, a state, county, county subdivision, place, metro area, ZIP code area or school district',
      );
  }
}

const nameOfPlace = (name: string) => name.replace(kindsOfPlaces, '');
