import { symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle } from 'd3-shape';

/** How series look, the first first. Fill, pattern, dash and marker tell them apart without their colour. */
const looks = [
  { fill: 'fill-accent', stroke: 'stroke-accent', dash: undefined, marker: symbolCircle },
  { fill: 'fill-custom-ink', stroke: 'stroke-custom-ink', dash: '7 4', marker: symbolSquare },
  { fill: 'fill-growth-ink', stroke: 'stroke-growth-ink', dash: '2 4', marker: symbolTriangle },
  { fill: 'fill-elite-ink', stroke: 'stroke-elite-ink', dash: '9 4 2 4', marker: symbolDiamond },
] as const;

const first = looks[0];

/** How the series in this place looks. */
export const lookOf = (index: number) => looks[index] ?? first;

/** The outline of a series' marker around its own middle. */
export const markerOf = (index: number) => symbol(lookOf(index).marker, 44)() ?? '';

const patternOf = (chart: string, index: number) => `${chart}-pattern-${index}`;

/** What fills the areas of a series: its colour, and from the second series on light lines or dots in it. */
export function areaPaint(chart: string, index: number): { className?: string; fill?: string } {
  return index === 0 ? { className: first.fill } : { fill: `url(#${patternOf(chart, index)})` };
}

/** The patterns of a chart's series from the second on; inside the drawing that uses them. */
export function Patterns({ chart, count }: { chart: string; count: number }) {
  return (
    <defs>
      {looks.slice(1, count).map(({ fill }, place) => {
        const index = place + 1;
        return (
          <pattern
            key={fill}
            id={patternOf(chart, index)}
            width="7"
            height="7"
            patternUnits="userSpaceOnUse"
            patternTransform={index === 1 ? 'rotate(45)' : undefined}
          >
            <rect width="7" height="7" className={fill} />
            {index === 1 && <rect width="2" height="7" className="fill-surface" />}
            {index === 2 && <circle cx="3.5" cy="3.5" r="1.5" className="fill-surface" />}
            {index === 3 && <rect width="7" height="2" className="fill-surface" />}
          </pattern>
        );
      })}
    </defs>
  );
}

/** A small piece of a series, for the legend. */
export function Swatch({ chart, index, kind }: { chart: string; index: number; kind: 'area' | 'line' }) {
  const { stroke, fill, dash } = lookOf(index);
  if (kind === 'area')
    return (
      <svg aria-hidden="true" width="14" height="14" className="shrink-0">
        <rect width="14" height="14" rx="2" {...areaPaint(chart, index)} />
      </svg>
    );
  return (
    <svg aria-hidden="true" width="32" height="12" className="shrink-0">
      <line x1="0" x2="32" y1="6" y2="6" strokeWidth="2" strokeDasharray={dash} className={stroke} />
      <path d={markerOf(index)} transform="translate(16 6)" className={fill} />
    </svg>
  );
}
