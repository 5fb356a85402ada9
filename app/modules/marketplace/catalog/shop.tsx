import { createContext, useContext } from 'react';
import type { Viewer } from '#db/request-db.server.ts';
import type { PricedLine } from '~/modules/marketplace/cart/queries.server.ts';
import type { ReviewStatus } from '~/modules/marketplace/reviews/lists.ts';
import { today } from '~/utils/dates.ts';
import type { NextCharge } from './next-charge.ts';
import { decideToolState, type PurchaseState, type ToolForSale } from './purchase-state.ts';

/** How the shop stands for whoever looks at it: what public pages say to their viewer alone. */
export interface Shop {
  viewer: Viewer | null;
  /** Their cart, priced, where the page shows it. */
  lines: PricedLine[];
  /** The ids of all that is in their cart. */
  plan: Set<string>;
  /** The ids of the tools that their organization owns. */
  owned: Set<string>;
  /** Bundles of the page by their ids, each priced as the only line of a cart. */
  offers: Map<string, PricedLine>;
  /** On the page of a tool: how it stands for them. */
  tool: ShownTool;
}

/** How the tool of a page stands for the viewer and their organization. */
export interface ShownTool {
  ownReview: { isOfOrganization: boolean; status: ReviewStatus } | undefined;
  /** The running period of a tool that is paid by use. */
  usage: { usageUnit: string; unitsUsed: number; unitsIncluded: number; cost: number; cap: number | null } | undefined;
  charge: NextCharge | undefined;
  seatsTaken: number;
  /** The day it would be bought (UTC), for whoever might. Not in a page that is kept for everybody: it would be wrong the next day. */
  boughtOn: string | undefined;
}

/** What the database says of the shop, as the queries of `shop-queries.server.ts` name it. */
export interface ShopAnswer {
  viewer: Viewer | null;
  standing: { version: number; owned: string[]; inCart: string[]; seatsTaken?: number }[];
  lines?: PricedLine[];
  offers?: PricedLine[];
  ownReview?: NonNullable<ShownTool['ownReview']>[];
  usage?: NonNullable<ShownTool['usage']>[];
  charge?: NextCharge[];
}

/** Describes the shop by what the database answered. */
export function describeShop({ viewer, standing: [standing], lines = [], offers = [], ...tool }: ShopAnswer): Shop {
  return {
    viewer,
    lines,
    plan: new Set(standing?.inCart),
    owned: new Set(standing?.owned),
    offers: new Map(offers.map((line) => [line.id, line])),
    tool: {
      ownReview: tool.ownReview?.[0],
      usage: tool.usage?.[0],
      charge: tool.charge?.[0],
      seatsTaken: standing?.seatsTaken ?? 0,
      boughtOn: viewer?.organization ? today() : undefined,
    },
  };
}

const nobody = describeShop({ viewer: null, standing: [] });

const Context = createContext(nobody);

/** Provides the parts of a page that are their viewer's with what they say. */
export const ShopProvider = Context.Provider;

/** The shop as it stands for the viewer; where nothing else is provided, for nobody. */
export const useShop = () => useContext(Context);

/** How a tool stands for the viewer. */
export function useToolState(tool: Omit<ToolForSale, 'owned'>): PurchaseState {
  const { viewer, plan, owned } = useShop();
  return decideToolState({ ...tool, owned: owned.has(tool.id) }, viewer, plan);
}
