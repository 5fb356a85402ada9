import type { AppLoadContext } from '@remix-run/cloudflare';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle, RequestDatabase, SubscriptionTier } from '#db/request-db.server.ts';
import { writeOrRefuse } from '~/modules/accounts/guards.server.ts';
import { planLabels } from '~/modules/marketplace/labels.ts';
import { notFound } from '~/services/http.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { acceptPrices, addItem, guestCartCapacity, holdsItem, isFull, removeItem } from './guest-cart.ts';
import { type AddOutcome, checkGuestItem, priceGuestCart } from './queries.server.ts';
import type { CartCommand, CartItem } from './schema.ts';

/**
 * Puts an item into the viewer's cart, at most once. `name` is null for an item that does not exist.
 * Refused by the database (42501) for those who hold no cart: nobody, VIEWER.
 */
export function addToCart(handle: QueryHandle, { kind, id }: CartItem) {
  return callFunction(handle, 'add_to_cart', { kind, id });
}

/** Takes an item out of the viewer's cart; nothing happens when it is not in it. */
export function removeFromCart(handle: QueryHandle, { kind, id }: CartItem) {
  return callFunction(handle, 'remove_from_cart', { kind, id });
}

/** Remembers today's prices as the ones the viewer has seen. */
export function acceptCartPrices(handle: QueryHandle) {
  return callFunction(handle, 'accept_cart_prices', {});
}

/** Done, with what to say and cookies to set; or not, with the reason. */
export type CartCommandOutcome = { message: string; headers?: HeadersInit } | { problem: string };

/**
 * Changes the signed-in viewer's cart.
 * @returns undefined when nobody is signed in after all (the session ended meanwhile)
 * @throws 404 for an item that does not exist, and for those who hold no cart
 */
export async function runViewerCartCommand(
  { database, sessionToken }: AppLoadContext,
  command: CartCommand,
): Promise<CartCommandOutcome | undefined> {
  if (!sessionToken) return undefined;
  return writeOrRefuse(
    database,
    () => changeViewerCart(database, command),
    (viewer) => {
      if (viewer) throw notFound();
      return undefined;
    },
  );
}

async function changeViewerCart(database: RequestDatabase, command: CartCommand): Promise<CartCommandOutcome> {
  switch (command.intent) {
    case 'add': {
      const { added, viewer } = await database.write((handle) => ({ added: addToCart(handle, command) }));
      const item = added[0];
      if (!item?.name) throw notFound();
      return explainAddition(item.outcome, item.name, item.requiredTier, viewer?.organization?.tier);
    }
    case 'remove':
      await database.write((handle) => ({ removed: removeFromCart(handle, command) }));
      return { message: 'Removed from your cart.' };
    case 'accept-prices':
      await database.write((handle) => ({ accepted: acceptCartPrices(handle) }));
      return { message: 'Your cart has the new prices.' };
  }
}

/**
 * Changes the cart in the guest's cookie.
 * @throws 404 for an item that does not exist
 */
export async function runGuestCartCommand(
  { database, cookies, guestCart }: AppLoadContext,
  command: CartCommand,
): Promise<CartCommandOutcome> {
  const save = async (cart: typeof guestCart) => ({ 'Set-Cookie': await cookies.writeGuestCart(cart) });
  switch (command.intent) {
    case 'add': {
      const { checked } = await database.read((handle) => ({ checked: checkGuestItem(handle, command) }));
      const item = checked[0];
      if (!item?.name) throw notFound();
      const full = item.outcome === 'ADDED' && !holdsItem(guestCart, command) && isFull(guestCart);
      const outcome = explainAddition(full ? 'FULL' : item.outcome, item.name);
      return 'problem' in outcome
        ? outcome
        : { ...outcome, headers: await save(addItem(guestCart, command, item.price)) };
    }
    case 'remove':
      return { message: 'Removed from your cart.', headers: await save(removeItem(guestCart, command)) };
    case 'accept-prices': {
      const { lines } = await database.read((handle) => ({ lines: priceGuestCart(handle, guestCart) }));
      const prices = new Map(lines.map((line) => [line.id, line.listPrice]));
      return { message: 'Your cart has the new prices.', headers: await save(acceptPrices(guestCart, prices)) };
    }
  }
}

const namePlan = (tier: SubscriptionTier | null | undefined) =>
  tier ? `the ${planLabels[tier]} plan` : 'another plan';

function explainAddition(
  outcome: AddOutcome,
  name: string,
  requiredTier?: SubscriptionTier | null,
  tier?: SubscriptionTier,
): CartCommandOutcome {
  switch (outcome) {
    case 'ADDED':
      return { message: `${name} is in your cart.` };
    case 'OWNED':
      return { problem: `Your organization owns ${name} already.` };
    case 'NOT_SOLD':
      return { problem: `${name} is not sold at the moment.` };
    case 'TIER_TOO_LOW':
      return {
        problem: `${name} needs ${namePlan(requiredTier)}, and your organization is on ${namePlan(tier)}. Owners and admins ask for an upgrade under Plans.`,
      };
    case 'FULL':
      return {
        problem: tier
          ? 'Your cart holds a hundred items. Check out or remove some first.'
          : `Without an account a cart holds ${guestCartCapacity} items. Sign in to add more.`,
      };
    default:
      return unreachable(outcome);
  }
}
