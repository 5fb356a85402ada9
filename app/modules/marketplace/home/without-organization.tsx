import type { PlatformRole } from '#db/schema/index.ts';
import { LinkButton } from '~/components/ui/button.tsx';
import { Icon } from '~/components/ui/icon.tsx';
import { EmptyState } from '~/components/ui/layout.tsx';
import { listPlatformPlaces } from '~/modules/accounts/platform/places.ts';
import { HomeSection } from './section.tsx';

/** The first page of somebody who works for no organization: their places in the administration, and how to come to an organization. */
export function WithoutOrganization({ platformRoles }: { platformRoles: readonly PlatformRole[] }) {
  const places = listPlatformPlaces(platformRoles);
  return (
    <>
      {places.length > 0 && (
        <HomeSection id="administration" title="Administration">
          <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
            {places.map(({ href, label, icon }) => (
              <li key={href}>
                <a
                  href={href}
                  className="card flex min-h-14 items-center gap-3 px-4 font-medium hover:border-line-strong"
                >
                  <Icon name={icon} className="icon text-muted" />
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </HomeSection>
      )}
      <EmptyState
        icon="building-complex"
        title="You belong to no organization"
        actions={
          <>
            <LinkButton variant={places.length > 0 ? 'secondary' : 'primary'} href="/organization/new">
              New organization
            </LinkButton>
            <LinkButton href="/tools">Browse tools</LinkButton>
          </>
        }
      >
        Tools are bought for an organization, and its people work with them. Make one for your business. If it uses
        Lotline already, ask an owner or admin there to invite you, and open the link in the invitation.
      </EmptyState>
    </>
  );
}
