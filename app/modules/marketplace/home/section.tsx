import type { ReactNode } from 'react';

/** The class of a link to one thing of a list: as high as a finger on a phone. */
export const rowLink = 'inline-flex min-h-6 items-center rounded-sm font-medium hover:underline max-md:min-h-11';

/**
 * A part of the first page: its heading, and a link to the whole of what it shows some of.
 * @param id  of the heading
 */
export function HomeSection({
  id,
  title,
  all,
  children,
}: {
  id: string;
  title: string;
  all?: { href: string; label: string };
  children: ReactNode;
}) {
  return (
    <section aria-labelledby={id} className="flex min-w-0 flex-col gap-3">
      <div className="flex items-baseline justify-between gap-4">
        <h2 id={id}>{title}</h2>
        {all && (
          <a href={all.href} className="link inline-flex min-h-6 shrink-0 items-center max-md:min-h-11">
            {all.label}
          </a>
        )}
      </div>
      {children}
    </section>
  );
}
