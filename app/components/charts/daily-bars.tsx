import { Table } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { formatDate } from '~/utils/dates.ts';
import { capitalize, countWords } from '~/utils/words.ts';
import { axisMarks } from './axis.ts';

export interface DailyCount {
  /** `YYYY-MM-DD` */
  day: string;
  count: number;
}

const height = 176;
const top = 16;
const bottom = height - 24;
/** Percent of the width, for the numbers of the axis. */
const left = 6;

/**
 * A bar for each day, drawn by the server: a chart, a summary in words, and a table with every day. Widths are
 * percentages, so that it fits its place while its words keep their size.
 * @param id  unique on the page
 * @param days  every day of the period, oldest first
 * @param unit  of the counts: the word for one, and for several
 */
export function DailyBars({
  id,
  title,
  days,
  unit,
}: {
  id: string;
  title: string;
  days: DailyCount[];
  /** The word for one of what is counted; the word for several ends with an s. */
  unit: string;
}) {
  const marks = axisMarks(Math.max(0, ...days.map(({ count }) => count)));
  const highestMark = marks.at(-1) ?? 1;
  const heightOf = (count: number) => ((bottom - top) * count) / highestMark;
  const slot = (100 - left) / days.length;
  const titleId = `${id}-title`;
  return (
    <figure className="flex flex-col gap-3">
      <svg role="img" aria-labelledby={titleId} width="100%" height={height}>
        <title id={titleId}>{title}</title>
        {marks.map((mark) => (
          <g key={mark}>
            <line x1="0" x2="100%" y1={bottom - heightOf(mark)} y2={bottom - heightOf(mark)} className="stroke-line" />
            <text x="0" y={bottom - heightOf(mark) - 4} className="fill-muted text-xs tabular-nums">
              {mark > 0 && mark}
            </text>
          </g>
        ))}
        {days.map(({ day, count }, index) => (
          <rect
            key={day}
            x={percent(left + slot * (index + 0.1))}
            width={percent(slot * 0.8)}
            y={bottom - heightOf(count)}
            height={heightOf(count)}
            className="fill-accent"
          >
            <title>{`${formatDate(day)}: ${countWords(count, unit)}`}</title>
          </rect>
        ))}
        <DayLabel day={days[0]?.day} x={percent(left)} anchor="start" />
        <DayLabel day={days[Math.floor(days.length / 2)]?.day} x={percent((100 + left) / 2)} anchor="middle" />
        <DayLabel day={days.at(-1)?.day} x="100%" anchor="end" />
      </svg>
      <figcaption className="text-muted">{summarize(days, unit)}</figcaption>
      <details>
        <summary className="link w-fit">Show data</summary>
        <div className="mt-3 max-h-80 max-w-sm overflow-y-auto">
          <Table caption={`${title}, day by day`}>
            <thead>
              <tr>
                <th scope="col">Day</th>
                <th scope="col" className="number">
                  {capitalize(`${unit}s`)}
                </th>
              </tr>
            </thead>
            <tbody>
              {days.toReversed().map(({ day, count }) => (
                <tr key={day}>
                  <th scope="row">
                    <Day date={day} />
                  </th>
                  <td className="number">{count}</td>
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
      </details>
    </figure>
  );
}

function DayLabel({ day, x, anchor }: { day: string | undefined; x: string; anchor: 'start' | 'middle' | 'end' }) {
  if (!day) return null;
  return (
    <text x={x} y={height - 6} textAnchor={anchor} className="fill-muted text-xs">
      {formatDate(day)}
    </text>
  );
}

const percent = (value: number) => `${value.toFixed(2)}%`;

/** Sums the chart up in a sentence or two. */
function summarize(days: DailyCount[], unit: string): string {
  const total = days.reduce((sum, { count }) => sum + count, 0);
  const period = `in the last ${days.length} days`;
  if (total === 0) return `None ${period}.`;
  const most = days.reduce((best, candidate) => (candidate.count >= best.count ? candidate : best));
  const active = days.filter(({ count }) => count > 0).length;
  return `${countWords(total, unit)} ${period}, on ${active} of them. Most on ${formatDate(most.day)}: ${countWords(most.count, unit)}.`;
}
