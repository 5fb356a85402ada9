import { area, line } from 'd3-shape';
import { scaleValues } from './scales.ts';

const width = 96;
const height = 28;
const edge = 3;

/**
 * A line as small as a word, without axes; the numbers stand beside it or on the page behind it.
 * @param title  the whole of what it says: "Opens in the last 30 days: 12, most on Mar 4"
 * @param values  oldest first, two at least; null for a gap
 * @param holdsZero  false where small changes of large values are to be seen, as of prices
 */
export function Sparkline({
  title,
  values,
  holdsZero = true,
}: {
  title: string;
  values: readonly (number | null)[];
  holdsZero?: boolean;
}) {
  const { y } = scaleValues(
    values.filter((value) => value !== null),
    height - 2 * edge,
    { holdsZero, hasFractions: true },
  );
  const x = (index: number) => edge + ((width - 2 * edge) * index) / Math.max(1, values.length - 1);
  const round = (value: number) => Math.round(value * 10) / 10;
  const placeX = (_: number | null, index: number) => round(x(index));
  const placeY = (value: number | null) => round(edge + y(value ?? 0));
  const isThere = (value: number | null) => value !== null;
  const drawn = [...values];
  const last = values.findLastIndex(isThere);
  const lastValue = values[last] ?? null;
  return (
    <svg role="img" aria-label={title} width={width} height={height}>
      <title>{title}</title>
      {holdsZero && (
        <path
          d={area<number | null>().defined(isThere).x(placeX).y0(placeY(0)).y1(placeY)(drawn) ?? ''}
          className="fill-accent-soft"
        />
      )}
      <path
        d={line<number | null>().defined(isThere).x(placeX).y(placeY)(drawn) ?? ''}
        fill="none"
        strokeWidth="1.5"
        className="stroke-accent"
      />
      {lastValue !== null && <circle cx={round(x(last))} cy={placeY(lastValue)} r="2.5" className="fill-accent" />}
    </svg>
  );
}
