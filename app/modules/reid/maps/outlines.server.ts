import type { StaticFiles } from '~/services/static-files.server.ts';
import { type CountyOutlines, countyOutlinesSchema } from './outlines.ts';

/** The files come with the Worker, so what was read once stays right as long as it lives. */
const known = new Map<string, Promise<CountyOutlines>>();

/**
 * The outlines of a state's counties.
 * @param fips  of a state or the District of Columbia, two digits
 * @throws Error when the file cannot be read
 */
export function findCountyOutlines(staticFiles: StaticFiles, fips: string): Promise<CountyOutlines> {
  const found = known.get(fips) ?? readOutlines(staticFiles, fips);
  known.set(fips, found);
  return found;
}

async function readOutlines(staticFiles: StaticFiles, fips: string): Promise<CountyOutlines> {
  try {
    return countyOutlinesSchema.parse(await staticFiles.readJson(`/maps/counties/${fips}.json`));
  } catch (error) {
    // The next page may have more luck.
    known.delete(fips);
    throw error;
  }
}
