import type { QueryHandle, Viewer } from '#db/request-db.server.ts';
import type { GuestCart } from '../../services/cookies.server.ts';
import { type PricedLine, priceGuestCart, priceViewerCart } from './priced-cart.server.ts';

/** Queries for the cart of whoever is looking. Who that is comes with the same answer, so both carts are asked for. */
export function readPlan(handle: QueryHandle, guestCart: GuestCart) {
  return { viewerLines: priceViewerCart(handle), guestLines: priceGuestCart(handle, guestCart) };
}

/** The lines that count: a guest's cart means nothing once somebody is signed in. */
export function choosePlan(answer: {
  viewer: Viewer | null;
  viewerLines: PricedLine[];
  guestLines: PricedLine[];
}): PricedLine[] {
  return answer.viewer ? answer.viewerLines : answer.guestLines;
}
