import type { ReactNode } from 'react';
import { useRootData } from '~/components/ui/use-viewer.ts';
import { Places } from './places.tsx';

/** A page of the platform's administration, with the sections beside it that the viewer's roles open. */
export function AdminLayout({ children }: { children: ReactNode }) {
  return (
    <Places title="Administration" places={useRootData()?.administration?.places ?? []}>
      {children}
    </Places>
  );
}
