import { scaleBand } from 'd3-scale';
import { stack, stackOffsetDiverging } from 'd3-shape';
import type { ChartProps } from './data.ts';
import { ChartFrame, type Plot, percent, Tip } from './frame.tsx';
import { areaPaint, Patterns } from './series-looks.tsx';

/** A bar from one value to another, at shares of the width. */
interface Bar {
  series: number;
  place: number;
  value: number;
  from: number;
  to: number;
  x: number;
  width: number;
}

/**
 * Bars from left to right, one for each place, or one for each series at each place.
 * @param layout  several series stand beside each other, or on top of each other where they are parts of a whole
 */
export function BarChart({ layout = 'grouped', ...chart }: ChartProps & { layout?: 'grouped' | 'stacked' }) {
  const bars = layout === 'stacked' ? stackBars(chart) : groupBars(chart);
  return (
    <ChartFrame {...chart} extent={bars.flatMap(({ from, to }) => [from, to])} swatch="area">
      {(plot) => (
        <>
          <Patterns chart={chart.id} count={chart.series.length} />
          {bars.map((bar) => (
            <BarShape key={`${bar.series} ${bar.place}`} bar={bar} chart={chart} plot={plot} />
          ))}
        </>
      )}
    </ChartFrame>
  );
}

function BarShape({ bar, chart, plot }: { bar: Bar; chart: ChartProps; plot: Plot }) {
  const [upper, lower] = [plot.y(Math.max(bar.from, bar.to)), plot.y(Math.min(bar.from, bar.to))];
  return (
    <rect
      x={percent(bar.x)}
      width={percent(bar.width)}
      y={upper}
      height={Math.round((lower - upper) * 100) / 100}
      {...areaPaint(chart.id, bar.series)}
    >
      <Tip
        series={chart.series[bar.series]?.name ?? ''}
        place={chart.places[bar.place]?.name ?? ''}
        value={bar.value}
        format={chart.format}
      />
    </rect>
  );
}

/** Shares of the width for so many things side by side. */
function share(count: number, [left, right]: [number, number], padding: number) {
  const scale = scaleBand<number>()
    .domain(Array.from({ length: count }, (_, index) => index))
    .range([left, right])
    .paddingInner(padding)
    .paddingOuter(padding / 2);
  return { x: (index: number) => scale(index) ?? left, width: scale.bandwidth() };
}

function groupBars({ places, series }: ChartProps): Bar[] {
  const slots = share(places.length, [0, 1], series.length > 1 ? 0.25 : 0.2);
  return series.flatMap(({ values }, index) =>
    values.flatMap((value, place): Bar[] => {
      if (value === null) return [];
      const left = slots.x(place);
      const { x, width } = share(series.length, [left, left + slots.width], series.length > 1 ? 0.08 : 0);
      return [{ series: index, place, value, from: 0, to: value, x: x(index), width }];
    }),
  );
}

function stackBars({ places, series }: ChartProps): Bar[] {
  const slots = share(places.length, [0, 1], 0.2);
  const stacked = stack<number, number>()
    .keys(series.keys())
    .value((place, index) => series[index]?.values[place] ?? 0)
    .offset(stackOffsetDiverging)(places.keys());
  return stacked.flatMap((layer) =>
    layer.flatMap(([from, to], place): Bar[] => {
      const value = series[layer.key]?.values[place] ?? null;
      return value === null
        ? []
        : [{ series: layer.key, place, value, from, to, x: slots.x(place), width: slots.width }];
    }),
  );
}
