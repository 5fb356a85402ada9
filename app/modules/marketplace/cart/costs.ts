import type { PriceModel } from '~/modules/marketplace/labels.ts';
import { formatMoney } from '~/utils/money.ts';

/** The cents that tools cost today, and again every month and every year. */
export interface Costs {
  today: number;
  monthly: number;
  yearly: number;
  /** Whether some of them cost more where more is used than is included. */
  isByUse: boolean;
}

/** The properties of a tool that decide its costs, in cents. */
interface CostingTool {
  state: string;
  priceModel: PriceModel | null;
  listPrice: number;
  price: number;
  /** The price of each further period; null where there is none. */
  renewalPrice: number | null;
  /** The price of each unit beyond those included; null for what is not paid by use. */
  unitPrice: number | null;
}

interface Costing {
  state: string;
  tools: readonly CostingTool[];
}

/** The tools that lines would charge if they were ordered now. */
export function listChargedTools<Tool extends CostingTool>(
  lines: readonly { state: string; tools: readonly Tool[] }[],
): Tool[] {
  return lines
    .filter((line) => line.state === 'CHARGED')
    .flatMap((line) => line.tools.filter((tool) => tool.state === 'CHARGED'));
}

/** The costs of the lines of a cart, without those that cannot be bought. */
export function sumLineCosts(lines: readonly Costing[]): Costs {
  return sumCosts(listChargedTools(lines));
}

/** The costs of tools that are bought now. */
export function sumCosts(tools: readonly CostingTool[]): Costs {
  return addUp(
    tools,
    (tool) => tool.price,
    (tool) => tool.renewalPrice ?? 0,
  );
}

/** The costs of the same tools, each bought by itself. */
export function sumListCosts(tools: readonly CostingTool[]): Costs {
  return addUp(
    tools,
    (tool) => tool.listPrice,
    (tool) => (tool.renewalPrice === null ? 0 : tool.listPrice),
  );
}

function addUp(
  tools: readonly CostingTool[],
  firstOf: (tool: CostingTool) => number,
  laterOf: (tool: CostingTool) => number,
): Costs {
  const sum = (of: (tool: CostingTool) => number, isPart = (_tool: CostingTool) => true) =>
    tools.filter(isPart).reduce((total, tool) => total + of(tool), 0);
  return {
    today: sum(firstOf),
    monthly: sum(laterOf, ({ priceModel }) => priceModel !== 'ANNUAL'),
    yearly: sum(laterOf, ({ priceModel }) => priceModel === 'ANNUAL'),
    isByUse: tools.some(({ unitPrice }) => unitPrice !== null),
  };
}

/** Writes what follows a purchase, such as "$800.00 a month and $80.00 a year"; empty where nothing does. */
export function describeFollowing({ monthly, yearly, isByUse }: Omit<Costs, 'today'>, currency = 'USD'): string {
  const periods = [
    ...(monthly > 0 ? [`${formatMoney(monthly, currency)} a month`] : []),
    ...(yearly > 0 ? [`${formatMoney(yearly, currency)} a year`] : []),
  ].join(' and ');
  return isByUse ? `${periods}, more for use beyond what is included` : periods;
}

/** Writes costs whole, such as "$880.00 today, then $800.00 a month". */
export function describeCosts(costs: Costs, currency = 'USD'): string {
  const following = describeFollowing(costs, currency);
  return `${formatMoney(costs.today, currency)}${following ? ` today, then ${following}` : ''}`;
}

/** What buying together saves against buying one by one. */
export function subtractCosts(whole: Costs, part: Costs): Costs {
  return {
    today: whole.today - part.today,
    monthly: whole.monthly - part.monthly,
    yearly: whole.yearly - part.yearly,
    isByUse: false,
  };
}

/** Whether what is sold like this is paid again, period by period. */
export function renews(priceModel: PriceModel): boolean {
  return priceModel === 'MONTHLY' || priceModel === 'ANNUAL' || priceModel === 'USAGE_BASED';
}
