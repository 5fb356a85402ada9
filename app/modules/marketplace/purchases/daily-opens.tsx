import { BarChart } from '~/components/charts/bars.tsx';
import { counts } from '~/components/charts/data.ts';
import { formatDate } from '~/utils/dates.ts';
import { countWords } from '~/utils/words.ts';

interface DailyCount {
  /** `YYYY-MM-DD` */
  day: string;
  count: number;
}

/**
 * A bar for each day of a tool's use.
 * @param days  every day of the period, oldest first
 */
export function DailyOpens({ toolName, days }: { toolName: string; days: DailyCount[] }) {
  return (
    <BarChart
      id="opens"
      title={`Opens of ${toolName} by day`}
      summary={summarize(days)}
      placeHeading="Day"
      places={days.map(({ day }) => ({ key: day, name: formatDate(day) }))}
      series={[{ name: 'Opens', values: days.map(({ count }) => count) }]}
      format={counts}
    />
  );
}

function summarize(days: DailyCount[]): string {
  const total = days.reduce((sum, { count }) => sum + count, 0);
  const period = `in the last ${days.length} days`;
  if (total === 0) return `None ${period}.`;
  const most = days.reduce((best, candidate) => (candidate.count >= best.count ? candidate : best));
  const active = days.filter(({ count }) => count > 0).length;
  return `${countWords(total, 'open')} ${period}, on ${active} of them. Most on ${formatDate(most.day)}: ${countWords(most.count, 'open')}.`;
}
