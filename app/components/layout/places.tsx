import { useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Icon, type IconName } from '~/components/ui/icon.tsx';
import { WaitingCount } from './waiting-count.tsx';

/** A page of a group. Every page of the group links to it. */
export interface Place {
  href: string;
  label: string;
  icon: IconName;
  /** The number of things that wait there for the viewer; shown unless it is 0. */
  waiting?: number;
}

/** A page with the places of its group on the left, a row above the page on a phone. */
export function Places({ title, places, children }: { title: string; places: Place[]; children: ReactNode }) {
  const { pathname } = useLocation();
  // The place that is furthest down the path to the page: the first page of a module is above all others.
  const [within] = places
    .filter(({ href }) => pathname.startsWith(`${href}/`))
    .toSorted((one, other) => other.href.length - one.href.length);
  const isPlace = places.some(({ href }) => href === pathname);
  return (
    <div className="page grid grid-cols-1 gap-6 py-6 lg:grid-cols-[13rem_minmax(0,1fr)] lg:gap-10 lg:py-10 print:block print:p-0">
      <nav aria-label={title} className="no-print">
        <p className="mb-2 hidden truncate px-2.5 font-semibold lg:block"><bdi>{title}</bdi></p>
        <ul className="relative -mx-4 flex gap-0.5 overflow-x-auto px-4 lg:mx-0 lg:flex-col lg:px-0">
          {places.map(({ href, label, icon, waiting = 0 }) => (
            <li key={href}>
              <a
                href={href}
                aria-current={pathname === href ? 'page' : !isPlace && within?.href === href ? true : undefined}
                className="navigation-link"
              >
                <Icon name={icon} className="icon size-4" />
                {label}
                <WaitingCount count={waiting} />
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="flex min-w-0 flex-col gap-6">{children}</div>
    </div>
  );
}
