import type { ReactNode } from 'react';
import type { Viewer } from '#db/request-db.server.ts';
import { Icon } from '~/components/ui/icon.tsx';
import { usePageAddress } from '~/components/ui/use-viewer.ts';
import { nameOrganizations } from '~/modules/accounts/organizations/names.ts';
import { findCurrent } from './current-place.ts';
import { listOrganizationPlaces } from './organization-places.ts';
import type { Place } from './places.tsx';
import { ThemeForm } from './theme-form.tsx';
import { WaitingCount } from './waiting-count.tsx';

declare module 'react' {
  // React 18 passes these attributes on; only its types lack them.
  interface HTMLAttributes<T> {
    popover?: 'auto';
  }
  interface ButtonHTMLAttributes<T> {
    popovertarget?: string;
  }
}

const menuId = 'account-menu';

/** Shows who is signed in and for which organization; a native popover, so it opens and closes without client code. */
export function AccountMenu({ viewer, waitingRequests }: { viewer: Viewer; waitingRequests: number }) {
  const { user, organization, organizations } = viewer;
  const { pathname } = usePageAddress();
  const others = organizations.filter(({ id }) => id !== organization?.id);
  const names = nameOrganizations(organizations);
  const pages: Place[] = [
    { href: '/home', label: 'Home', icon: 'house' },
    ...(organization ? listOrganizationPlaces(waitingRequests) : []),
    { href: '/account', label: 'Your account', icon: 'user-round' },
  ];
  return (
    <>
      <button type="button" popovertarget={menuId} className="navigation-link">
        <Icon name="user-round" />
        <span className="sr-only">Account: </span>
        <bdi className="max-w-20 truncate sm:max-w-40">{organization?.name ?? user.name}</bdi>
        <Icon name="chevron-down" className="icon size-4" />
      </button>
      <div id={menuId} popover="auto" className="menu">
        <div className="px-2.5 py-2">
          <p className="font-semibold">
            <bdi>{user.name}</bdi>
          </p>
          <p className="truncate text-muted">{user.email}</p>
          {organization && (
            <p className="mt-1 text-muted">
              <bdi>{names.get(organization.id) ?? organization.name}</bdi>
            </p>
          )}
        </div>
        <MenuSection>
          {pages.map(({ href, label, icon, waiting = 0 }) => (
            <a key={href} href={href} aria-current={findCurrent(pathname, href)} className="navigation-link">
              <Icon name={icon} className="icon size-4" />
              {label}
              <WaitingCount count={waiting} />
            </a>
          ))}
        </MenuSection>
        {user.isPlatformAdmin && (
          <MenuSection>
            <a href="/admin" aria-current={findCurrent(pathname, '/admin')} className="navigation-link">
              <Icon name="shield-check" className="icon size-4" />
              Administration
            </a>
          </MenuSection>
        )}
        <MenuSection>
          {others.map(({ id, name }) => (
            <form key={id} method="post" action="/switch-organization">
              <input type="hidden" name="returnTo" value="/home" />
              <button type="submit" name="organizationId" value={id} className="navigation-link w-full text-left">
                <Icon name="repeat-2" className="icon size-4" />
                <span className="truncate">
                  Switch to <bdi>{names.get(id) ?? name}</bdi>
                </span>
              </button>
            </form>
          ))}
          <a href="/organization/new" className="navigation-link">
            <Icon name="plus" className="icon size-4" />
            New organization
          </a>
        </MenuSection>
        <MenuSection>
          <ThemeForm theme={user.theme} />
        </MenuSection>
        <MenuSection>
          <form method="post" action="/logout">
            <button type="submit" className="navigation-link w-full">
              <Icon name="log-out" className="icon size-4" />
              Sign out
            </button>
          </form>
        </MenuSection>
      </div>
    </>
  );
}

function MenuSection({ children }: { children: ReactNode }) {
  return <div className="mt-1.5 border-t border-line pt-1.5 empty:hidden">{children}</div>;
}
