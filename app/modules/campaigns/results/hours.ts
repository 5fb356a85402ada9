import type { ChartProps } from '~/components/charts/data.ts';
import { counts } from '~/components/charts/data.ts';
import { countWords } from '~/utils/words.ts';
import type { CountedHour } from './queries.server.ts';

/** Hours from its start that the chart of an email shows. */
export const shownHours = 48;

/**
 * The chart of who opened and clicked in each hour from the start.
 * @param hours  those in which anybody did
 * @param shown  hours of the chart
 */
export function drawHours(hours: readonly CountedHour[], shown: number): ChartProps {
  const byHour = new Map(hours.map((hour) => [hour.hour, hour]));
  const places = Array.from({ length: shown }, (_, hour) => hour);
  const sum = (kind: 'opened' | 'clicked') => hours.reduce((total, hour) => total + hour[kind], 0);
  return {
    id: 'hours',
    title: 'By hour',
    summary: `${countWords(sum('opened'), 'first opening')} and ${countWords(sum('clicked'), 'first click')} in the first ${shown} hours, as far as known.`,
    placeHeading: 'Hour',
    places: places.map((hour) => ({ key: String(hour), name: `Hour ${hour + 1}`, short: String(hour + 1) })),
    series: [
      { name: 'Opened', values: places.map((hour) => byHour.get(hour)?.opened ?? 0) },
      { name: 'Clicked', values: places.map((hour) => byHour.get(hour)?.clicked ?? 0) },
    ],
    format: counts,
  };
}
