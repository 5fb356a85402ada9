import type { ReactNode } from 'react';
import { useRootData } from '~/components/ui/use-viewer.ts';
import { listOrganizationPlaces } from './organization-places.ts';
import { type Place, Places } from './places.tsx';

/** The layout of a page people work in, with the links of their organization beside it. */
export function WorkLayout({ children }: { children: ReactNode }) {
  const rootData = useRootData();
  const places: Place[] = [
    { href: '/home', label: 'Home', icon: 'house' },
    ...listOrganizationPlaces(rootData?.waitingRequests ?? 0),
  ];
  return (
    <Places title={rootData?.viewer?.organization?.name ?? 'Your organization'} places={places}>
      {children}
    </Places>
  );
}
