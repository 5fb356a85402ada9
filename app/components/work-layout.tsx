import type { ReactNode } from 'react';
import { type Place, Places } from './places.tsx';
import { useViewer } from './use-viewer.ts';

const places: Place[] = [
  { href: '/my-tools', label: 'My tools', icon: 'layout-dashboard' },
  { href: '/orders', label: 'Orders', icon: 'receipt' },
  { href: '/purchases', label: 'Purchases', icon: 'package' },
  { href: '/organization', label: 'Organization', icon: 'users-round' },
];

/** A page people work in, with the organization's own places beside it. */
export function WorkLayout({ children }: { children: ReactNode }) {
  const organization = useViewer()?.organization;
  return (
    <Places title={organization?.name ?? 'Your organization'} places={places}>
      {children}
    </Places>
  );
}
