import type { SubscriptionTier } from '#db/request-db.server.ts';
import { planAddress, planLabels } from '~/modules/marketplace/labels.ts';
import { formatMoney } from '~/utils/money.ts';
import { listNames } from '~/utils/words.ts';
import type { PricedLine, PricedTool } from './queries.server.ts';
import type { OrderSource } from './schema.ts';

/** A notice about a line of a cart. A blocking one keeps the cart from being checked out. */
export interface LineNotice {
  message: string;
  blocks: boolean;
  /** The plan it is about, on the page of plans. */
  plan?: string;
}

const words = {
  cart: { remedy: 'Remove it to check out.', since: 'since you added it' },
  request: { remedy: 'It has to be removed before the request is approved.', since: 'since it was requested' },
} satisfies Record<OrderSource, object>;

/**
 * All notices that a buyer needs about a line before paying for it.
 * @param tier  the organization's plan; undefined for a guest, whose organization will start on the lowest
 * @param source  the list that the line is in
 */
export function findNotices(line: PricedLine, tier?: SubscriptionTier, source: OrderSource = 'cart'): LineNotice[] {
  const { remedy, since } = words[source];
  const notices: LineNotice[] = [];
  if (line.state === 'NOT_SOLD') notices.push({ blocks: true, message: `No longer sold. ${remedy}` });
  if (line.state === 'OWNED') {
    notices.push({
      blocks: true,
      message:
        line.kind === 'TOOL'
          ? `Your organization owns this already. ${remedy}`
          : `Your organization owns every tool in this bundle. ${remedy}`,
    });
  }
  if (line.state === 'TIER_TOO_LOW') {
    const has = tier ? ` Your organization is on the ${planLabels[tier]} plan.` : '';
    const needed = line.requiredTier ?? 'FREE';
    notices.push({
      blocks: true,
      message: `Needs the ${planLabels[needed]} plan.${has} ${remedy}`,
      plan: planAddress(needed),
    });
  }
  if (!tier && needsUpgrade(line)) {
    notices.push({
      blocks: false,
      message: `Needs the ${planLabels[line.requiredTier]} plan. A new organization starts on Free, and asks for an upgrade.`,
      plan: planAddress(line.requiredTier),
    });
  }
  if (line.state === 'INCLUDED') {
    notices.push({ blocks: false, message: `Included in ${line.includedIn}, so it is not charged.` });
  }
  if (line.state !== 'NOT_SOLD' && line.priceSeen !== line.listPrice) {
    const change = `from ${formatMoney(line.priceSeen)} to ${formatMoney(line.listPrice)}`;
    notices.push({ blocks: false, message: `The price changed ${change} ${since}.` });
  }
  const unsold = line.kind === 'BUNDLE' ? namesOf(line, 'NOT_SOLD') : [];
  if (line.state === 'CHARGED' && unsold.length > 0) {
    notices.push({ blocks: false, message: `Not on sale now, so neither charged nor included: ${listNames(unsold)}.` });
  }
  if (line.credit > 0) notices.push({ blocks: false, message: explainCredit(line, source) });
  return notices;
}

const namesOf = ({ tools }: PricedLine, state: PricedTool['state']) =>
  tools.filter((tool) => tool.state === state).map(({ name }) => name);

function explainCredit(line: PricedLine, source: OrderSource): string {
  const amount = `${formatMoney(line.credit)} credit`;
  const owned = namesOf(line, 'OWNED');
  const [only, ...others] = owned;
  if (only === undefined) return `${amount} for tools that another bundle in this ${source} holds.`;
  if (others.length === 0) return `${amount} because your organization owns ${only}.`;
  return `${amount} because your organization owns ${owned.length} of its tools.`;
}

/** Whether a line that can be bought needs a higher plan than a new organization has. */
export function needsUpgrade(line: PricedLine): line is PricedLine & { requiredTier: SubscriptionTier } {
  return line.state === 'CHARGED' && line.requiredTier !== null && line.requiredTier !== 'FREE';
}

/** Whether some line keeps the cart from being checked out. */
export function isBlocked(lines: readonly PricedLine[]): boolean {
  return lines.some((line) => line.state !== 'CHARGED' && line.state !== 'INCLUDED');
}

/** Sums of the lines that are charged, in cents. */
export function sumLines(lines: readonly PricedLine[]): { subtotal: number; credit: number; total: number } {
  const charged = lines.filter((line) => line.state === 'CHARGED');
  const sum = (pick: (line: PricedLine) => number) => charged.reduce((total, line) => total + pick(line), 0);
  return {
    subtotal: sum((line) => line.listPrice),
    credit: sum((line) => line.credit),
    total: sum((line) => line.price),
  };
}
