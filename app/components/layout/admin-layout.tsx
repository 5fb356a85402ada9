import type { ReactNode } from 'react';
import { type Place, Places } from './places.tsx';

const places: Place[] = [
  { href: '/admin/tools', label: 'Tools', icon: 'blocks' },
  { href: '/admin/bundles', label: 'Bundles', icon: 'package' },
  { href: '/admin/orders', label: 'Orders', icon: 'receipt' },
  { href: '/admin/overdue', label: 'Overdue', icon: 'alarm-clock' },
  { href: '/admin/payments', label: 'Payments', icon: 'wallet' },
  { href: '/admin/reviews', label: 'Reviews', icon: 'message-square-quote' },
  { href: '/admin/organizations', label: 'Organizations', icon: 'building-complex' },
  { href: '/admin/audit', label: 'Audit trail', icon: 'book-search' },
  { href: '/admin/settings', label: 'Settings', icon: 'file-pen-line' },
];

/** A page of the platform's administration, with its sections beside it. */
export function AdminLayout({ children }: { children: ReactNode }) {
  return (
    <Places title="Administration" places={places}>
      {children}
    </Places>
  );
}
