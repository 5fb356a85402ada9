import { percent } from '~/components/charts/frame.tsx';
import type { Place } from '../schools/distance.ts';
import { cropAround } from './crop.ts';
import type { CountyOutlines } from './outlines.ts';
import { projectPlace } from './projection.ts';

/** A school as a dot. */
export interface MappedSchool extends Place {
  id: string;
  /** Its row in the list beside the map, from 1. */
  number: number;
  name: string;
  href: string;
}

interface SchoolMapProps {
  /** Unique on the page. */
  id: string;
  title: string;
  /** One sentence that says what the map shows. */
  summary: string;
  schools: readonly MappedSchool[];
  /** Of the counties of the schools' state: the answer of `findCountyOutlines`. */
  outlines: CountyOutlines;
}

/**
 * Schools as numbered dots over the outlines of counties; the numbers are those of the list, which holds everything that the map
 * shows. Dots keep their size on a phone and on paper.
 */
export function SchoolMap({ id, title, summary, schools, outlines }: SchoolMapProps) {
  const dots = schools.map((school) => ({ ...school, ...projectPlace(outlines.projection, school) }));
  const crop = cropAround(dots, outlines);
  return (
    <figure className="flex min-w-0 flex-col gap-3">
      <figcaption className="flex flex-col gap-0.5">
        <strong id={`${id}-title`}>{title}</strong>
        <span id={`${id}-summary`} className="text-muted">
          {summary}
        </span>
      </figcaption>
      <div className="relative max-w-3xl overflow-hidden rounded-lg border border-line">
        <svg
          aria-hidden="true"
          viewBox={`${round(crop.x)} ${round(crop.y)} ${round(crop.width)} ${round(crop.height)}`}
          className="block h-auto w-full bg-sunken"
        >
          {outlines.areas.map(({ key, path }) => (
            <path key={key} d={path} className="map-ground" />
          ))}
        </svg>
        {/* biome-ignore lint/a11y/useSemanticElements: a drawing of links is no fieldset. */}
        <svg
          role="group"
          aria-labelledby={`${id}-title`}
          aria-describedby={`${id}-summary`}
          className="absolute inset-0 size-full"
        >
          {/* The first rows of the list lie on top. */}
          {dots.toReversed().map(({ id: school, number, name, href, x, y }) => (
            <Dot
              key={school}
              words={`${number} ${name}`}
              number={number}
              href={href}
              x={percent((x - crop.x) / crop.width)}
              y={percent((y - crop.y) / crop.height)}
            />
          ))}
        </svg>
      </div>
    </figure>
  );
}

function Dot({ words, number, href, x, y }: { words: string; number: number; href: string; x: string; y: string }) {
  return (
    <a href={href} aria-label={words} className="map-dot">
      <circle cx={x} cy={y} r="12">
        <title>{words}</title>
      </circle>
      <text x={x} y={y} textAnchor="middle" dy="4">
        {number}
      </text>
    </a>
  );
}

const round = (number: number) => Math.round(number * 100) / 100;
