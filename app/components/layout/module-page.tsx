import type { ReactNode } from 'react';
import { LinkButton } from '~/components/ui/button.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { WorkLayout } from './work-layout.tsx';

/** The first page of a module: what it holds for the organization so far. */
export function ModulePage({
  title,
  description,
  toolSlug,
  children,
}: {
  title: string;
  description: string;
  /** Of the tool that unlocks the module. */
  toolSlug: string;
  children: ReactNode;
}) {
  return (
    <WorkLayout>
      <Breadcrumbs links={[{ href: '/my-tools', label: 'My tools' }]} current={title} />
      <PageHeader
        title={title}
        description={description}
        actions={<LinkButton href={`/my-tools/${toolSlug}`}>Seats and usage</LinkButton>}
      />
      {children}
    </WorkLayout>
  );
}

/** A part of a module's page; says so where there is nothing to show yet. The table in it is the landmark of that name. */
export function ModuleSection({ title, isEmpty, children }: { title: string; isEmpty: boolean; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-3">
      <h2>{title}</h2>
      {isEmpty ? <p className="text-muted">Nothing here yet.</p> : children}
    </section>
  );
}
