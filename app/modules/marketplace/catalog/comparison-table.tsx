import type { ReactNode } from 'react';
import { Icon } from '~/components/ui/icon.tsx';
import { countWords } from '~/utils/words.ts';
import type { ComparedGroup } from './comparison-rows.ts';

/** One of the things side by side. */
export interface ComparedColumn {
  /** Unique on the page. */
  id: string;
  /** Its name and its price: they stay in sight. */
  head: ReactNode;
  /** Whether it is the viewer's own, which is in sight first on a phone. */
  isOwn?: boolean;
}

/**
 * Things side by side. Their names and prices stay in sight; on a phone two of them fit, and the others are beside them.
 * @param groups  the rows that are shown; each has a value of every column
 */
export function ComparisonTable({
  label,
  columns,
  groups,
}: {
  label: string;
  columns: readonly ComparedColumn[];
  groups: readonly ComparedGroup[];
}) {
  const size = columns.length > 4 ? 'many' : columns.length > 2 ? 'some' : 'two';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable with the keyboard
    <section className={`card comparison-frame comparison-of-${size}`} aria-label={label} tabIndex={0}>
      <table className="table comparison">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">What is compared</span>
            </th>
            {columns.map(({ id, head, isOwn }) => (
              <th key={id} scope="col" id={id} className={isOwn ? 'is-own' : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(({ title, rows }) => (
          <tbody key={title}>
            {title && (
              <tr>
                <th scope="rowgroup" className="bg-sunken!">
                  {title}
                </th>
                <td colSpan={columns.length} className="bg-sunken" />
              </tr>
            )}
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">{row.title}</th>
                {columns.map(({ id }, index) => (
                  <td key={id}>{row.cells?.[index] ?? row.texts[index]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

/** Says how many rows are left out because they say the same of everything, and leads to the page with them, or back. */
export function RowsChoice({
  leftOut,
  showsAll,
  addresses,
}: {
  leftOut: number;
  showsAll: boolean;
  addresses: { all: string; differing: string };
}) {
  if (!showsAll && leftOut === 0) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-muted">
      {showsAll ? 'Everything is shown.' : `${countWords(leftOut, 'row')} left out: the same of all.`}
      <a
        href={showsAll ? addresses.differing : addresses.all}
        className="link inline-flex min-h-11 items-center md:min-h-6"
      >
        {showsAll ? 'Show only what differs' : 'Show all rows'}
      </a>
    </p>
  );
}

/**
 * A value that is yes or no, as a mark.
 * @param text  the same in words
 */
export function YesOrNo({ isYes, text }: { isYes: boolean; text: string }) {
  return (
    <>
      <Icon name={isYes ? 'check' : 'minus'} className={`icon ${isYes ? 'text-success-ink' : 'text-line-strong'}`} />
      <span className="sr-only">{text}</span>
    </>
  );
}
