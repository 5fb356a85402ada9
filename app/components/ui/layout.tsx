import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import { labelCells } from './table-labels.ts';

/** A surface around one subject. */
export function Card({ className = 'p-5', children }: { className?: string; children: ReactNode }) {
  return <div className={`card ${className}`}>{children}</div>;
}

/** The heading of a page, with a sentence below and the page's actions beside it. */
export function PageHeader({
  title,
  description,
  actions,
}: {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
      <div className="min-w-0">
        <h1 className="wrap-anywhere">{title}</h1>
        {description && <p className="mt-1.5 max-w-prose text-base text-pretty text-muted">{description}</p>}
      </div>
      {actions && <div className="no-print flex flex-wrap gap-2">{actions}</div>}
    </div>
  );
}

/** A list without entries: why, and in `children` what to do next. */
export function EmptyState({
  icon = 'inbox',
  title,
  children,
  actions,
}: {
  icon?: IconName;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-xl border border-dashed border-line px-6 py-12 text-center">
      <Icon name={icon} className="icon size-6 text-muted" />
      <h2 className="text-base">{title}</h2>
      {children && <div className="max-w-prose text-pretty text-muted">{children}</div>}
      {actions && <div className="mt-2 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}

/** The path to a page: links to the pages above it, then its own name. */
export function Breadcrumbs({ links, current }: { links: { href: string; label: string }[]; current: string }) {
  return (
    <nav aria-label="Breadcrumbs">
      <ol className="flex flex-wrap items-center gap-1.5 text-muted">
        {links.map(({ href, label }) => (
          <li key={href} className="flex items-center gap-1.5">
            <a href={href} className="rounded-sm hover:text-ink hover:underline">
              {label}
            </a>
            <Icon name="chevron-right" className="icon size-3.5" />
          </li>
        ))}
        <li aria-current="page" className="text-ink wrap-anywhere">
          {current}
        </li>
      </ol>
    </nav>
  );
}

/** Names and values, one pair a row. */
export function DefinitionList({ entries }: { entries: { term: ReactNode; details: ReactNode }[] }) {
  return (
    <dl className="divide-y divide-line">
      {entries.map(({ term, details }, index) => (
        <div key={index} className="flex justify-between gap-4 py-2.5">
          <dt className="text-muted">{term}</dt>
          <dd className="text-right font-medium tabular-nums">{details}</dd>
        </div>
      ))}
    </dl>
  );
}

/**
 * A table on its own surface. Cells of numbers carry the class `number`.
 * @param phone  on a narrow screen a row is a card, with the words of the column before each value, so that no price and no
 *   button lies beyond the edge; a table of figures that are compared scrolls sideways instead
 * @param flush  for a document: without the surface, and smaller on a phone instead of either
 */
export function Table({
  caption,
  phone = 'cards',
  flush = false,
  children,
}: {
  caption: string;
  phone?: 'cards' | 'scroll';
  flush?: boolean;
  children: ReactNode;
}) {
  const areCards = phone === 'cards' && !flush;
  const table = (
    <table className={flush ? 'table flush max-sm:text-xs' : areCards ? 'table row-cards' : 'table'}>
      <caption className="sr-only">{caption}</caption>
      {areCards ? labelCells(children) : children}
    </table>
  );
  if (flush) return table;
  return (
    // Focusable, so that it can be scrolled with the keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable
    <section className="card relative overflow-x-auto" aria-label={caption} tabIndex={0}>
      {table}
    </section>
  );
}
