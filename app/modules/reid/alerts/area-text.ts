import { countWords } from '~/utils/words.ts';

// Apart from the reader of areas, which brings the names of all counties: the browser needs only this.

/** Most areas of one alert. */
export const mostAreas = 200;

/** An area's key as a line of the field: the ZIP code or the letters of the state where it is one. */
export function writeArea(key: string): string {
  const [, zip, state] = /^(?:zip-(\d{5})|state-([a-z]{2}))$/.exec(key) ?? [];
  return zip ?? state?.toUpperCase() ?? key;
}

/** Areas of an alert: their names, and how many more there are. */
export function writeAreas({ count, names }: { count: number; names: readonly string[] }): string {
  const more = count - names.length;
  if (names.length === 0) return countWords(count, 'area');
  return more > 0 ? `${names.join('; ')} and ${more} more` : names.join('; ');
}
