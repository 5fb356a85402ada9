import type { ReactNode } from 'react';
import { useRootData } from '~/components/ui/use-viewer.ts';
import { type Place, Places } from './places.tsx';

/** The layout of a page people work in, with the links of their organization beside it. */
export function WorkLayout({ children }: { children: ReactNode }) {
  const rootData = useRootData();
  const places: Place[] = [
    { href: '/home', label: 'Home', icon: 'house' },
    { href: '/my-tools', label: 'My tools', icon: 'layout-dashboard' },
    { href: '/orders', label: 'Orders', icon: 'receipt' },
    { href: '/purchases', label: 'Purchases', icon: 'package' },
    {
      href: '/requests',
      label: 'Requests',
      icon: 'message-circle-plus',
      waiting: rootData?.waitingRequests,
    },
    { href: '/organization', label: 'Organization', icon: 'users-round' },
  ];
  return (
    <Places title={rootData?.viewer?.organization?.name ?? 'Your organization'} places={places}>
      {children}
    </Places>
  );
}
