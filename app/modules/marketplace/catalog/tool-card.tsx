import { Hole } from '~/components/layout/hole.tsx';
import { Rating } from '~/components/ui/rating.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { formatMoney } from '~/utils/money.ts';
import { areaLabels, categoryHues, categoryLabels, type PriceModel, priceModelSuffixes } from '../labels.ts';
import { describeUsage, type UsageTerms } from '../uses/terms.ts';
import { CompareBox, CompareScope } from './compare-bar.tsx';
import { ItemIcon } from './item-icon.tsx';
import { PurchaseAction } from './purchase-action.tsx';
import type { PurchaseState } from './purchase-state.ts';
import { useToolState } from './shop.tsx';
import type { ToolSummary } from './tool-queries.server.ts';

interface CardSettings {
  /** Of the page; a form comes back to its card there. */
  address: string;
  /** Whether the tools can be ticked, to be compared. */
  compare?: boolean;
  /** How all of them stand, instead of how each does for the viewer. */
  state?: PurchaseState;
}

/** Tools in a grid, each with the viewer's way to buy it. */
export function ToolGrid({ tools, compare = false, ...settings }: CardSettings & { tools: ToolSummary[] }) {
  const grid = (
    <ul className="tool-grid">
      {tools.map((tool) => (
        <ToolCard key={tool.id} tool={tool} compare={compare} {...settings} />
      ))}
    </ul>
  );
  return compare ? <CompareScope things="tools">{grid}</CompareScope> : grid;
}

function ToolCard({ tool, address, compare, state }: CardSettings & { tool: ToolSummary }) {
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
      {state ? (
        <PurchaseAction item={{ ...tool, kind: 'TOOL' }} state={state} address={address} />
      ) : (
        <Hole>
          <ToolAction tool={tool} address={address} />
        </Hole>
      )}
      {compare && <CompareBox things="tools" slug={tool.slug} name={tool.name} />}
    </li>
  );
}

function ToolAction({ tool, address }: { tool: ToolSummary; address: string }) {
  return <PurchaseAction item={{ ...tool, kind: 'TOOL' }} state={useToolState(tool)} address={address} />;
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
