import { buttonClass, LinkButton } from './button.tsx';
import { Icon } from './icon.tsx';

/** Steps through the pages of a list; nothing when there is only one. */
export function Pagination({
  page,
  pages,
  hrefOf,
  label = 'Pages',
}: {
  page: number;
  pages: number;
  hrefOf: (page: number) => string;
  label?: string;
}) {
  if (pages <= 1) return null;
  const step = buttonClass({ size: 'small' });
  return (
    <nav aria-label={label} className="flex items-center justify-between gap-4">
      <p className="text-muted tabular-nums">{`Page ${page} of ${pages}`}</p>
      <div className="flex gap-2">
        {page > 1 && (
          <a href={hrefOf(page - 1)} rel="prev" className={step}>
            <Icon name="chevron-left" className="icon size-4" />
            Previous
          </a>
        )}
        {page < pages && (
          <a href={hrefOf(page + 1)} rel="next" className={step}>
            Next
            <Icon name="chevron-right" className="icon size-4" />
          </a>
        )}
      </div>
    </nav>
  );
}

interface Step {
  href: string;
  label: string;
  /** `prev` where it leads to the page right before this one, and not to the first. */
  rel?: 'prev';
}

/** Steps through a list whose pages are not counted; nothing when there is only one. */
export function Steps({ label, back, next }: { label: string; back: Step | false; next: Step | false }) {
  if (!back && !next) return null;
  return (
    <nav aria-label={label} className="flex gap-2">
      {back && (
        <LinkButton size="small" rel={back.rel} href={back.href}>
          {back.label}
        </LinkButton>
      )}
      {next && (
        <LinkButton size="small" rel="next" href={next.href}>
          {next.label}
        </LinkButton>
      )}
    </nav>
  );
}
