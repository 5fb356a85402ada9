import { type SQL, sql } from 'drizzle-orm';
import { callFunction, type Outcome } from '#db/call-function.server.ts';
import type { QueryHandle, SubscriptionTier } from '#db/request-db.server.ts';
import type { PriceModel } from '~/modules/marketplace/labels.ts';
import type { UsageTerms } from '~/modules/marketplace/uses/terms.ts';
import type { GuestCart } from '~/services/cookies.server.ts';
import type { CartItem } from './schema.ts';

/** A tool that a line of a cart would give, in cents, or why it does not: OWNED already, INCLUDED in another line, NOT_SOLD now. */
export interface PricedTool extends UsageTerms {
  id: string;
  name: string;
  state: 'CHARGED' | 'INCLUDED' | 'OWNED' | 'NOT_SOLD' | 'TIER_TOO_LOW';
  priceModel: PriceModel;
  listPrice: number;
  /** Its share of the line's price. */
  price: number;
  /** The price of each further period at today's prices; null where there is none. */
  renewalPrice: number | null;
  /** The day of the first renewal (UTC) if it is bought today; null where there is none. */
  renewsOn: string | null;
}

/** One line of a cart at today's prices, in cents; `app.price_cart` decides all of it. */
export interface PricedLine {
  kind: 'TOOL' | 'BUNDLE';
  id: string;
  slug: string | null;
  name: string | null;
  icon: string | null;
  state: 'CHARGED' | 'INCLUDED' | 'OWNED' | 'NOT_SOLD' | 'TIER_TOO_LOW';
  includedIn: string | null;
  requiredTier: SubscriptionTier | null;
  priceModel: PriceModel | null;
  priceSeen: number;
  listPrice: number;
  credit: number;
  price: number;
  /** The tool itself, or the tools of a bundle in their order. */
  tools: PricedTool[];
}

function pricedLines(handle: QueryHandle, from: SQL) {
  return handle
    .select({
      kind: sql<PricedLine['kind']>`line.kind`,
      id: sql<string>`line.id`,
      slug: sql<string | null>`line.slug`,
      name: sql<string | null>`line.name`,
      icon: sql<string | null>`line.icon`,
      state: sql<PricedLine['state']>`line.state`,
      includedIn: sql<string | null>`line.included_in`,
      requiredTier: sql<SubscriptionTier | null>`line.required_tier`,
      priceModel: sql<PriceModel | null>`line.price_model`,
      priceSeen: sql<number>`line.price_seen`,
      listPrice: sql<number>`line.list_price`,
      credit: sql<number>`line.credit`,
      price: sql<number>`line.price`,
      tools: sql<PricedTool[]>`line.tools`,
    })
    .from(from);
}

/** The viewer's own cart, priced for their organization; no rows for somebody without one. */
export function priceViewerCart(handle: QueryHandle) {
  return pricedLines(
    handle,
    sql`shopping_carts cart cross join lateral app.price_cart(cart.organization_id, cart.tools, cart.bundles) line`,
  );
}

/** A purchase request of the viewer's organization, priced for it; the price seen is that of when it was sent. */
export function priceRequest(handle: QueryHandle, id: string) {
  return pricedLines(
    handle,
    sql`(select * from purchase_requests where id = ${id}) request
      cross join lateral app.price_cart(request.organization_id, request.tools, request.bundles) line`,
  );
}

/** Finds the cart of whoever is looking: the viewer's own, or what a guest's cookie holds for nobody in particular. */
const findCart = (guestCart: GuestCart) => sql`
  select organization_id, tools, bundles from shopping_carts
  union all
  select null, ${JSON.stringify(guestCart.tools)}::jsonb, ${JSON.stringify(guestCart.bundles)}::jsonb where app.current_user_id() is null`;

/** The cart of whoever is looking, priced. */
export function priceCart(handle: QueryHandle, guestCart: GuestCart) {
  return pricedLines(
    handle,
    sql`(${findCart(guestCart)}) cart cross join lateral app.price_cart(cart.organization_id, cart.tools, cart.bundles) line`,
  );
}

/** A query for the ids of all that is in the cart of whoever is looking: its tools and bundles, and the tools of its bundles. */
export function listCartIds(guestCart: GuestCart): SQL {
  return sql`with cart as (${findCart(guestCart)})
    select (item ->> 'id')::uuid from cart cross join lateral jsonb_array_elements(tools || bundles) item
    union all
    select tool_id from cart cross join lateral jsonb_array_elements(bundles) item
    join bundle_tools on bundle_id = (item ->> 'id')::uuid`;
}

/** A guest's cart, priced for nobody in particular. */
export function priceGuestCart(handle: QueryHandle, cart: GuestCart) {
  return pricedLines(
    handle,
    sql`app.price_cart(null, ${JSON.stringify(cart.tools)}::jsonb, ${JSON.stringify(cart.bundles)}::jsonb) line`,
  );
}

/**
 * Bundles, each as if it were the only line of a cart of the viewer's organization: what it would credit and charge today.
 * @param slugs  only these, or those that a query finds
 */
export function priceBundles(handle: QueryHandle, slugs: string[] | SQL) {
  const wanted = Array.isArray(slugs) ? sql.param(slugs) : sql`array(${slugs})`;
  return pricedLines(
    handle,
    sql`app.price_cart(app.current_organization_id(), '[]',
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'price', bundle_price)), '[]') from tool_bundles where slug = any (${wanted}::text[])),
      true) line`,
  );
}

/** Answers of adding an item. Only `ADDED` puts it into the cart, or found it there. */
export type AddOutcome = Outcome<'add_to_cart'>;

/** Tells the answer of adding an item to a guest's cart, with the price (cents) to remember. */
export function checkGuestItem(handle: QueryHandle, { kind, id }: CartItem) {
  return callFunction(handle, 'check_cart_item', { organizationId: null, kind, id });
}
