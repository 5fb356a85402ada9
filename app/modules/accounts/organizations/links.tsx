import { Icon, type IconName } from '~/components/ui/icon.tsx';
import type { OrganizationRole } from '~/modules/accounts/people/roles.ts';

interface OrganizationLink {
  href: string;
  label: string;
  description: string;
  icon: IconName;
  ownersOnly?: boolean;
}

const links: OrganizationLink[] = [
  {
    href: '/organization/audit',
    label: 'Audit trail',
    description: 'Who changed what, and when',
    icon: 'book-search',
  },
  {
    href: '/organization/spending-limit',
    label: 'Spending limit',
    description: 'What admins may order in a month',
    icon: 'wallet',
  },
  {
    href: '/organization/export',
    label: 'Export',
    description: 'Everything the organization has here, as files',
    icon: 'package',
    ownersOnly: true,
  },
];

/** The pages below the organization's own, for those who manage it. */
export function OrganizationLinks({ role }: { role: OrganizationRole }) {
  return (
    <ul className="grid gap-3 sm:grid-cols-2">
      {links
        .filter(({ ownersOnly }) => role === 'OWNER' || !ownersOnly)
        .map(({ href, label, description, icon }) => (
          <li key={href}>
            <a href={href} className="card flex items-center gap-3 p-4 hover:border-line-strong">
              <Icon name={icon} className="icon size-5 text-muted" />
              <span>
                <span className="block font-medium">{label}</span>
                <span className="block text-muted">{description}</span>
              </span>
            </a>
          </li>
        ))}
    </ul>
  );
}
