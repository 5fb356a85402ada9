import type { OrganizationRole, SubscriptionTier } from '#db/request-db.server.ts';
import { LinkButton } from '~/components/ui/button.tsx';
import { Card, EmptyState } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { nameManagers } from '~/modules/accounts/people/roles.ts';
import type { PricedLine } from '~/modules/marketplace/cart/queries.server.ts';
import { SendRequestForm } from '~/modules/marketplace/cart/send-request-form.tsx';
import { Totals } from '~/modules/marketplace/cart/totals.tsx';
import { EmptyCheckout } from './empty.tsx';
import { CheckoutLines } from './lines.tsx';

interface WithoutOrderingProps {
  /** Null for somebody who works for no organization. */
  role: OrganizationRole | null;
  /** Of the viewer's cart; none for those who hold none. */
  lines: readonly PricedLine[];
  tier: SubscriptionTier;
  /** Names of those who order for the organization. */
  managers: readonly string[];
}

/** The checkout of somebody who does not order: a MEMBER sends the same cart to who does, the others read who that is. */
export function WithoutOrdering({ role, lines, tier, managers }: WithoutOrderingProps) {
  if (role === null) {
    return (
      <EmptyState
        icon="building-complex"
        title="Tools are bought for an organization"
        actions={
          <>
            <LinkButton variant="primary" href="/organization/new">
              New organization
            </LinkButton>
            <LinkButton href="/tools">Browse tools</LinkButton>
          </>
        }
      >
        You belong to none, so there is nothing to order with this account. Make an organization for your business, or
        ask an owner or admin of yours to invite you.
      </EmptyState>
    );
  }
  if (role === 'VIEWER') {
    return (
      <EmptyState
        icon="lock"
        title="Viewers do not order"
        actions={
          <>
            <LinkButton variant="primary" href="/tools">
              Browse tools
            </LinkButton>
            <LinkButton href="/home">Home</LinkButton>
          </>
        }
      >
        {`You look at everything here and change nothing. Tell ${nameManagers(managers, 'disjunction')} what you need, and they can order it.`}
      </EmptyState>
    );
  }
  if (lines.length === 0) return <EmptyCheckout elsewhere={{ href: '/requests', label: 'See your requests' }} />;
  return (
    <>
      <Notice title="Owners and admins order for your organization">
        <p>Send them what is in your cart, and say why. You get an email when it is decided.</p>
      </Notice>
      <Card className="grid items-start gap-6 p-5 md:grid-cols-2">
        <div>
          <h2>Your request</h2>
          <CheckoutLines lines={lines} tier={tier} source="cart" />
          <Totals lines={lines} />
        </div>
        {lines.some(({ state }) => state === 'CHARGED') ? (
          <SendRequestForm recipients={nameManagers(managers)} />
        ) : (
          <Notice kind="warning">
            <p>
              Nothing of this can be bought. <a href="/cart">Remove it</a> and add other tools.
            </p>
          </Notice>
        )}
      </Card>
    </>
  );
}
