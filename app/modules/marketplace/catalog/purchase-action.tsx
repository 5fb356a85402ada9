import type { SubscriptionTier } from '#db/request-db.server.ts';
import { type ButtonSize, type ButtonVariant, buttonClass } from '~/components/ui/button.tsx';
import { Icon, type IconName } from '~/components/ui/icon.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { planAddress, planLabels } from '../labels.ts';
import type { PurchaseState } from './purchase-state.ts';

/** A tool or bundle that can be put into the cart. */
export interface PurchaseItem {
  kind: 'TOOL' | 'BUNDLE';
  id: string;
  slug: string;
  name: string;
  requiredTier: SubscriptionTier | null;
}

/** The id of the element that shows an item, for coming back to it. */
function itemAnchor({ kind, slug }: Pick<PurchaseItem, 'kind' | 'slug'>): string {
  return `${kind === 'TOOL' ? 'tool' : 'bundle'}-${slug}`;
}

/**
 * The one thing that the viewer can do about an item, or the reason why there is none.
 * @param address  the address of its page; the form comes back to the item there
 */
export function PurchaseAction({
  item,
  state,
  address,
  variant = 'secondary',
  size = 'small',
}: {
  item: PurchaseItem;
  state: PurchaseState;
  address: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
}) {
  const anchor = itemAnchor(item);
  return (
    <div id={`${anchor}-action`} data-live="" className="purchase-action">
      {state === 'ADD' ? (
        <OrganizationForm action="/cart" data-enhance="">
          <input type="hidden" name="intent" value="add" />
          <input type="hidden" name="kind" value={item.kind} />
          <input type="hidden" name="id" value={item.id} />
          <input type="hidden" name="returnTo" value={`${address}#${anchor}`} />
          <button type="submit" className={buttonClass({ variant, size })}>
            {item.kind === 'TOOL' ? 'Add to cart' : 'Add bundle to cart'}
            <span className="sr-only">{` ${item.name}`}</span>
          </button>
        </OrganizationForm>
      ) : (
        <Standing state={state} item={item} />
      )}
    </div>
  );
}

function Standing({ state, item }: { state: Exclude<PurchaseState, 'ADD'>; item: PurchaseItem }) {
  switch (state) {
    case 'OWNED':
      return <Label icon="circle-check" hue="text-success-ink" text="Owned" />;
    case 'IN_PLAN':
      return <Label icon="check" hue="text-accent-ink" text="In your cart" />;
    case 'NEEDS_TIER':
      return item.requiredTier && <NeededPlan tier={item.requiredTier} />;
    case 'COMING_SOON':
      return <Label text="Coming soon" />;
    case 'NOT_SOLD':
      return <Label text="No longer sold" />;
    // The price says the same.
    case 'ON_REQUEST':
    case 'READ_ONLY':
      return null;
  }
}

/** Says which plan an item needs, and leads to it. */
function NeededPlan({ tier }: { tier: SubscriptionTier }) {
  return (
    <a href={planAddress(tier)} className="standing link text-muted max-md:min-h-11">
      <Icon name="lock" className="icon size-4" />
      {`Needs the ${planLabels[tier]} plan`}
    </a>
  );
}

function Label({ icon, hue = 'text-muted', text }: { icon?: IconName; hue?: string; text: string }) {
  return (
    <p className={`standing ${hue}`}>
      {icon && <Icon name={icon} className="icon size-4" />}
      {text}
    </p>
  );
}
