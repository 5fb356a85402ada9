import type { ValueFormat } from '~/components/charts/data.ts';
import { Table } from '~/components/ui/layout.tsx';
import { divideIntoFifths, type ValueClass } from './classes.ts';
import type { Outline, Outlines } from './outlines.ts';
import { emptyPaint, ShadePatterns, ShadeSwatch, shadePaint } from './shades.tsx';
import zoomScript from './zoom.ts?worker&url';

/** An area with its value and its page. */
export interface MappedArea {
  /** Its `area_key`. */
  key: string;
  name: string;
  value: number;
  href: string;
}

/** What every map of areas takes. */
export interface ChoroplethProps {
  /** Unique on the page. */
  id: string;
  title: string;
  /** One sentence that says what the map shows. */
  summary: string;
  /** In the order of the table. */
  areas: readonly MappedArea[];
  format: ValueFormat;
  /** The word for an area in the table's heading: "State". */
  areaHeading: string;
  /** The name of the figure, for the table's other heading. */
  valueHeading: string;
}

/**
 * A map whose areas are shaded by the fifth that their value is in: each a link with its name and value, a legend in words,
 * the areas that have no outline in a list, and every value in a table behind "Show data".
 */
export function Choropleth({ outlines, ...map }: ChoroplethProps & { outlines: Outlines }) {
  const { id, title, summary, areas, format } = map;
  const { classes, findClass } = divideIntoFifths(areas.map(({ value }) => value));
  const byKey = new Map(areas.map((area) => [area.key, area]));
  const drawn = new Set(outlines.areas.map(({ key }) => key));
  const apart = areas.filter(({ key }) => !drawn.has(key));
  const isEmptySomewhere = outlines.areas.some(({ key }) => !byKey.has(key));
  return (
    <figure className="flex min-w-0 flex-col gap-3">
      <figcaption className="flex flex-col gap-0.5">
        <strong id={`${id}-title`}>{title}</strong>
        <span id={`${id}-summary`} className="text-muted">
          {summary}
        </span>
      </figcaption>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing of links is no fieldset. */}
      <svg
        role="group"
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-summary`}
        viewBox={`0 0 ${outlines.width} ${outlines.height}`}
        data-zoom=""
        className="h-auto max-h-[32rem] w-full"
      >
        <ShadePatterns map={id} />
        {outlines.areas.map((outline) => (
          <Area
            key={outline.key}
            map={id}
            outline={outline}
            area={byKey.get(outline.key)}
            find={findClass}
            format={format}
          />
        ))}
      </svg>
      <Legend map={id} classes={classes} format={format} hasEmpty={isEmptySomewhere} />
      {apart.length > 0 && <AreasWithoutOutline areas={apart} format={format} />}
      <MapTable {...map} />
      <script type="module" src={zoomScript} />
    </figure>
  );
}

interface AreaProps {
  map: string;
  outline: Outline;
  area: MappedArea | undefined;
  find: (value: number) => ValueClass | undefined;
  format: ValueFormat;
}

function Area({ map, outline, area, find, format }: AreaProps) {
  const shade = area && find(area.value)?.shade;
  if (!area || shade === undefined)
    return (
      <path d={outline.path} fill={emptyPaint(map)} className="map-empty">
        <title>{`${outline.name}: no figure`}</title>
      </path>
    );
  const words = `${area.name}: ${format.write(area.value)}`;
  return (
    <a href={area.href} aria-label={words} className="map-area">
      <path d={outline.path} fill={shadePaint(map, shade)} className="map-outline">
        <title>{words}</title>
      </path>
    </a>
  );
}

const fifths = ['Lowest fifth', 'Second fifth', 'Middle fifth', 'Fourth fifth', 'Highest fifth'];

interface LegendProps {
  map: string;
  classes: readonly ValueClass[];
  format: ValueFormat;
  hasEmpty: boolean;
}

function Legend({ map, classes, format, hasEmpty }: LegendProps) {
  return (
    <ul className="grid gap-x-6 gap-y-1 text-muted sm:grid-cols-2 xl:grid-cols-3">
      {classes.map(({ lowest, highest, count, shade }) => (
        <li key={shade} className="flex items-center gap-2">
          <ShadeSwatch map={map} shade={shade} />
          <span className="tabular-nums">
            {classes.length === fifths.length && `${fifths[shade]}: `}
            {writeRange(lowest, highest, format)} ({count})
          </span>
        </li>
      ))}
      {hasEmpty && (
        <li className="flex items-center gap-2">
          <ShadeSwatch map={map} />
          No figure
        </li>
      )}
    </ul>
  );
}

/** Short, as beside an axis; in full where that would make two values one. */
function writeRange(lowest: number, highest: number, { mark, write }: ValueFormat): string {
  if (lowest === highest) return write(lowest);
  const [from, to] = [mark(lowest), mark(highest)];
  return from === to ? `${write(lowest)} to ${write(highest)}` : `${from} to ${to}`;
}

function AreasWithoutOutline({ areas, format }: { areas: readonly MappedArea[]; format: ValueFormat }) {
  return (
    <div className="flex flex-col gap-1">
      <p className="text-muted">The map has no outline of:</p>
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {areas.map(({ key, name, value, href }) => (
          <li key={key}>
            <a href={href} className="link">
              {name}
            </a>{' '}
            <span className="tabular-nums">{format.write(value)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function MapTable({ title, areas, format, areaHeading, valueHeading }: ChoroplethProps) {
  return (
    // Shut, there is nothing behind it on paper.
    <details className="not-open:print:hidden">
      <summary className="link w-fit max-sm:py-2.5">Show data</summary>
      <div className="mt-3 max-h-80 max-w-xl overflow-y-auto print:max-h-none">
        <Table phone="scroll" caption={`${title}: data`}>
          <thead>
            <tr>
              <th scope="col">{areaHeading}</th>
              <th scope="col" className="number">
                {valueHeading}
              </th>
            </tr>
          </thead>
          <tbody>
            {areas.map(({ key, name, value, href }) => (
              <tr key={key}>
                <th scope="row">
                  <a href={href} className="link max-sm:inline-block max-sm:py-2.5">
                    {name}
                  </a>
                </th>
                <td className="number tabular-nums">{format.write(value)}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </details>
  );
}
