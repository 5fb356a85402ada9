import { LinkButton } from '~/components/ui/button.tsx';
import { ToolIcon } from '~/components/ui/icon.tsx';
import { Table } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { useIsClosing } from '~/components/ui/use-viewer.ts';
import {
  categoryHues,
  type IntegrationType,
  type PriceModel,
  priceModelSuffixes,
  type ToolCategory,
} from '~/modules/marketplace/labels.ts';
import { countUnits, describeUsage } from '~/modules/marketplace/uses/terms.ts';
import { formatMoney } from '~/utils/money.ts';
import { countWords } from '~/utils/words.ts';
import { describeConnection } from './connection.ts';
import { OpenTool } from './open-tool.tsx';
import { decideGroup, groupOwnedTools, type OwnedToolGroup, ownedToolGroups } from './owned-tool-groups.ts';
import {
  directionOf,
  type OwnedToolColumn,
  type OwnedToolSort,
  ownedToolColumns,
  ownedToolsAddress,
  turnTo,
} from './owned-tool-order.ts';
import type { ToolAccess } from './owned-tool-queries.server.ts';

interface OwnedTool {
  slug: string;
  name: string;
  icon: string;
  category: ToolCategory;
  integrationType: IntegrationType;
  isConnected: boolean;
  seatsIncluded: number | null;
  seatsUsed: number;
  hasSeat: boolean;
  opens: number;
  access: ToolAccess;
  address: string | null;
  /** Cents. */
  price: number;
  priceModel: PriceModel;
  currency: string;
  periodEnd: string | Date | null;
  renews: boolean;
  bundleName: string | null;
  bundleSlug: string | null;
  usageUnit: string | null;
  unitsIncluded: number | null;
  unitPrice: number | null;
  unitsUsed: number | null;
  usageCost: number | null;
}

const columns = Object.keys(ownedToolColumns).filter((name): name is OwnedToolColumn => name in ownedToolColumns);

/**
 * The tools an organization owns, grouped by how they stand for the viewer. The rows say their headings, because on a phone each is a card.
 * @param tools  in the order of `sort`
 * @param canManage  whether the viewer assigns seats and says what is connected
 */
export function OwnedToolTable({
  tools,
  sort,
  openKey,
  canManage,
}: {
  tools: readonly OwnedTool[];
  sort: OwnedToolSort;
  openKey: string;
  canManage: boolean;
}) {
  return (
    <div className="owned-tools">
      <Table caption="Tools your organization owns">
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column}
                scope="col"
                aria-sort={directionOf(column, sort)}
                className={column === 'cost' ? 'number' : undefined}
              >
                <SortLink column={column} sort={sort} />
              </th>
            ))}
            <th scope="col">
              <span className="sr-only">What to do</span>
            </th>
          </tr>
        </thead>
        {groupOwnedTools(tools).map(({ group, tools: grouped }) => (
          <tbody key={group}>
            <tr className="owned-tools-group">
              <th scope="rowgroup" colSpan={columns.length + 1}>
                <h2 className="text-base">
                  {ownedToolGroups[group].title}
                  <span className="ml-2 font-normal text-muted tabular-nums">{grouped.length}</span>
                </h2>
                <p className="font-normal text-muted">{ownedToolGroups[group].explanation}</p>
              </th>
            </tr>
            {grouped.map((tool) => (
              <OwnedToolRow key={tool.slug} tool={tool} openKey={openKey} canManage={canManage} />
            ))}
          </tbody>
        ))}
      </Table>
    </div>
  );
}

function SortLink({ column, sort }: { column: OwnedToolColumn; sort: OwnedToolSort }) {
  const direction = directionOf(column, sort);
  return (
    <a href={ownedToolsAddress(turnTo(column, sort))} className="sort-link" aria-current={direction && 'true'}>
      {ownedToolColumns[column].heading}
      {direction && <span aria-hidden="true">{direction === 'ascending' ? ' ↑' : ' ↓'}</span>}
    </a>
  );
}

