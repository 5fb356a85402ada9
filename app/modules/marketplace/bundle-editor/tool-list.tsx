import type { ReactNode } from 'react';
import { Button } from '~/components/ui/button.tsx';
import { Icon, type IconName, ToolIcon } from '~/components/ui/icon.tsx';
import { Money } from '~/components/ui/money.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { areaLabels, planLabels, priceModelSuffixes, statusLabels } from '~/modules/marketplace/labels.ts';
import { formatMoney } from '~/utils/money.ts';
import type { CandidateTool } from './queries.server.ts';
import type { useReordering } from './use-reordering.ts';

const helpId = 'reorder-help';

/**
 * The tools of the bundle, in its order. The buttons belong to the form around them.
 * @param earnings  each tool's part of the bundle's price, in cents; null while there is no price
 * @param isLive  whether script runs: only then can tools be dragged
 */
export function BundleToolList({
  tools,
  earnings,
  reordering,
  isLive,
}: {
  tools: CandidateTool[];
  earnings: number[] | null;
  reordering: ReturnType<typeof useReordering>;
  isLive: boolean;
}) {
  return (
    <>
      <p id={helpId} hidden>
        Press Space to lift it, the arrow keys to move it, Space to drop it, and Escape to put it back.
      </p>
      <ol ref={reordering.list} className="bundle-tools" aria-label="Tools of this bundle">
        {tools.map((tool, index) => (
          <li key={tool.id} className={reordering.liftedId === tool.id ? 'is-lifted' : undefined}>
            <input type="hidden" name="tool" value={tool.id} />
            {isLive && (
              <button type="button" {...reordering.handle(tool.id)} aria-describedby={helpId} className="drag-handle">
                <Icon name="grip-vertical" className="icon size-4" />
                <span className="sr-only">{`Reorder ${tool.name}`}</span>
              </button>
            )}
            <span className="icon-tile size-9 max-sm:hidden">
              <ToolIcon name={tool.icon} />
            </span>
            <div className="min-w-0 grow">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <a
                  href={`/tools/${tool.slug}`}
                  target="_blank"
                  rel="noreferrer"
                  className="rounded-sm font-medium hover:underline"
                >
                  {tool.name}
                </a>
                <ToolTags tool={tool} />
              </p>
              <p className="text-muted tabular-nums">
                <Money cents={tool.price} currency={tool.currency} />
                {` ${priceModelSuffixes[tool.priceModel]}`}
                {earnings && (
                  <span className="whitespace-nowrap">{` → earns ${formatMoney(earnings[index] ?? 0, tool.currency)}`}</span>
                )}
              </p>
            </div>
            <div className="flex shrink-0">
              <RowButton kind="up" tool={tool} label="Move up" icon="chevron-up" disabled={index === 0} />
              <RowButton
                kind="down"
                tool={tool}
                label="Move down"
                icon="chevron-down"
                disabled={index === tools.length - 1}
              />
              <RowButton kind="remove" tool={tool} label="Remove" icon="x" />
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

function RowButton({
  kind,
  tool,
  label,
  icon,
  disabled,
}: {
  kind: 'up' | 'down' | 'remove';
  tool: CandidateTool;
  label: string;
  icon: IconName;
  disabled?: boolean;
}) {
  return (
    <Button
      variant="quiet"
      size="small"
      name="intent"
      value={`${kind}:${tool.id}`}
      formNoValidate
      disabled={disabled}
      title={label}
      className="row-button"
    >
      <Icon name={icon} className="icon size-4" />
      <span className="sr-only">{`${label} ${tool.name}`}</span>
    </Button>
  );
}

/** The reasons why a tool cannot be sold in a bundle, and the tier it needs. */
function ToolTags({ tool }: { tool: CandidateTool }) {
  return (
    <>
      {!tool.isSold && (
        <Tag hue="warning">{tool.priceModel === 'CUSTOM' ? 'Price on request' : statusLabels[tool.status]}</Tag>
      )}
      {tool.isSold && tool.status === 'BETA' && <Tag hue="info">Beta</Tag>}
      {tool.requiredTier !== 'FREE' && <Tag>{`Needs the ${planLabels[tool.requiredTier]} plan`}</Tag>}
    </>
  );
}

/** The tools a search found, each with a button that adds it to the form around it. */
export function FoundTools({ found, heldIds }: { found: CandidateTool[]; heldIds: ReadonlySet<string> }): ReactNode {
  if (found.length === 0) {
    return <p className="text-muted">No tool matches. Try another word, or part of a name.</p>;
  }
  return (
    <ul className="found-tools" aria-label="Tools found">
      {found.map((tool) => (
        <li key={tool.id}>
          <ToolIcon name={tool.icon} className="icon text-muted" />
          <div className="min-w-0 grow">
            <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <span className="font-medium">{tool.name}</span>
              <ToolTags tool={tool} />
            </p>
            <p className="text-muted tabular-nums">
              {`${areaLabels[tool.area]} · ${formatMoney(tool.price, tool.currency)} ${priceModelSuffixes[tool.priceModel]}`}
            </p>
          </div>
          {heldIds.has(tool.id) ? (
            <p className="flex min-h-8 items-center gap-1.5 text-muted">
              <Icon name="check" className="icon size-4" />
              In this bundle
            </p>
          ) : (
            <Button size="small" name="intent" value={`add:${tool.id}`} formNoValidate>
              <Icon name="plus" className="icon size-4" />
              Add tool
              <span className="sr-only">{` ${tool.name}`}</span>
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
