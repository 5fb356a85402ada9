import type { Place } from './places.tsx';

/**
 * The places of somebody's organization, in the order in which every menu has them.
 * @param waiting  purchase requests that wait for the viewer's decision
 */
export function listOrganizationPlaces(waiting: number): Place[] {
  return [
    { href: '/my-tools', label: 'My tools', icon: 'layout-dashboard' },
    { href: '/orders', label: 'Orders', icon: 'receipt' },
    { href: '/purchases', label: 'Purchases', icon: 'package' },
    { href: '/requests', label: 'Requests', icon: 'message-circle-plus', waiting },
    { href: '/organization', label: 'Organization', icon: 'building-complex' },
  ];
}
