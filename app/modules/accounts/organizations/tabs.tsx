import { useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Notice } from '~/components/ui/notice.tsx';
import { useViewer } from '~/components/ui/use-viewer.ts';
import { isManager, type OrganizationRole } from '~/modules/accounts/people/roles.ts';
import { formatDate } from '~/utils/dates.ts';

interface OrganizationTab {
  href: string;
  label: string;
  /** Who finds it; everybody of the organization where it is left out. */
  isFor?: (role: OrganizationRole) => boolean;
}

/** The pages of an organization, in their order. */
const tabs: readonly OrganizationTab[] = [
  { href: '/organization', label: 'People' },
  { href: '/organization/plan', label: 'Plan' },
  { href: '/organization/billing', label: 'Billing', isFor: isManager },
  { href: '/organization/security', label: 'Security', isFor: isManager },
  { href: '/organization/data', label: 'Data', isFor: (role) => role === 'OWNER' },
  { href: '/organization/audit', label: 'Audit', isFor: isManager },
];

/** Links the pages of the viewer's organization with one another, and says on all of them when it closes. */
export function OrganizationTabs(): ReactNode {
  const viewer = useViewer();
  const { pathname } = useLocation();
  const { organization, role } = viewer ?? {};
  if (!organization || !role) return null;
  const found = tabs.filter(({ isFor }) => isFor?.(role) ?? true);
  return (
    <>
      {organization.closingAt !== null && <ClosingNotice closingAt={organization.closingAt} role={role} />}
      {found.length > 1 && (
        // They wrap instead of scrolling: the current one is in sight on a phone, too.
        <nav aria-label="Organization" className="no-print border-b border-line pb-1">
          <ul className="flex flex-wrap gap-1">
            {found.map(({ href, label }) => (
              <li key={href}>
                <a href={href} aria-current={pathname === href ? 'page' : undefined} className="navigation-link">
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </>
  );
}

function ClosingNotice({ closingAt, role }: { closingAt: string; role: OrganizationRole }) {
  return (
    <Notice kind="warning" title={`This organization closes on ${formatDate(closingAt)}`}>
      <p>
        On that day its data goes for good, but for orders, invoices and credit notes.{' '}
        {role === 'OWNER' ? (
          <>
            Until then you can{' '}
            <a className="link" href="/organization/data">
              keep it open
            </a>{' '}
            or take everything with you.
          </>
        ) : (
          'Until then an owner can keep it open.'
        )}
      </p>
    </Notice>
  );
}
