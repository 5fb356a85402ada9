import type { ReactNode } from 'react';
import { Table } from '~/components/ui/layout.tsx';
import type { ChartProps, ValueFormat } from './data.ts';
import { chooseLabels, middleOf, scaleValues } from './scales.ts';
import { Swatch } from './series-looks.tsx';

const plotHeight = 168;
const top = 10;
const labelHeight = 22;
const letter = 8;

/** What is drawn between the axes: the distance of a value from the top, and shares of the width as percentages. */
export interface Plot {
  y: (value: number) => number;
  /** The distance of the highest mark from the top. */
  top: number;
  height: number;
}

interface ChartFrameProps extends ChartProps {
  /** Every value the axis has to hold, such as the sums of stacked ones. */
  extent: readonly number[];
  /** Whether the axis holds 0. */
  holdsZero?: boolean;
  /** The word before each name in the legend is drawn as the series is. */
  swatch: 'area' | 'line';
  children: (plot: Plot) => ReactNode;
}

/**
 * A chart drawn by the server: title, a sentence, axes, legend, and every value in a table behind "Show data". Widths are
 * shares of the place it stands in, so words keep their size on a phone and on paper.
 */
export function ChartFrame({ extent, holdsZero = true, swatch, children, ...chart }: ChartFrameProps) {
  const { id, title, summary, places, series, format, isPicture } = chart;
  const { marks, y } = scaleValues(extent, plotHeight, { holdsZero, hasFractions: format.hasFractions });
  const short = marks.map(format.mark);
  // Shortened, marks that lie close together may look alike.
  const words = new Set(short).size === short.length ? short : marks.map(format.write);
  const gutter = Math.max(...words.map(({ length }) => length)) * letter + 8;
  const height = top + plotHeight + labelHeight;
  const placeY = (value: number) => Math.round((top + y(value)) * 100) / 100;
  const names = places.map(({ name, short }) => short ?? name);
  const said = isPicture
    ? { 'aria-label': `${title}. ${summary}` }
    : { 'aria-labelledby': `${id}-title`, 'aria-describedby': `${id}-summary` };
  const drawing = (
    <div role="img" {...said} className="flex">
      <svg aria-hidden="true" width={gutter} height={height} className="shrink-0">
        {marks.map((mark, index) => (
          <text
            key={mark}
            x={gutter - 8}
            y={placeY(mark) + 4}
            textAnchor="end"
            className="fill-muted text-xs tabular-nums"
          >
            {words[index]}
          </text>
        ))}
      </svg>
      <svg aria-hidden="true" width="100%" height={height} className="min-w-0 overflow-visible">
        {marks.map((mark) => (
          <line
            key={mark}
            x1="0"
            x2="100%"
            y1={placeY(mark)}
            y2={placeY(mark)}
            className={mark === 0 ? 'stroke-line-strong' : 'stroke-line'}
          />
        ))}
        {children({ y: placeY, top, height: plotHeight })}
        {chooseLabels(names).map(({ index, anchor }) => (
          <text
            key={places[index]?.key}
            x={percent(anchor === 'end' ? 1 : anchor === 'start' ? 0 : middleOf(index, names.length))}
            y={height - 5}
            textAnchor={anchor}
            className="fill-muted text-xs"
          >
            {names[index]}
          </text>
        ))}
      </svg>
    </div>
  );
  if (isPicture) return drawing;
  return (
    <figure className="flex min-w-0 flex-col gap-3">
      <figcaption className="flex flex-col gap-0.5">
        <strong id={`${id}-title`}>{title}</strong>
        <span id={`${id}-summary`} className="text-muted">
          {summary}
        </span>
      </figcaption>
      {series.length > 1 && (
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-muted">
          {series.map(({ name }, index) => (
            <li key={name} className="flex items-center gap-2">
              <Swatch chart={id} index={index} kind={swatch} />
              {name}
            </li>
          ))}
        </ul>
      )}
      {drawing}
      <ChartTable {...chart} />
    </figure>
  );
}

/** A share of the width. */
export const percent = (share: number) => `${Math.round(share * 10_000) / 100}%`;

/** What a value is, shown where the mouse rests on it. */
export function Tip({
  series,
  place,
  value,
  format,
}: {
  series: string;
  place: string;
  value: number;
  format: ValueFormat;
}) {
  return <title>{`${place}, ${series}: ${format.write(value)}`}</title>;
}

function ChartTable({ title, placeHeading, places, series, format }: ChartProps) {
  return (
    // Shut, there is nothing behind it on paper.
    <details className="not-open:print:hidden">
      <summary className="link w-fit max-sm:py-2.5">Show data</summary>
      <div className="mt-3 max-h-80 max-w-2xl overflow-y-auto print:max-h-none">
        <Table phone="scroll" caption={`${title}: data`}>
          <thead>
            <tr>
              <th scope="col">{placeHeading}</th>
              {series.map(({ name }) => (
                <th key={name} scope="col" className="number">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {places.map(({ key, name }, index) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                {series.map(({ name: column, values }) => (
                  <td key={column} className="number tabular-nums">
                    {writeCell(values[index], format)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </details>
  );
}

const writeCell = (value: number | null | undefined, format: ValueFormat) =>
  value === null || value === undefined ? '–' : format.write(value);
