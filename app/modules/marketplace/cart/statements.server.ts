import { sql } from 'drizzle-orm';
import type { QueryHandle, SubscriptionTier } from '#db/request-db.server.ts';
import type { CartItem } from './schema.ts';

/** What became of adding an item: only `ADDED` puts it into the cart (or found it there). */
export type AddOutcome = 'ADDED' | 'OWNED' | 'NOT_SOLD' | 'TIER_TOO_LOW' | 'FULL';

/**
 * Puts an item into the viewer's cart, at most once. `name` is null for an item that does not exist.
 * Refused by the database (42501) for those who hold no cart: nobody, VIEWER.
 */
export function addToCart(handle: QueryHandle, { kind, id }: CartItem) {
  return handle
    .select({
      outcome: sql<AddOutcome>`outcome`,
      name: sql<string | null>`name`,
      requiredTier: sql<SubscriptionTier | null>`required_tier`,
    })
    .from(sql`app.add_to_cart(${kind}, ${id})`);
}

/** What adding an item to a guest's cart would say, with the price (cents) to remember. */
export function checkGuestItem(handle: QueryHandle, { kind, id }: CartItem) {
  return handle
    .select({
      outcome: sql<AddOutcome>`outcome`,
      name: sql<string | null>`name`,
      price: sql<number>`price`,
    })
    .from(sql`app.check_cart_item(null, ${kind}, ${id})`);
}

/** Takes an item out of the viewer's cart; nothing happens when it is not in it. */
export function removeFromCart(handle: QueryHandle, { kind, id }: CartItem) {
  return handle.select({ removed: sql`removed` }).from(sql`app.remove_from_cart(${kind}, ${id}) as removed`);
}

/** Remembers today's prices as the ones the viewer has seen. */
export function acceptCartPrices(handle: QueryHandle) {
  return handle.select({ accepted: sql`accepted` }).from(sql`app.accept_cart_prices() as accepted`);
}
