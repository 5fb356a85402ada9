import { highestPrice } from '~/modules/marketplace/catalog/prices.ts';
import { isPublished, type PriceModel, type ToolStatus } from '~/modules/marketplace/labels.ts';
import { parseDollars } from '~/utils/money.ts';

/** The acts that can be done to several tools at once, in the order of their buttons. */
export const toolActs = {
  reprice: 'Change prices',
  publish: 'Publish',
  feature: 'Feature',
  unfeature: 'Feature no more',
  deprecate: 'Stop selling',
  disable: 'Disable',
} as const;
export type ToolAct = keyof typeof toolActs;

/** By how much prices change: a share in basis points, hundredths of a percent, or a sum in cents; below 0 they fall. */
export type PriceStep = { unit: 'percent'; basisPoints: number } | { unit: 'dollars'; cents: number };
export const stepUnits = { percent: 'percent', dollars: 'dollars' } as const;

/**
 * Reads by how much prices change: "10", "-5.5", "+2 %", "$5". Null for anything else, for nothing at all, and for 0.
 * @param unit  of a number without a sign of its own
 */
export function readPriceStep(text: string | null, unit: PriceStep['unit']): PriceStep | null {
  const [, sign = '', amount = ''] = /^([+\-−]?)\s*(.*)$/.exec((text ?? '').trim()) ?? [];
  const factor = sign === '-' || sign === '−' ? -1 : 1;
  // Both are typed with up to two places, so a percent is read like a dollar.
  const hundredths = parseDollars(unit === 'percent' ? amount.replace(/\s*%$/, '') : amount);
  if (hundredths === null || hundredths === 0) return null;
  return unit === 'percent' ? { unit, basisPoints: factor * hundredths } : { unit, cents: factor * hundredths };
}

/** What of a tool the acts change, and need to know. */
export interface ChosenTool {
  id: string;
  revision: number;
  status: ToolStatus;
  /** Cents. */
  price: number;
  priceModel: PriceModel;
  isFeatured: boolean;
}

/** What a tool gets; it keeps what is left out. */
export interface ToolChange {
  price?: number;
  status?: ToolStatus;
  isFeatured?: boolean;
}

/** What each act but a change of prices gives to a tool. */
const givenByAct = {
  publish: { status: 'ACTIVE' },
  feature: { isFeatured: true },
  unfeature: { isFeatured: false },
  deprecate: { status: 'DEPRECATED' },
  disable: { status: 'DISABLED' },
} as const satisfies Record<Exclude<ToolAct, 'reprice'>, ToolChange>;

/**
 * The change that an act makes to a tool.
 * @param price  cents, where prices change
 */
export const changeByAct = (act: ToolAct, price: number | undefined): ToolChange =>
  act === 'reprice' ? { price } : givenByAct[act];

/** A price after a step, in whole cents, rounded half up. */
export function stepPrice(price: number, step: PriceStep): number {
  if (step.unit === 'dollars') return price + step.cents;
  const whole = 10_000;
  return Math.floor((2 * price * (whole + step.basisPoints) + whole) / (2 * whole));
}

/**
 * Decides what becomes of a tool.
 * @param step  by how much prices change; null while that is not known
 * @returns the change; or why it stays as it is, in words
 */
export function decideToolChange(act: ToolAct, tool: ChosenTool, step: PriceStep | null): ToolChange | string {
  switch (act) {
    case 'reprice':
      return decidePrice(tool, step);
    case 'publish':
      return isPublished(tool.status) ? 'Published already' : givenByAct[act];
    case 'deprecate':
      return tool.status === 'DEPRECATED' ? 'Not sold already' : givenByAct[act];
    case 'disable':
      return tool.status === 'DISABLED' ? 'Disabled already' : givenByAct[act];
    case 'feature':
      return tool.isFeatured ? 'Featured already' : givenByAct[act];
    case 'unfeature':
      return tool.isFeatured ? givenByAct[act] : 'Not featured';
  }
}

function decidePrice(tool: ChosenTool, step: PriceStep | null): ToolChange | string {
  if (tool.priceModel === 'FREE') return 'A free tool costs nothing';
  if (!step) return 'Enter by how much';
  const price = stepPrice(tool.price, step);
  if (price < 1) return 'It would cost nothing';
  if (price > highestPrice) return 'It would cost more than a tool can';
  return price === tool.price ? 'It would cost the same' : { price };
}

/** A bundle on sale that holds some of the tools. */
export interface HoldingBundle {
  /** Cents of its tools one by one, and of the bundle. */
  originalPrice: number;
  bundlePrice: number;
  /** Those of the chosen tools that it holds. */
  toolIds: readonly string[];
}

/** Cents that the tools of a bundle cost one by one once the chosen ones have other prices. */
export function sumAfter(
  bundle: HoldingBundle,
  tools: readonly ChosenTool[],
  changes: ReadonlyMap<string, ToolChange>,
) {
  return tools.reduce((sum, { id, price }) => {
    const changed = changes.get(id)?.price;
    return changed !== undefined && bundle.toolIds.includes(id) ? sum + changed - price : sum;
  }, bundle.originalPrice);
}
