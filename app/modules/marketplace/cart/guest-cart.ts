import type { GuestCart } from '~/services/cookies.server.ts';
import type { CartItem } from './schema.ts';

/** A cookie holds 4 kB; forty lines stay well below it. */
export const guestCartCapacity = 40;

const listOf = { TOOL: 'tools', BUNDLE: 'bundles' } as const;

/** Whether the cart holds the item. */
export function holdsItem(cart: GuestCart, { kind, id }: CartItem): boolean {
  return cart[listOf[kind]].some((line) => line.id === id);
}

/** Whether there is no room for another line. */
export function isFull(cart: GuestCart): boolean {
  return cart.tools.length + cart.bundles.length >= guestCartCapacity;
}

/** The cart with the item at the end; unchanged when it holds the item already. Price in cents. */
export function addItem(cart: GuestCart, item: CartItem, price: number): GuestCart {
  if (holdsItem(cart, item)) return cart;
  const list = listOf[item.kind];
  return { ...cart, [list]: [...cart[list], { id: item.id, price }] };
}

/** The cart without the item. */
export function removeItem(cart: GuestCart, item: CartItem): GuestCart {
  const list = listOf[item.kind];
  return { ...cart, [list]: cart[list].filter((line) => line.id !== item.id) };
}

/** The cart with today's prices (cents, by id) as the prices that were shown. */
export function acceptPrices(cart: GuestCart, prices: ReadonlyMap<string, number>): GuestCart {
  const accept = (line: GuestCart['tools'][number]) => ({ ...line, price: prices.get(line.id) ?? line.price });
  return { tools: cart.tools.map(accept), bundles: cart.bundles.map(accept) };
}
