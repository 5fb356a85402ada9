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
  /** The tools it has active purchases of. */
  tools: readonly ModelTool[];
}

export interface ModelLine {
  kind: 'BUNDLE' | 'TOOL';
  id: string;
  state: 'CHARGED' | 'INCLUDED' | 'OWNED' | 'NOT_SOLD' | 'TIER_TOO_LOW';
  listPrice: number;
  credit: number;
  price: number;
  /** What each tool that a charged line gives costs, by its id. */
  shares: Record<string, number>;
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

/** Prices at the bundle's rate, which never raises them; what has a price keeps at least a cent. */
function atRate(bundle: ModelBundle, tools: readonly ModelTool[]): number {
  const [part, whole] = [sum(tools), sum(bundle.tools)];
  if (part === 0) return 0;
  return bundle.price >= whole ? part : Math.max(1, shareOfPrice(bundle.price, part, whole));
}

/** Divides cents by prices: the exact part of each, then cent by cent to whoever lost most; nobody with a price goes without. */
export function divide(cents: number, prices: readonly number[]): number[] {
  const whole = BigInt(prices.reduce((total, price) => total + price, 0));
  if (whole === 0n) return prices.map(() => 0);
  const parts = prices.map((price) => Number((BigInt(cents) * BigInt(price)) / whole));
  const lost = prices.map((price) => (BigInt(cents) * BigInt(price)) % whole);
  for (let left = cents - parts.reduce((total, part) => total + part, 0); left > 0; left--) {
    const place = lost.indexOf(lost.reduce((most, one) => (one > most ? one : most)));
    parts[place] = (parts[place] ?? 0) + 1;
    lost[place] = -1n;
  }
  parts.forEach((part, place) => {
    if (part > 0 || prices[place] === 0) return;
    const largest = parts.indexOf(Math.max(...parts));
    parts[largest] = (parts[largest] ?? 0) - 1;
    parts[place] = 1;
  });
  return parts;
}

/**
 * Prices a cart. The larger bundle, by the prices of its tools, comes first, and what it charges counts as paid for in the
 * next; a tool that a bundle charges costs nothing more. A bundle charges its tools on sale that are not owned.
 */
export function priceCart(
  buyer: ModelBuyer,
  cart: { tools: readonly ModelTool[]; bundles: readonly ModelBundle[] },
): ModelLine[] {
  const owned = new Set(buyer.tools.map((tool) => tool.id));
  const paidByThisCart = new Set<string>();
  const lines: ModelLine[] = [];
  const add = (
    item: { id: string },
    kind: ModelLine['kind'],
    state: ModelLine['state'],
    listPrice: number,
    shares: Record<string, number> = {},
  ) => {
    const price = state === 'CHARGED' ? Object.values(shares).reduce((total, share) => total + share, 0) : 0;
    lines.push({
      kind,
      id: item.id,
      state,
      listPrice,
      credit: state === 'CHARGED' ? listPrice - price : 0,
      price,
      shares,
    });
  };

  const largestFirst = cart.bundles.toSorted((a, b) => sum(b.tools) - sum(a.tools) || (a.id < b.id ? -1 : 1));
  for (const bundle of largestFirst) {
    const offered = bundle.tools.filter((tool) => tool.isSold || owned.has(tool.id));
    const notOwned = offered.filter((tool) => !owned.has(tool.id));
    const charged = notOwned.filter((tool) => !paidByThisCart.has(tool.id));
    const cents = Math.max(atRate(bundle, charged), charged.filter(({ price }) => price > 0).length);
    const listPrice = Math.max(atRate(bundle, offered), cents);
    if (!bundle.isSold || offered.length === 0) add(bundle, 'BUNDLE', 'NOT_SOLD', listPrice);
    else if (notOwned.length === 0) add(bundle, 'BUNDLE', 'OWNED', listPrice);
    else if ([bundle, ...charged].some((item) => isAbove(item.requiredTier, buyer.tier)))
      add(bundle, 'BUNDLE', 'TIER_TOO_LOW', listPrice);
    else if (charged.length === 0) add(bundle, 'BUNDLE', 'INCLUDED', listPrice);
    else {
      const shares = divide(
        cents,
        charged.map(({ price }) => price),
      );
      add(
        bundle,
        'BUNDLE',
        'CHARGED',
        listPrice,
        Object.fromEntries(charged.map(({ id }, place) => [id, shares[place] ?? 0])),
      );
      for (const tool of charged) paidByThisCart.add(tool.id);
    }
  }
  for (const tool of cart.tools) {
    if (!tool.isSold) add(tool, 'TOOL', 'NOT_SOLD', tool.price);
    else if (owned.has(tool.id)) add(tool, 'TOOL', 'OWNED', tool.price);
    else if (paidByThisCart.has(tool.id)) add(tool, 'TOOL', 'INCLUDED', tool.price);
    else if (isAbove(tool.requiredTier, buyer.tier)) add(tool, 'TOOL', 'TIER_TOO_LOW', tool.price);
    else add(tool, 'TOOL', 'CHARGED', tool.price, { [tool.id]: tool.price });
  }
  return lines;
}
