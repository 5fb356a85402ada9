import type { ReactNode } from 'react';
import { ToolIcon } from '~/components/ui/icon.tsx';

/** A tool or bundle at the head of its own page, in one line and a few tags. */
export function ItemHeader({
  item: { icon, name, description },
  children,
}: {
  item: { icon: string; name: string; description: string };
  children: ReactNode;
}) {
  return (
    <header className="flex items-start gap-4">
      <span className="icon-tile size-12">
        <ToolIcon name={icon} className="icon size-6" />
      </span>
      <div className="min-w-0">
        <h1>{name}</h1>
        <p className="mt-1.5 max-w-prose text-base text-pretty text-muted">{description}</p>
        <p className="mt-3 flex flex-wrap items-center gap-1.5">{children}</p>
      </div>
    </header>
  );
}
