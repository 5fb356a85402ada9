import { type SubscriptionTier, subscriptionTiers } from './organizations.ts';

// The rules of pricing in words of their own, to hold against what the database answers.

export interface ModelTool {
  id: string;
  price: number;
  isSold: boolean;
  requiredTier: SubscriptionTier;
}

export interface ModelBundle {
  id: string;
  price: number;
  isSold: boolean;
  requiredTier: SubscriptionTier;
  tools: readonly ModelTool[];
}

export interface ModelBuyer {
  /** Null for a guest, of whom no tier is asked. */
  tier: SubscriptionTier | null;
  /** Purchases that are active. */
  tools: readonly ModelTool[];
  bundles: readonly ModelBundle[];
}

export interface ModelLine {
  kind: 'BUNDLE' | 'TOOL';
  id: string;
  state: 'CHARGED' | 'INCLUDED' | 'OWNED' | 'NOT_SOLD' | 'TIER_TOO_LOW';
  listPrice: number;
  credit: number;
  price: number;
}

const sum = (tools: readonly ModelTool[]) => tools.reduce((total, tool) => total + tool.price, 0);

function isAbove(required: SubscriptionTier, tier: SubscriptionTier | null): boolean {
  return tier !== null && subscriptionTiers.indexOf(required) > subscriptionTiers.indexOf(tier);
}

/** `price × part ÷ whole`, rounded half up to the cent, exactly. */
export function shareOfPrice(price: number, part: number, whole: number): number {
  const numerator = BigInt(price) * BigInt(part);
  const cents = numerator / BigInt(whole);
  const rest = numerator % BigInt(whole);
  return Number(rest + rest >= BigInt(whole) ? cents + 1n : cents);
}

/**
 * Prices a cart. The larger bundle, by the prices of its tools, comes first, and what it holds counts as paid for in
 * the next; a tool that a charged bundle holds costs nothing more.
 */
export function priceCart(
  buyer: ModelBuyer,
  cart: { tools: readonly ModelTool[]; bundles: readonly ModelBundle[] },
): ModelLine[] {
  const owned = new Set([...buyer.tools, ...buyer.bundles.flatMap((bundle) => bundle.tools)].map((tool) => tool.id));
  const paidByThisCart = new Set<string>();
  const lines: ModelLine[] = [];
  const add = (item: ModelTool | ModelBundle, kind: ModelLine['kind'], state: ModelLine['state'], price = 0) => {
    const credit = state === 'CHARGED' ? item.price - price : 0;
    lines.push({ kind, id: item.id, state, listPrice: item.price, credit, price });
  };

  const largestFirst = cart.bundles.toSorted((a, b) => sum(b.tools) - sum(a.tools) || (a.id < b.id ? -1 : 1));
  for (const bundle of largestFirst) {
    const notOwned = bundle.tools.filter((tool) => !owned.has(tool.id));
    const unpaid = notOwned.filter((tool) => !paidByThisCart.has(tool.id));
    if (!bundle.isSold || bundle.tools.length === 0) add(bundle, 'BUNDLE', 'NOT_SOLD');
    else if (notOwned.length === 0) add(bundle, 'BUNDLE', 'OWNED');
    else if ([bundle, ...bundle.tools].some((item) => isAbove(item.requiredTier, buyer.tier)))
      add(bundle, 'BUNDLE', 'TIER_TOO_LOW');
    else if (unpaid.length === 0) add(bundle, 'BUNDLE', 'INCLUDED');
    else {
      const whole = sum(bundle.tools);
      add(bundle, 'BUNDLE', 'CHARGED', whole === 0 ? bundle.price : shareOfPrice(bundle.price, sum(unpaid), whole));
      for (const tool of bundle.tools) paidByThisCart.add(tool.id);
    }
  }
  for (const tool of cart.tools) {
    if (!tool.isSold) add(tool, 'TOOL', 'NOT_SOLD');
    else if (owned.has(tool.id)) add(tool, 'TOOL', 'OWNED');
    else if (paidByThisCart.has(tool.id)) add(tool, 'TOOL', 'INCLUDED');
    else if (isAbove(tool.requiredTier, buyer.tier)) add(tool, 'TOOL', 'TIER_TOO_LOW');
    else add(tool, 'TOOL', 'CHARGED', tool.price);
  }
  return lines;
}
