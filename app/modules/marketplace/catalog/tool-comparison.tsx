import { Rating } from '~/components/ui/rating.tsx';
import {
  areaLabels,
  categoryLabels,
  integrationTypeLabels,
  planLabels,
  priceModelLabels,
  statusLabels,
} from '../labels.ts';
import { describeUsage } from '../uses/terms.ts';
import { comparisonAddress } from './compare-selection.ts';
import { type ComparedRow, chooseRows } from './comparison-rows.ts';
import { ComparisonTable, RowsChoice } from './comparison-table.tsx';
import { PurchaseAction } from './purchase-action.tsx';
import type { PurchaseState } from './purchase-state.ts';
import { ToolPrice } from './tool-card.tsx';
import type { listComparedTools } from './tool-queries.server.ts';

/** A tool to compare, with the viewer's way to buy it. */
export type ComparedTool = Awaited<ReturnType<typeof listComparedTools>>[number] & { state: PurchaseState };

/**
 * Tools side by side.
 * @param showsAll  also the rows that are the same of all
 */
export function ToolComparison({ tools, showsAll }: { tools: ComparedTool[]; showsAll: boolean }) {
  const slugs = tools.map(({ slug }) => slug);
  const addresses = { all: comparisonAddress('tools', slugs, true), differing: comparisonAddress('tools', slugs) };
  const { groups, leftOut } = chooseRows(
    [{ title: '', rows: listRows(tools, showsAll ? addresses.all : addresses.differing) }],
    showsAll,
  );
  return (
    <>
      <ComparisonTable
        label="Tools side by side"
        columns={tools.map((tool) => ({ id: `tool-${tool.slug}`, head: <ToolHead tool={tool} /> }))}
        groups={groups}
      />
      <RowsChoice leftOut={leftOut} showsAll={showsAll} addresses={addresses} />
    </>
  );
}

function ToolHead({ tool }: { tool: ComparedTool }) {
  return (
    <>
      <a href={`/tools/${tool.slug}`} className="block text-base font-semibold text-ink hover:underline">
        {tool.name}
      </a>
      <span className="block font-normal whitespace-normal text-ink">
        <ToolPrice tool={tool} />
      </span>
    </>
  );
}

function listRows(tools: ComparedTool[], address: string): ComparedRow[] {
  const row = (id: string, title: string, tell: (tool: ComparedTool) => string): ComparedRow => ({
    id,
    title,
    texts: tools.map(tell),
  });
  const list = (id: string, title: string, listOf: (tool: ComparedTool) => readonly string[]): ComparedRow => ({
    id,
    title,
    texts: tools.map((tool) => listOf(tool).join('\n')),
    cells: tools.map((tool) => <Entries key={tool.slug} entries={listOf(tool)} />),
  });
  return [
    {
      id: 'act',
      title: <span className="sr-only">Buy it</span>,
      texts: tools.map(() => ''),
      cells: tools.map((tool) => (
        <PurchaseAction key={tool.slug} item={{ ...tool, kind: 'TOOL' }} state={tool.state} address={address} />
      )),
      isAlways: true,
    },
    row('promise', 'What it is for', ({ description }) => description),
    row('paid', 'Paid', (tool) =>
      [priceModelLabels[tool.priceModel], describeUsage(tool, tool.currency)].filter(Boolean).join(', '),
    ),
    row('plan', 'Plan needed', ({ requiredTier }) => (requiredTier === 'FREE' ? 'Any plan' : planLabels[requiredTier])),
    row('seats', 'Seats', ({ seatsIncluded }) => (seatsIncluded === null ? 'Everyone' : `${seatsIncluded} included`)),
    {
      id: 'rating',
      title: 'Rating',
      texts: tools.map(({ rating, reviewCount }) => (rating === null ? '–' : `${rating} of ${reviewCount}`)),
      cells: tools.map(({ slug, rating, reviewCount }) =>
        rating === null ? 'No reviews yet' : <Rating key={slug} rating={rating} count={reviewCount} />,
      ),
    },
    list('capabilities', 'What it can do', ({ capabilities }) => capabilities),
    list('features', 'What you get', ({ features }) => features),
    list('integrations', 'Works with', ({ integrations }) => integrations),
    row('connection', 'Works as', ({ integrationType }) => integrationTypeLabels[integrationType]),
    row('area', 'Area', ({ area }) => areaLabels[area]),
    row('category', 'Category', ({ category }) => categoryLabels[category]),
    row('status', 'Status', ({ status }) => statusLabels[status]),
    row('provider', 'Made by', ({ provider }) => provider),
  ];
}

function Entries({ entries }: { entries: readonly string[] }) {
  if (entries.length === 0) return '–';
  return (
    <ul className="flex list-disc flex-col gap-1 pl-4">
      {entries.map((entry) => (
        <li key={entry}>{entry}</li>
      ))}
    </ul>
  );
}
