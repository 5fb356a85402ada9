import type { PriceModel } from '~/modules/marketplace/labels.ts';
import { readKey, writeAddress } from '~/utils/addresses.ts';

/** The columns of the list, by which it sorts: their headings, and the direction in which each is sorted first. */
export const ownedToolColumns = {
  name: { heading: 'Tool', first: 'ascending' },
  seat: { heading: 'Your seat', first: 'descending' },
  use: { heading: 'Use', first: 'descending' },
  renewal: { heading: 'Renewal', first: 'ascending' },
  cost: { heading: 'Cost', first: 'descending' },
} as const;

export type OwnedToolColumn = keyof typeof ownedToolColumns;

export interface OwnedToolSort {
  column: OwnedToolColumn;
  /** Whether it is the other direction than the first. */
  isReversed: boolean;
}

const byName: OwnedToolSort = { column: 'name', isReversed: false };

/** Reads the order from an address: the name of a column, with a minus for the other direction. By name, for anything else. */
export function parseOwnedToolSort(text: string | null): OwnedToolSort {
  const isReversed = text?.startsWith('-') === true;
  const column = readKey(ownedToolColumns, isReversed ? text?.slice(1) : text);
  return column ? { column, isReversed } : byName;
}

/** The one address of the list in an order. */
export function ownedToolsAddress({ column, isReversed }: OwnedToolSort): string {
  const isUsual = column === 'name' && !isReversed;
  return writeAddress('/my-tools', { sort: !isUsual && `${isReversed ? '-' : ''}${column}` });
}

/** The order that the heading of a column leads to: the other direction where the list is sorted by it. */
export function turnTo(column: OwnedToolColumn, current: OwnedToolSort): OwnedToolSort {
  return { column, isReversed: current.column === column && !current.isReversed };
}

/** The direction of a column, as assistive technology is told; undefined for those that the list is not sorted by. */
export function directionOf(column: OwnedToolColumn, current: OwnedToolSort): 'ascending' | 'descending' | undefined {
  if (current.column !== column) return undefined;
  const { first } = ownedToolColumns[column];
  if (!current.isReversed) return first;
  return first === 'ascending' ? 'descending' : 'ascending';
}

interface SortedTool {
  name: string;
  seatsIncluded: number | null;
  hasSeat: boolean;
  opens: number;
  unitsUsed: number | null;
  periodEnd: string | Date | null;
  /** Cents. */
  price: number;
  priceModel: PriceModel;
}

const names = new Intl.Collator('en-US', { sensitivity: 'base', numeric: true });

/** Each gives a number that is smaller for what comes first in ascending order. */
const values: Record<Exclude<OwnedToolColumn, 'name'>, (tool: SortedTool) => number> = {
  seat: ({ hasSeat, seatsIncluded }) => (hasSeat ? 2 : seatsIncluded === null ? 1 : 0),
  use: ({ opens, unitsUsed }) => Math.max(opens, unitsUsed ?? 0),
  renewal: ({ periodEnd }) => (periodEnd === null ? Number.MAX_SAFE_INTEGER : new Date(periodEnd).getTime()),
  cost: (tool) => monthlyCost(tool),
};

/** Cents a month; nothing for what is not paid again. */
function monthlyCost({ price, priceModel }: SortedTool): number {
  if (priceModel === 'ANNUAL') return price / 12;
  return priceModel === 'MONTHLY' || priceModel === 'USAGE_BASED' ? price : 0;
}

/** The tools in an order. Those that are alike in it stand by name, as people sort names: case and accents aside. */
export function sortOwnedTools<Tool extends SortedTool>(tools: readonly Tool[], sort: OwnedToolSort): Tool[] {
  const direction = directionOf(sort.column, sort) === 'descending' ? -1 : 1;
  const compareNames = (one: Tool, other: Tool) => names.compare(one.name, other.name);
  if (sort.column === 'name') return tools.toSorted((one, other) => direction * compareNames(one, other));
  const value = values[sort.column];
  return tools.toSorted((one, other) => direction * (value(one) - value(other)) || compareNames(one, other));
}
