import type { ReactNode } from 'react';
import type { ValueFormat } from './data.ts';
import { percent } from './frame.tsx';

/** One of what is compared. */
export interface RankedValue {
  key: string;
  name: string;
  /** Not below 0. */
  value: number;
  /** Where its parts are. */
  href?: string;
}

interface RankingProps {
  /** Unique on the page. */
  id: string;
  title: string;
  /** One sentence that says what the chart shows. */
  summary: string;
  /** The largest first. */
  values: readonly RankedValue[];
  format: ValueFormat;
  /** Stands below the list: what was left out, for example. */
  children?: ReactNode;
}

/**
 * Bars below each other with their names and values in words: for things with long names, such as categories. Being a
 * list with every value, it needs no table behind it.
 */
export function Ranking({ id, title, summary, values, format, children }: RankingProps) {
  const most = Math.max(1, ...values.map(({ value }) => value));
  return (
    <figure className="flex min-w-0 flex-col gap-3" aria-labelledby={`${id}-title`}>
      <figcaption className="flex flex-col gap-0.5">
        <strong id={`${id}-title`}>{title}</strong>
        <span className="text-muted">{summary}</span>
      </figcaption>
      <ul className="flex flex-col gap-2.5">
        {values.map(({ key, name, value, href }) => (
          <li key={key} className="flex flex-col gap-1">
            <span className="flex justify-between gap-4">
              {href ? (
                <a href={href} className="link min-w-0 truncate">
                  {name}
                </a>
              ) : (
                <span className="min-w-0 truncate">{name}</span>
              )}
              <span className="tabular-nums">{format.write(value)}</span>
            </span>
            <svg aria-hidden="true" width="100%" height="8">
              <rect width="100%" height="8" rx="2" className="fill-sunken" />
              <rect width={percent(Math.max(0, value) / most)} height="8" rx="2" className="fill-accent" />
            </svg>
          </li>
        ))}
      </ul>
      {children}
    </figure>
  );
}
