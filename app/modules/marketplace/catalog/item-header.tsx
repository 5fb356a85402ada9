import type { ReactNode } from 'react';
import type { ToolCategory } from '../labels.ts';
import { ItemIcon } from './item-icon.tsx';

/** A tool or bundle at the head of its own page, in one line and a few tags. */
export function ItemHeader({
  item: { icon, name, description, category },
  children,
}: {
  /** A bundle has no category. */
  item: { icon: string; name: string; description: string; category?: ToolCategory };
  children: ReactNode;
}) {
  return (
    <header className="flex items-start gap-4">
      <ItemIcon icon={icon} category={category} isLarge />
      <div className="min-w-0">
        <h1>{name}</h1>
        <p className="mt-1.5 max-w-prose text-base text-pretty text-muted">{description}</p>
        <p className="mt-3 flex flex-wrap items-center gap-1.5">{children}</p>
      </div>
    </header>
  );
}