function OwnedToolRow({ tool, openKey, canManage }: { tool: OwnedTool; openKey: string; canManage: boolean }) {
  const group = decideGroup(tool);
  return (
    <tr id={`tool-${tool.slug}`}>
      <th scope="row">
        <div className="flex items-start gap-3">
          <span className={`owned-tool-icon tag-${categoryHues[tool.category]}`}>
            <ToolIcon name={tool.icon} />
          </span>
          <div className="min-w-0">
            <a href={`/my-tools/${tool.slug}`} className="owned-tool-name">
              {tool.name}
            </a>
            <p className="font-normal text-muted">
              {describeConnection(tool)}
              {tool.bundleName && (
                <>
                  {', bought in '}
                  <a href={`/bundles/${tool.bundleSlug}`} className="link">
                    {tool.bundleName}
                  </a>
                </>
              )}
            </p>
            <Standing tool={tool} group={group} />
          </div>
        </div>
      </th>
      <td data-label={ownedToolColumns.seat.heading}>{describeSeat(tool)}</td>
      <td data-label={ownedToolColumns.use.heading}>
        <Use tool={tool} />
      </td>
      <td data-label={ownedToolColumns.renewal.heading}>
        <Renewal tool={tool} />
      </td>
      <td data-label={ownedToolColumns.cost.heading} className="number">
        {describeCost(tool)}
      </td>
      <td className="owned-tool-action">
        <NextStep tool={tool} group={group} openKey={openKey} canManage={canManage} />
      </td>
    </tr>
  );
}

/** What is worth a word beside the name: a tool of this product that is ready says enough by being there. */
function Standing({ tool, group }: { tool: OwnedTool; group: OwnedToolGroup }) {
  const standing =
    group === 'PAUSED'
      ? { hue: 'danger' as const, text: pauses[tool.access] }
      : tool.address === null
        ? tool.isConnected
          ? { hue: 'success' as const, text: 'Connected' }
          : { hue: 'warning' as const, text: 'Not connected yet' }
        : undefined;
  if (!standing?.text) return null;
  return (
    <p className="mt-1">
      <Tag hue={standing.hue}>{standing.text}</Tag>
    </p>
  );
}

const pauses: Partial<Record<ToolAccess, string>> = {
  DISABLED: 'Switched off by Lotline',
  SUSPENDED: 'Suspended',
  TIER_TOO_LOW: 'Needs a higher plan',
  CAPPED: 'The cap is reached',
};

function describeSeat({ seatsIncluded, seatsUsed, hasSeat, access }: OwnedTool): string {
  if (access === 'READ_ONLY') return 'Viewers look on';
  if (seatsIncluded === null) return 'Everyone';
  return `${hasSeat ? 'Yours' : 'None'}, ${seatsUsed} of ${seatsIncluded} taken`;
}

function Use({ tool }: { tool: OwnedTool }) {
  const { usageUnit, unitsUsed, usageCost, currency, opens } = tool;
  if (usageUnit !== null && unitsUsed !== null) {
    return `${countUnits(unitsUsed, usageUnit)} used, ${describeUsage(tool, currency)}. ${formatMoney(usageCost ?? 0, currency)} more so far.`;
  }
  if (tool.address === null && opens === 0) return 'Not counted here';
  return `${countWords(opens, 'open')} in 30 days`;
}

function Renewal({ tool: { periodEnd, renews, access } }: { tool: OwnedTool }) {
  const isClosing = useIsClosing();
  if (periodEnd === null) return 'Bought once';
  if (access === 'SUSPENDED') return 'Once it is paid';
  return (
    <>
      {renews && !isClosing ? 'renews' : 'ends'} <Day date={periodEnd} />
    </>
  );
}

function describeCost({ price, priceModel, currency }: OwnedTool): string {
  if (price === 0) return 'Free';
  return `${formatMoney(price, currency)} ${priceModelSuffixes[priceModel]}`.trimEnd();
}

function NextStep({
  tool,
  group,
  openKey,
  canManage,
}: {
  tool: OwnedTool;
  group: OwnedToolGroup;
  openKey: string;
  canManage: boolean;
}) {
  const address = `/my-tools/${tool.slug}`;
  const name = <span className="sr-only">{` ${tool.name}`}</span>;
  switch (group) {
    case 'READY':
      return <OpenTool tool={tool} openKey={openKey} />;
    case 'NEEDS_SEAT':
      return (
        <LinkButton size="small" href={`${address}#seats`}>
          {canManage ? 'Assign a seat' : 'Who to ask'}
          {name}
        </LinkButton>
      );
    case 'NOT_CONNECTED':
      return (
        <LinkButton size="small" href={`${address}#connection`}>
          {canManage ? 'Connect' : 'How it connects'}
          {name}
        </LinkButton>
      );
    case 'PAUSED':
      return (
        <LinkButton size="small" href={address}>
          See why
          {name}
        </LinkButton>
      );
  }
}
