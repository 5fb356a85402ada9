import type { ValueFormat } from '~/components/charts/data.ts';
import { ShadePatterns, shadePaint } from '../maps/shades.tsx';

/** The fifth that a value is in, from 0. @param thresholds  the four values between the fifths */
export const findFifth = (value: number, thresholds: readonly number[]) =>
  thresholds.filter((threshold) => value > threshold).length;

const fifths = ['lowest fifth', 'second fifth', 'middle fifth', 'fourth fifth', 'highest fifth'];

const id = 'heat';

/** A value beside the shade of the fifth that it is in among all areas of the list. */
export function HeatCell({
  value,
  thresholds,
  format,
}: {
  value: number | null;
  thresholds: readonly number[];
  format: ValueFormat;
}) {
  if (value === null) return <>–</>;
  const fifth = findFifth(value, thresholds);
  return (
    <span className="inline-flex items-center gap-2">
      <svg aria-hidden="true" width="24" height="16" className="shrink-0">
        <rect width="24" height="16" rx="2" fill={shadePaint(id, fifth)} className="map-outline" />
      </svg>
      {format.write(value)}
      <span className="sr-only">{`, ${fifths[fifth]}`}</span>
    </span>
  );
}

/** The shades of the heat table in words. */
export function HeatLegend({
  name,
  thresholds,
  format,
}: {
  name: string;
  thresholds: readonly number[];
  format: ValueFormat;
}) {
  return (
    <figure className="flex flex-col gap-1">
      <figcaption className="text-muted">{`${name}: which fifth of all areas of the list each is in.`}</figcaption>
      <svg aria-hidden="true" width="0" height="0" className="absolute">
        <ShadePatterns map={id} />
      </svg>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-muted">
        {fifths.map((fifth, place) => (
          <li key={fifth} className="flex items-center gap-2">
            <svg aria-hidden="true" width="24" height="16" className="shrink-0">
              <rect width="24" height="16" rx="2" fill={shadePaint(id, place)} className="map-outline" />
            </svg>
            {writeFifth(fifth, place, thresholds, format)}
          </li>
        ))}
      </ul>
    </figure>
  );
}

function writeFifth(fifth: string, place: number, thresholds: readonly number[], format: ValueFormat): string {
  const [from, to] = [thresholds[place - 1], thresholds[place]];
  if (from === undefined) return `${fifth}: up to ${format.write(to ?? 0)}`;
  return to === undefined ? `${fifth}: above ${format.write(from)}` : `${fifth}: to ${format.write(to)}`;
}
