import type { OrderSource } from '~/modules/marketplace/cart/schema.ts';
import { formatMoney, sumPrices } from '~/utils/money.ts';
import type { ShownLine } from './schema.ts';

/**
 * Describes, in sentences for the buyer, how the lines of an order differ from the lines that were shown.
 * @param shown  the lines in the form
 * @param current  the lines as they are now
 * @param source  the name of their list in the sentences
 * @returns an empty list when nothing differs
 */
export function describeChanges(
  shown: readonly ShownLine[],
  current: readonly ShownLine[],
  source: OrderSource = 'cart',
): string[] {
  const list = source === 'cart' ? 'your cart' : 'the request';
  const before = new Map(shown.map((line) => [line.id, line]));
  const now = new Map(current.map((line) => [line.id, line]));
  const changes = [
    ...shown.filter((line) => !now.has(line.id)).map((line) => `${nameOf(line)} is no longer in ${list}.`),
    ...current.flatMap((line) => {
      const earlier = before.get(line.id);
      return earlier ? describeLine(earlier, line) : [`${nameOf(line)} was added to ${list}.`];
    }),
  ];
  const totals = [sumPrices(shown), sumPrices(current)] as const;
  if (totals[0] !== totals[1])
    changes.push(`The total was ${formatMoney(totals[0])} and is now ${formatMoney(totals[1])}.`);
  return changes;
}

const nameOf = (line: ShownLine) => line.name ?? 'An item that no longer exists';

const stateSentences: Record<string, string> = {
  OWNED: 'is owned by your organization now',
  NOT_SOLD: 'is no longer sold',
  TIER_TOO_LOW: 'needs a higher plan tier than your organization has',
  INCLUDED: 'is now included in another bundle',
  CHARGED: 'is now charged',
};

function describeLine(earlier: ShownLine, line: ShownLine): string[] {
  const changes: string[] = [];
  if (earlier.state !== line.state) changes.push(`${nameOf(line)} ${stateSentences[line.state] ?? 'has changed'}.`);
  if (earlier.listPrice !== line.listPrice || (earlier.state === line.state && earlier.price !== line.price)) {
    changes.push(`${nameOf(line)} cost ${formatMoney(earlier.price)} and now costs ${formatMoney(line.price)}.`);
  }
  if (line.kind === 'BUNDLE' && earlier.toolIds?.join() !== line.toolIds?.join()) {
    changes.push(`The tools in ${nameOf(line)} have changed: it now holds ${line.toolIds?.length ?? 0}.`);
  }
  if (earlier.name !== line.name) changes.push(`${earlier.name} is now called ${nameOf(line)}.`);
  return changes;
}
