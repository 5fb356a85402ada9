import type { ReactNode } from 'react';
import { LinkButton } from '~/components/ui/button.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import type { ModulePlace } from '~/modules/module.ts';
import type { UnlockedModule } from '~/modules/registry.ts';
import { Places } from './places.tsx';

/**
 * Frames every page of a module: its navigation, and a line for viewers who may only look.
 * @param places  those the viewer finds; all by default
 */
export function ModuleLayout({
  module: { unlockedBy },
  mayWrite,
  places = unlockedBy.places,
  children,
}: {
  module: UnlockedModule;
  mayWrite: boolean;
  places?: readonly (ModulePlace & { waiting?: number })[];
  children: ReactNode;
}) {
  return (
    <Places title={unlockedBy.title} places={[...places]}>
      {!mayWrite && (
        <Notice title="You are looking on">
          <p>Viewers see everything here and change nothing.</p>
        </Notice>
      )}
      {children}
    </Places>
  );
}

/** The first page of a module: what it holds for the organization so far. */
export function ModulePage({
  module: { unlockedBy },
  description,
  children,
}: {
  module: UnlockedModule;
  description: string;
  children: ReactNode;
}) {
  return (
    <>
      <Breadcrumbs links={[{ href: '/my-tools', label: 'My tools' }]} current={unlockedBy.title} />
      <PageHeader
        title={unlockedBy.title}
        description={description}
        actions={<LinkButton href={`/my-tools/${unlockedBy.tool}`}>Seats and usage</LinkButton>}
      />
      {children}
    </>
  );
}
