import { type County, listAllCounties } from './counties.ts';
import { slugAreaName } from './slugs.ts';

/** Words behind a county's name that say what kind it is. Longer ones come first. */
const kinds =
  /-(?:city-and-county|city-and-borough|consolidated-municipality|planning-region|census-area|municipality|municipio|county|parish|borough|city)$/;

let byFips: ReadonlyMap<string, County> | undefined;
let bySlug: ReadonlyMap<string, readonly County[]> | undefined;

// The list is read apart when somebody needs it first: most requests never do.
function indexCounties() {
  const all = listAllCounties();
  const slugs = new Map<string, County[]>();
  for (const county of all) {
    const slug = `${county.state} ${slugAreaName(county.name)}`;
    slugs.set(slug, [...(slugs.get(slug) ?? []), county]);
  }
  byFips = new Map(all.map((county) => [county.fips, county]));
  bySlug = slugs;
  return { byFips, bySlug };
}

/** @param fips  four or five digits: a spreadsheet drops the zero in front */
export function findCountyByFips(fips: string): County | undefined {
  return (byFips ?? indexCounties().byFips).get(fips.trim().padStart(5, '0'));
}

/**
 * Finds a county by its name and state. A name that a county and an independent city of a state have in common needs the word for its
 * kind: "St. Louis County" is 29189, "St. Louis city" 29510, and "St. Louis" alone is neither.
 * @param state  two letters
 */
export function findCountyByName(name: string, state: string): County | undefined {
  const slugs = bySlug ?? indexCounties().bySlug;
  const whole = slugAreaName(name);
  const find = (slug: string) => slugs.get(`${state.toUpperCase()} ${slug}`) ?? [];
  const exact = find(whole);
  if (exact.length === 1) return exact[0];
  const kind = kinds.exec(whole)?.[0];
  if (kind === undefined) return undefined;
  const alike = find(whole.slice(0, -kind.length));
  if (alike.length <= 1) return alike[0];
  // The codes of independent cities begin at 510.
  return alike.find(({ fips }) => Number(fips.slice(2)) >= 510 === (kind === '-city'));
}
