import { readDay, readSearchText, writeAddress } from '~/utils/addresses.ts';
import type { PeriodType } from '../figures/periods.ts';
import { readSeriesName } from '../figures/sources.ts';
import type { SeriesChoice } from './series-query.server.ts';

/** What the address of an area's page says. */
export interface SeriesAddress {
  /** As typed: "redfin", "redfin:weekly". */
  source: string;
  type: string;
  /** Months, like 2024-06; empty for the usual span. */
  from: string;
  to: string;
  isAdjusted: boolean;
  /** A day, ISO; empty for now. */
  asOf: string;
  /** Said beside the field, where the months are the wrong way round. */
  problem: string | undefined;
}

/** Of what is not in an address, or wrongly, the usual is shown. */
export function readSeriesAddress(search: URLSearchParams): SeriesAddress {
  const from = readMonth(search.get('from'));
  const to = readMonth(search.get('to'));
  return {
    source: readSearchText(search.get('source'), 130),
    type: readSearchText(search.get('type')),
    from,
    to,
    isAdjusted: ['1', 'on'].includes(search.get('adjusted') ?? ''),
    asOf: readDay(search.get('asof')) ?? '',
    problem: from && to && from > to ? 'Choose a month that is not before From.' : undefined,
  };
}

export const writeSeriesAddress = (path: string, { source, type, from, to, isAdjusted, asOf }: SeriesAddress) =>
  writeAddress(path, { source, type, from, to, adjusted: isAdjusted && '1', asof: asOf });

/** The series that an address asks for. */
export function chooseSeries({ source, type, isAdjusted }: SeriesAddress): SeriesChoice {
  const named: { source: string | null; periodType: PeriodType | null } = readSeriesName(source);
  return { ...named, propertyType: type || null, isAdjusted };
}

/** The first and last day of the months that an address asks for. */
export function spanOf({ from, to, problem }: SeriesAddress): { from: string | null; to: string | null } {
  return { from: from ? `${from}-01` : null, to: to && !problem ? endOfMonth(to) : null };
}

function endOfMonth(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

/** "2024-06", also of a day of that month; empty for anything else. */
function readMonth(text: string | null): string {
  const month = /^\d{4}-\d\d$/.test(text ?? '') ? `${text}-01` : (text ?? '');
  return readDay(month)?.slice(0, 7) ?? '';
}
