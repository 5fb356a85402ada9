import { Rating } from '~/components/ui/rating.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { formatMoney } from '~/utils/money.ts';
import { areaLabels, categoryHues, categoryLabels, type PriceModel, priceModelSuffixes } from '../labels.ts';
import { describeUsage, type UsageTerms } from '../uses/terms.ts';
import { CompareBox, CompareScope } from './compare-bar.tsx';
import { ItemIcon } from './item-icon.tsx';
import { PurchaseAction } from './purchase-action.tsx';
import type { PurchaseState } from './purchase-state.ts';
import type { ToolSummary } from './tool-queries.server.ts';

/** A tool with the viewer's way to buy it. */
export type OfferedTool = ToolSummary & { state: PurchaseState };

/**
 * Tools in a grid.
 * @param compare  whether they can be ticked, to be compared
 */
export function ToolGrid({
  tools,
  address,
  compare = false,
}: {
  tools: OfferedTool[];
  address: string;
  compare?: boolean;
}) {
  const grid = (
    <ul className="tool-grid">
      {tools.map((tool) => (
        <ToolCard key={tool.id} tool={tool} address={address} compare={compare} />
      ))}
    </ul>
  );
  return compare ? <CompareScope things="tools">{grid}</CompareScope> : grid;
}

function ToolCard({ tool, address, compare }: { tool: OfferedTool; address: string; compare: boolean }) {
  return (
    <li className="card tool-card" id={`tool-${tool.slug}`} tabIndex={-1}>
      <ItemIcon icon={tool.icon} category={tool.category} />
      <h3>
        <a href={`/tools/${tool.slug}`}>{tool.name}</a>
      </h3>
      <p className="tool-promise">{tool.description}</p>
      <p className="tool-tags">
        <Tag hue={categoryHues[tool.category]}>{categoryLabels[tool.category]}</Tag>
        <Tag>{areaLabels[tool.area]}</Tag>
        {tool.status === 'BETA' && <Tag hue="info">Beta</Tag>}
        {tool.rating !== null && <Rating rating={tool.rating} count={tool.reviewCount} />}
      </p>
      <p className="tool-price">
        <ToolPrice tool={tool} />
      </p>
      <PurchaseAction item={{ ...tool, kind: 'TOOL' }} state={tool.state} address={address} />
      {compare && <CompareBox things="tools" slug={tool.slug} name={tool.name} />}
    </li>
  );
}

/** A tool's price, how often it is due, and what it covers of a tool that is paid by use. */
export function ToolPrice({
  tool,
}: {
  tool: { price: number; currency: string; priceModel: PriceModel } & UsageTerms;
}) {
  const usage = describeUsage(tool, tool.currency);
  if (tool.priceModel === 'CUSTOM') return <b>Price on request</b>;
  if (tool.priceModel === 'FREE') return <b>Free</b>;
  return (
    <>
      <b>{formatMoney(tool.price, tool.currency)}</b>
      <span>{` ${priceModelSuffixes[tool.priceModel]}${usage && ','}`}</span>
      {usage && <span className="text-pretty whitespace-normal">{` ${usage}`}</span>}
    </>
  );
}
