import type { OrderSource } from '~/modules/marketplace/cart/schema.ts';
import { priceModelLabels } from '~/modules/marketplace/labels.ts';
import { describeUsage } from '~/modules/marketplace/uses/terms.ts';
import { formatMoney, sumPrices } from '~/utils/money.ts';
import { countWords } from '~/utils/words.ts';
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
  TIER_TOO_LOW: 'needs a higher plan than your organization has',
  INCLUDED: 'is now included in another bundle',
  CHARGED: 'is now charged',
};

function describeLine(earlier: ShownLine, line: ShownLine): string[] {
  const changes: string[] = [];
  if (earlier.state !== line.state) changes.push(`${nameOf(line)} ${stateSentences[line.state] ?? 'has changed'}.`);
  if (earlier.listPrice !== line.listPrice || (earlier.state === line.state && earlier.price !== line.price)) {
    changes.push(`${nameOf(line)} cost ${formatMoney(earlier.price)} and now costs ${formatMoney(line.price)}.`);
  }
  const held = (tools: ShownLine['tools']) => tools.map(({ id, state }) => `${id} ${state}`).join();
  if (line.kind === 'BUNDLE' && held(earlier.tools) !== held(line.tools)) {
    const charged = line.tools.filter(({ state }) => state === 'CHARGED').length;
    changes.push(
      `The tools in ${nameOf(line)} have changed: ${countWords(charged, 'tool')} of it would be charged now.`,
    );
  } else {
    changes.push(...line.tools.flatMap((tool) => describeTool(earlier.tools, tool, line)));
  }
  if (earlier.name !== line.name) changes.push(`${earlier.name} is now called ${nameOf(line)}.`);
  return changes;
}

/** How a tool is paid now, where that changed; the price of a tool by itself is that of its line. */
function describeTool(earlier: ShownLine['tools'], tool: ShownLine['tools'][number], line: ShownLine): string[] {
  const before = earlier.find(({ id }) => id === tool.id);
  if (!before) return [];
  const changes: string[] = [];
  if (before.priceModel !== tool.priceModel && before.priceModel && tool.priceModel) {
    const [was, is] = [priceModelLabels[before.priceModel], priceModelLabels[tool.priceModel]];
    changes.push(`${tool.name} was sold as “${was}” and is now sold as “${is}”.`);
  }
  const [usage, usageNow] = [describeUsage(before), describeUsage(tool)];
  if (usage !== usageNow && usage && usageNow) {
    changes.push(`${tool.name} was sold with ${usage}, and is now sold with ${usageNow}.`);
  }
  if (line.kind === 'TOOL') return changes;
  if (before.price !== tool.price) {
    changes.push(`${tool.name} cost ${formatMoney(before.price)} of it and now costs ${formatMoney(tool.price)}.`);
  }
  if (before.renewalPrice !== tool.renewalPrice && tool.renewalPrice !== null) {
    changes.push(`${tool.name} is renewed at ${formatMoney(tool.renewalPrice)} now.`);
  }
  return changes;
}
