import { area, line } from 'd3-shape';
import { scaleValues } from './scales.ts';

const width = 96;
const height = 28;
const edge = 3;

/**
 * A line as small as a word, without axes; the numbers stand beside it or on the page behind it.
 * @param title  the whole of what it says: "Opens in the last 30 days: 12, most on Mar 4"
 * @param values  oldest first, two at least
 */
export function Sparkline({ title, values }: { title: string; values: readonly number[] }) {
  const { y } = scaleValues(values, height - 2 * edge);
  const x = (index: number) => edge + ((width - 2 * edge) * index) / Math.max(1, values.length - 1);
  const round = (value: number) => Math.round(value * 10) / 10;
  const placeX = (_: number, index: number) => round(x(index));
  const placeY = (value: number) => round(edge + y(value));
  const drawn = [...values];
  const last = values.at(-1);
  return (
    <svg role="img" aria-label={title} width={width} height={height}>
      <title>{title}</title>
      <path d={area<number>().x(placeX).y0(placeY(0)).y1(placeY)(drawn) ?? ''} className="fill-accent-soft" />
      <path
        d={line<number>().x(placeX).y(placeY)(drawn) ?? ''}
        fill="none"
        strokeWidth="1.5"
        className="stroke-accent"
      />
      {last !== undefined && (
        <circle cx={round(x(values.length - 1))} cy={placeY(last)} r="2.5" className="fill-accent" />
      )}
    </svg>
  );
}
