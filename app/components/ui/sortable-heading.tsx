import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import type { Sort } from './sorting.ts';

/**
 * The heading of a column that a list can be sorted by: a link that sorts, and turns the order around where it is sorted already.
 * @param href  the list in the order that the heading leads to
 */
export function SortableHeading<Column extends string>({
  column,
  sort,
  href,
  isNumber = false,
  children,
}: {
  column: Column;
  sort: Sort<Column>;
  href: string;
  isNumber?: boolean;
  children: ReactNode;
}) {
  const isCurrent = sort.column === column;
  const isUp = sort.direction === 'asc';
  return (
    <th
      scope="col"
      className={isNumber ? 'number' : undefined}
      aria-sort={isCurrent ? (isUp ? 'ascending' : 'descending') : undefined}
    >
      <a
        href={href}
        className="inline-flex min-h-11 items-center gap-1 rounded-sm whitespace-nowrap hover:text-ink hover:underline md:min-h-6"
      >
        {children}
        {isCurrent && <Icon name={isUp ? 'chevron-up' : 'chevron-down'} className="icon size-3.5" />}
      </a>
    </th>
  );
}
