import type { PeriodType } from './periods.ts';

/** The publishers whose files are read, by the beginnings of their sources, with the words of credit that they ask for. */
const publishers: readonly { begins: string; name: string; credit: string }[] = [
  { begins: 'redfin', name: 'Redfin', credit: 'Redfin, a national real estate brokerage' },
  { begins: 'zillow', name: 'Zillow', credit: 'Zillow Research' },
  { begins: 'realtor', name: 'Realtor.com', credit: 'Realtor.com residential listings database' },
  { begins: 'fred', name: 'FRED', credit: 'FRED, Federal Reserve Bank of St. Louis' },
  { begins: 'acs', name: 'American Community Survey', credit: 'U.S. Census Bureau, American Community Survey' },
  { begins: 'nces', name: 'NCES', credit: 'National Center for Education Statistics' },
  { begins: 'demo', name: 'Demo data', credit: 'Demo data, made up for trying Lotline out' },
];

const findPublisher = (source: string) =>
  publishers.find(({ begins }) => source === begins || source.startsWith(`${begins}-`));

/** The end of a source whose publisher adjusted it for the seasons. Zillow's are smoothed as well. */
const adjusted = /(?:-sm)?-sa$/;

/** Whether the publisher adjusted the source for the seasons. */
export const isAdjusted = (source: string) => adjusted.test(source);

/** The source without the part that says that it is adjusted. The database's `unadjusted_source` is the same rule. */
export const unadjustedSource = (source: string) => source.replace(adjusted, '');

/** A source as people read it: "Redfin", "Zillow: zori sfrcondomfr", "Redfin, seasonally adjusted". */
export function nameSource(source: string): string {
  const publisher = findPublisher(source);
  const base = unadjustedSource(source);
  const rest = publisher ? base.slice(publisher.begins.length + 1).replaceAll('-', ' ') : '';
  const name = publisher ? (rest ? `${publisher.name}: ${rest}` : publisher.name) : base;
  return isAdjusted(source) ? `${name}, seasonally adjusted` : name;
}

/** The words that a page or a chart with figures of these sources credits them with. */
export function writeCredits(sources: readonly string[]): string {
  const credits = new Set(sources.map((source) => findPublisher(source)?.credit ?? source));
  return `Source: ${[...credits].join('; ')}.`;
}

/** Words for the lengths of periods. */
export const periodNames: Readonly<Record<PeriodType, string>> = {
  DAILY: 'daily',
  WEEKLY: 'weekly',
  MONTHLY: 'monthly',
  QUARTERLY: 'quarterly',
  YEARLY: 'yearly',
};

/** Months after the end of a period by which a publisher has brought out a newer one. */
const staleAfter: Readonly<Record<PeriodType, number>> = { DAILY: 1, WEEKLY: 1, MONTHLY: 3, QUARTERLY: 6, YEARLY: 24 };

/**
 * Whether newer figures of a source are probably out.
 * @param newest  last day of its newest period, ISO
 * @param today  of UTC, ISO
 */
export function isStale(newest: string, periodType: PeriodType, today: string): boolean {
  const limit = new Date(`${newest}T00:00:00Z`);
  limit.setUTCDate(limit.getUTCDate() + Math.round(30.4375 * staleAfter[periodType]));
  return limit.toISOString().slice(0, 10) < today;
}

/** A source and its period, as an address names them: "redfin", "redfin:weekly". */
export function writeSeriesName({ source, periodType }: { source: string; periodType: PeriodType }): string {
  return periodType === 'MONTHLY' ? source : `${source}:${periodNames[periodType]}`;
}

/** Reads the name of a series from an address; null for what it does not say. A source that is not there is not an error. */
export function readSeriesName(text: string | null): { source: string | null; periodType: PeriodType | null } {
  const [, source = null, word] = /^([a-z0-9][a-z0-9._-]{0,119})(?::([a-z]+))?$/.exec(text ?? '') ?? [];
  const found = Object.entries(periodNames).find(([, name]) => name === word)?.[0];
  const periodType = isPeriodType(found) ? found : null;
  return { source, periodType: source === null ? null : (periodType ?? (word ? null : 'MONTHLY')) };
}

const isPeriodType = (text: string | undefined): text is PeriodType =>
  text !== undefined && Object.hasOwn(periodNames, text);
