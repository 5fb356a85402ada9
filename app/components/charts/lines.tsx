import { line } from 'd3-shape';
import type { ChartProps } from './data.ts';
import { ChartFrame, type Plot, percent, Tip } from './frame.tsx';
import { middleOf } from './scales.ts';
import { lookOf, markerOf } from './series-looks.tsx';

/** With more places than this their markers would run into each other. */
const mostMarkers = 40;
/** Of a long line so many are drawn all the same, because lines are told apart by them. */
const sparseMarkers = 8;

/**
 * Lines over places that follow one another in time, one for each series; a gap where a value is missing.
 * @param holdsZero  false where small changes of large values are to be seen, as of prices
 */
export function LineChart({ holdsZero = true, ...chart }: ChartProps & { holdsZero?: boolean }) {
  const values = chart.series.flatMap((series) => series.values.filter((value) => value !== null));
  return (
    <ChartFrame {...chart} extent={values} holdsZero={holdsZero} swatch="line">
      {(plot) => (
        <>
          {chart.series.map(({ name }, index) => (
            <Line key={name} chart={chart} index={index} plot={plot} />
          ))}
          {chart.places.length > mostMarkers && <PlaceTips chart={chart} plot={plot} />}
        </>
      )}
    </ChartFrame>
  );
}

/** The values of each place where the mouse rests above or below it: a long line has too few markers for that. */
function PlaceTips({ chart: { places, series, format }, plot }: { chart: ChartProps; plot: Plot }) {
  return places.map(({ key, name }, place) => {
    const words = series.flatMap(({ name: of, values }) => {
      const value = values[place] ?? null;
      return value === null ? [] : [`${of}: ${format.write(value)}`];
    });
    return (
      <rect
        key={key}
        x={percent(place / places.length)}
        width={percent(1 / places.length)}
        y={plot.top}
        height={plot.height}
        className="fill-transparent"
      >
        <title>{[name, ...words].join('\n')}</title>
      </rect>
    );
  });
}

/** Whether a value's marker is drawn: on a short line all, on a long one some, the last, and those that no line leads to. */
function hasMarker(values: readonly (number | null)[], place: number): boolean {
  if (values.length <= mostMarkers) return true;
  const isAlone = (values[place - 1] ?? null) === null && (values[place + 1] ?? null) === null;
  const last = values.findLastIndex((value) => value !== null);
  return isAlone || place === last || (last - place) % Math.ceil(values.length / sparseMarkers) === 0;
}

/** Wide enough that a share of a thousand stays exact; it is stretched to the width of the chart. */
const drawnWidth = 1000;

function Line({ chart, index, plot }: { chart: ChartProps; index: number; plot: Plot }) {
  const { places, series, format } = chart;
  const values = series[index]?.values ?? [];
  const { stroke, fill, dash } = lookOf(index);
  const bottom = plot.top + plot.height;
  const path = line<number | null>()
    .defined((value) => value !== null)
    .x((_, place) => Math.round(middleOf(place, places.length) * drawnWidth * 10) / 10)
    .y((value) => plot.y(value ?? 0))([...values]);
  return (
    <>
      <svg
        aria-hidden="true"
        width="100%"
        height={bottom}
        viewBox={`0 0 ${drawnWidth} ${bottom}`}
        preserveAspectRatio="none"
      >
        <path
          d={path ?? ''}
          fill="none"
          strokeWidth="2"
          strokeDasharray={dash}
          strokeLinejoin="round"
          vectorEffect="non-scaling-stroke"
          className={stroke}
        />
      </svg>
      {values.map((value, place) => {
        const named = places[place];
        if (value === null || !named || !hasMarker(values, place)) return null;
        return (
          <svg
            aria-hidden="true"
            key={named.key}
            x={percent(middleOf(place, places.length))}
            y={plot.y(value)}
            className="overflow-visible"
            width="1"
            height="1"
          >
            <path d={markerOf(index)} className={`${fill} stroke-surface`}>
              <Tip series={series[index]?.name ?? ''} place={named.name} value={value} format={format} />
            </path>
          </svg>
        );
      })}
    </>
  );
}
