import { sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { catalogVersion } from '#db/schema/index.ts';
import { listCartIds, priceBundles, priceCart } from '~/modules/marketplace/cart/queries.server.ts';
import { findNextCharge, findUsage } from '~/modules/marketplace/purchases/owned-tool-queries.server.ts';
import { findOwnReview } from '~/modules/marketplace/reviews/queries.server.ts';
import type { GuestCart } from '~/services/cookies.server.ts';
import { bundlesOnPage, popularBundles } from './bundle-queries.server.ts';

// What public pages ask for their viewer alone, page by page. Everything else on them is the same for everybody.

/** How the shop stands for the viewer, and the version of the catalog, which changes with whatever public pages say about it. */
const chooseStanding = (guestCart: GuestCart) => ({
  version: catalogVersion.version,
  owned: sql<string[]>`array(select app.owned_tool_ids(app.current_organization_id()))`,
  inCart: sql<string[]>`array(${listCartIds(guestCart)})`,
});

const readStanding = (handle: QueryHandle, guestCart: GuestCart) => ({
  standing: handle.select(chooseStanding(guestCart)).from(catalogVersion),
});

/** How it stands for the list of tools, with the cart beside it. */
export function readToolsShop(handle: QueryHandle, guestCart: GuestCart) {
  return { ...readStanding(handle, guestCart), lines: priceCart(handle, guestCart) };
}

/** The same for the front page. */
export function readFrontShop(handle: QueryHandle, guestCart: GuestCart) {
  return { ...readStanding(handle, guestCart), offers: priceBundles(handle, popularBundles) };
}

/** The same for a page of the list of bundles. */
export function readBundlesShop(handle: QueryHandle, guestCart: GuestCart, page: number) {
  return { ...readStanding(handle, guestCart), offers: priceBundles(handle, bundlesOnPage(page)) };
}

/** The same for the page of a bundle. */
export function readBundleShop(handle: QueryHandle, guestCart: GuestCart, slug: string) {
  return { ...readStanding(handle, guestCart), offers: priceBundles(handle, [slug]) };
}

/** The same for the page of a tool, by its address. */
export function readToolShop(handle: QueryHandle, guestCart: GuestCart, slug: string) {
  return {
    standing: handle
      .select({
        ...chooseStanding(guestCart),
        seatsTaken: sql<number>`(select count(*)::integer from tool_seats
          where organization_id = app.current_organization_id() and tool_id = app.find_tool(${slug}))`,
      })
      .from(catalogVersion),
    ownReview: findOwnReview(handle, slug),
    usage: findUsage(handle, slug),
    charge: findNextCharge(handle, slug),
  };
}

/** The version of the catalog. */
export function readCatalogVersion(handle: QueryHandle) {
  return handle.select({ version: catalogVersion.version }).from(catalogVersion);
}
