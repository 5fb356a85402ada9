import { ToolIcon } from '~/components/ui/icon.tsx';
import { Rating } from '~/components/ui/rating.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { formatMoney } from '~/utils/money.ts';
import { areaLabels, categoryHues, categoryLabels, type PriceModel, priceModelSuffixes } from '../labels.ts';
import { describeUsage, type UsageTerms } from '../uses/terms.ts';
import { PurchaseAction } from './purchase-action.tsx';
import type { PurchaseState } from './purchase-state.ts';
import type { ToolSummary } from './tool-queries.server.ts';

/** A tool with the viewer's way to buy it. */
export type OfferedTool = ToolSummary & { state: PurchaseState };

/** Tools side by side. */
export function ToolGrid({ tools, address }: { tools: OfferedTool[]; address: string }) {
  return (
    <ul className="tool-grid">
      {tools.map((tool) => (
        <ToolCard key={tool.id} tool={tool} address={address} />
      ))}
    </ul>
  );
}

function ToolCard({ tool, address }: { tool: OfferedTool; address: string }) {
  return (
    <li className="card tool-card" id={`tool-${tool.slug}`} tabIndex={-1}>
      <span className="icon-tile">
        <ToolIcon name={tool.icon} />
      </span>
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
      <PurchaseAction item={{ kind: 'TOOL', ...tool }} state={tool.state} address={address} />
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
