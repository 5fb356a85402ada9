import { moveMonths } from '../figures/periods.ts';
import type { ReportChoices } from './queries.server.ts';
import { configurationSchema } from './schema.ts';
import type { ReportValues } from './values.ts';

/** Months that a report covers unless somebody says otherwise. */
const usualMonths = 36;

/**
 * What the form begins with: areas of the address, or how an older report was made.
 * @param areas  keys, from `?a=`
 * @param today  ISO
 */
export function beginValues({ watched, start }: ReportChoices, areas: readonly string[], today: string): ReportValues {
  const keys = [...areas, ...(start?.areaKeys ?? [])];
  const isWatched = (key: string) => watched.some((area) => area.key === key);
  const configuration = configurationSchema.safeParse(start?.configuration).data;
  return {
    template: start?.isTemplate ? start.id : '',
    type: start?.type ?? 'MARKET_OVERVIEW',
    name: '',
    areas: keys.filter(isWatched),
    otherAreas: keys.filter((key) => !isWatched(key)).join('\n'),
    from: start?.from ?? moveMonths(today, -usualMonths),
    to: start?.to ?? today,
    source: configuration?.source ?? '',
    propertyType: configuration?.propertyType ?? '',
    sections: configuration?.sections ?? [],
    sharedWith: [],
  };
}
