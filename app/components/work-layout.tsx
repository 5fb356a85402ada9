import { useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './ui/icon.tsx';
import { useViewer } from './use-viewer.ts';

const places: { href: string; label: string; icon: IconName }[] = [
  { href: '/my-tools', label: 'My tools', icon: 'layout-dashboard' },
  { href: '/orders', label: 'Orders', icon: 'receipt' },
  { href: '/organization', label: 'Organization', icon: 'users-round' },
];

/** A page people work in: the organization's own places on the left, a row above the page on a phone. */
export function WorkLayout({ children }: { children: ReactNode }) {
  const organization = useViewer()?.organization;
  const { pathname } = useLocation();
  return (
    <div className="page grid gap-6 py-6 lg:grid-cols-[13rem_minmax(0,1fr)] lg:gap-10 lg:py-10">
      <nav aria-label={organization?.name ?? 'Your organization'} className="no-print">
        <p className="mb-2 hidden truncate px-2.5 font-semibold lg:block">{organization?.name}</p>
        <ul className="-mx-4 flex gap-0.5 overflow-x-auto px-4 lg:mx-0 lg:flex-col lg:px-0">
          {places.map(({ href, label, icon }) => (
            <li key={href}>
              <a
                href={href}
                aria-current={pathname === href ? 'page' : pathname.startsWith(`${href}/`) ? true : undefined}
                className="navigation-link"
              >
                <Icon name={icon} className="icon size-4" />
                {label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="flex min-w-0 flex-col gap-6">{children}</div>
    </div>
  );
}
