import { line } from 'd3-shape';
import type { ChartProps } from './data.ts';
import { ChartFrame, type Plot, percent, Tip } from './frame.tsx';
import { middleOf } from './scales.ts';
import { lookOf, markerOf } from './series-looks.tsx';

/** Lines over places that follow one another in time, one for each series; a gap where a value is missing. */
export function LineChart(chart: ChartProps) {
  const values = chart.series.flatMap((series) => series.values.filter((value) => value !== null));
  return (
    <ChartFrame {...chart} extent={values} swatch="line">
      {(plot) => chart.series.map(({ name }, index) => <Line key={name} chart={chart} index={index} plot={plot} />)}
    </ChartFrame>
  );
}

/** Wide enough that a share of a thousand stays exact; it is stretched to the width of the chart. */
const drawnWidth = 1000;

function Line({ chart, index, plot }: { chart: ChartProps; index: number; plot: Plot }) {
  const { places, series, format } = chart;
  const values = series[index]?.values ?? [];
  const { stroke, fill, dash } = lookOf(index);
  const bottom = plot.y(0) + plot.height;
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
        if (value === null || !named) return null;
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
