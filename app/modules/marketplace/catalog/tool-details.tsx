import type { Viewer } from '#db/request-db.server.ts';
import { Icon } from '~/components/ui/icon.tsx';
import { DefinitionList } from '~/components/ui/layout.tsx';
import { LongText } from '~/components/ui/long-text.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { Rating } from '~/components/ui/rating.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { formatMoney } from '~/utils/money.ts';
import { countWords, toWords } from '~/utils/words.ts';
import {
  areaLabels,
  categoryHues,
  categoryLabels,
  planAddress,
  reachesTier,
  statusLabels,
  tagLabel,
} from '../labels.ts';
import { countUnits } from '../uses/terms.ts';
import { catalogAddress } from './filters.ts';
import { ItemHeader } from './item-header.tsx';
import { describeFirstCharge, describeNextCharge, type NextCharge } from './next-charge.ts';
import { PurchaseAction } from './purchase-action.tsx';
import { PurchaseNote } from './purchase-note.tsx';
import type { PurchaseState } from './purchase-state.ts';
import { ToolPrice } from './tool-card.tsx';
import { type PageList, tellToolFields } from './tool-fields.ts';
import type { findTool } from './tool-queries.server.ts';

type ToolDetails = Awaited<ReturnType<typeof findTool>>[number];

/**
 * A tool's name, its one line and a few tags.
 * @param ratingReason  said beside the rating, where it is not the plain average
 */
export function ToolHeader({ tool, ratingReason }: { tool: ToolDetails; ratingReason?: string }) {
  return (
    <ItemHeader item={tool}>
      <Tag hue={categoryHues[tool.category]}>{categoryLabels[tool.category]}</Tag>
      <Tag>{areaLabels[tool.area]}</Tag>
      {tool.status !== 'ACTIVE' && <Tag hue="info">{statusLabels[tool.status]}</Tag>}
      {tool.rating !== null && (
        <a href="#reviews" className="rating-link">
          <Rating rating={tool.rating} count={tool.reviewCount} />
          {ratingReason && <span className="text-xs text-muted">{` · ${ratingReason}`}</span>}
        </a>
      )}
    </ItemHeader>
  );
}

/** The notice about a tool that is not simply available. */
export function ToolNotices({ tool }: { tool: ToolDetails }) {
  switch (tool.status) {
    case 'DEPRECATED':
      return (
        <Notice kind="warning" title="No longer sold">
          <p>{`${tool.description} Organizations that own it keep it.`}</p>
        </Notice>
      );
    case 'BETA':
      return (
        <Notice title="In beta">
          <p>It works and is sold, and it is still changing. What is not finished is said below.</p>
        </Notice>
      );
    default:
      return null;
  }
}

/** A tool's price, what an organization decides by, and the viewer's way to buy it. */
export function ToolPurchase({
  tool,
  state,
  organization,
  seatsTaken = 0,
  usage,
  charge,
  boughtOn,
}: {
  tool: ToolDetails;
  state: PurchaseState;
  organization: Viewer['organization'];
  /** The seats of the viewer's organization that somebody holds. */
  seatsTaken?: number;
  /** The running period of a tool that the viewer's organization pays by use. */
  usage?: { usageUnit: string; unitsUsed: number; unitsIncluded: number; cost: number; cap: number | null };
  /** What the viewer's organization pays next, of a tool that it owns. */
  charge?: NextCharge;
  /** The day it would be bought, for whoever might. */
  boughtOn?: string;
}) {
  return (
    <aside className="card item-purchase" id={`tool-${tool.slug}`} tabIndex={-1} aria-label="Price">
      <p className="item-price">
        <ToolPrice tool={tool} />
      </p>
      <PurchaseAction
        item={{ ...tool, kind: 'TOOL' }}
        state={state}
        address={`/tools/${tool.slug}`}
        variant="primary"
        size="large"
      />
      <ToolNote tool={tool} state={state} organization={organization} />
      {usage && (
        <p className="text-muted">
          {`This period: ${countUnits(usage.unitsUsed, usage.usageUnit)} of ${usage.unitsIncluded.toLocaleString('en-US')} included, ${formatMoney(usage.cost, tool.currency)} more so far${usage.cap === null ? '' : ` of at most ${formatMoney(usage.cap, tool.currency)}`}. An owner sets the cap in My tools.`}
        </p>
      )}
      <DefinitionList
        entries={[
          { term: 'Plan', details: <PlanNeeded tool={tool} organization={organization} /> },
          { term: 'Seats', details: describeSeats(tool, state, seatsTaken) },
          ...listCharges(tool, state, charge, boughtOn),
        ]}
      />
      <ToolLinks tool={tool} />
      <details className="item-details">
        <summary>Details</summary>
        <DefinitionList
          entries={[
            ...listFacts('terms', tool),
            { term: 'Status', details: statusLabels[tool.status] },
            ...listFacts('connection', tool),
            ...listFacts('origin', tool),
            ...(tool.purchaseCount > 0
              ? [{ term: 'Owned by', details: countWords(tool.purchaseCount, 'organization') }]
              : []),
          ]}
        />
      </details>
    </aside>
  );
}

function describeSeats({ seatsIncluded }: ToolDetails, state: PurchaseState, seatsTaken: number): string {
  if (seatsIncluded === null) return 'For everyone';
  return state === 'OWNED' ? `${seatsTaken} of ${seatsIncluded} taken` : `${seatsIncluded} included`;
}

/** The lowest plan that may buy a tool, and whether the viewer's organization is on one that may. */
function PlanNeeded({ tool, organization }: { tool: ToolDetails; organization: Viewer['organization'] }) {
  if (tool.requiredTier === 'FREE') return 'Every plan';
  const needed = tool.requiredTier === 'ENTERPRISE' ? 'Enterprise' : `${toWords(tool.requiredTier)} or higher`;
  if (organization && reachesTier(organization.tier, tool.requiredTier)) {
    return (
      <>
        {needed}
        <span className="block font-normal text-success-ink">{`Your ${toWords(organization.tier)} plan covers it`}</span>
      </>
    );
  }
  return (
    <a href={planAddress(tool.requiredTier)} className="link">
      {needed}
    </a>
  );
}

function listCharges(
  tool: ToolDetails,
  state: PurchaseState,
  charge: NextCharge | undefined,
  boughtOn: string | undefined,
) {
  const term = 'Next charge';
  if (charge) return [{ term, details: describeNextCharge(charge, tool.currency) }];
  // What is owned and not charged now is suspended: My tools says what is owed.
  const isOffered = state === 'ADD' || state === 'IN_PLAN' || state === 'NEEDS_TIER';
  return isOffered && tool.price > 0 ? [{ term, details: describeFirstCharge(tool, boughtOn) }] : [];
}

const listFacts = (list: PageList, tool: ToolDetails) =>
  tellToolFields(list, tool).map(({ title, texts }) => ({ term: title, details: texts.join(', ') }));

function ToolNote({
  tool,
  state,
  organization,
}: {
  tool: ToolDetails;
  state: PurchaseState;
  organization: Viewer['organization'];
}) {
  switch (state) {
    case 'OWNED':
      return (
        <a href={`/my-tools/${tool.slug}`} className="link">
          Open it in My tools
        </a>
      );
    case 'COMING_SOON':
      return <p className="text-muted">It is announced and cannot be ordered yet.</p>;
    case 'ON_REQUEST':
      return <p className="text-muted">Its price depends on the work to be done and is agreed before an order.</p>;
    default:
      return <PurchaseNote state={state} requiredTier={tool.requiredTier} organization={organization} />;
  }
}

function ToolLinks({ tool }: { tool: ToolDetails }) {
  const links = tellToolFields('links', tool).flatMap(({ title, texts }) =>
    texts.filter((text) => text.startsWith('https://')).map((href) => ({ href, label: title })),
  );
  if (links.length === 0) return null;
  return (
    <p className="flex flex-wrap gap-x-4 gap-y-1">
      {links.map(({ href, label }) => (
        <a key={label} href={href} rel="noopener" className="link">
          {label}
        </a>
      ))}
    </p>
  );
}

/** What a tool does: in sentences, and beside them in lists. */
export function ToolText({ tool }: { tool: ToolDetails }) {
  return (
    <div className="item-text">
      <LongText text={tool.longDescription} />
      <div className="flex min-w-0 flex-col gap-8">
        <ToolFacts tool={tool} />
      </div>
    </div>
  );
}

/** Lists of a tool's abilities, of the systems it works with and of its tags. */
function ToolFacts({ tool }: { tool: ToolDetails }) {
  return (
    <>
      {tellToolFields('abilities', tool).map(({ name, title, texts }) => (
        <CheckList key={name} id={name} title={title} items={texts} />
      ))}
      {tool.integrations.length > 0 && (
        <section aria-labelledby="integrations">
          <h2 id="integrations">Works with</h2>
          <ul className="mt-3 flex flex-wrap gap-2">
            {tool.integrations.map((integration) => (
              <li key={integration} className="rounded-lg border border-line bg-surface px-3 py-1.5 font-medium">
                {integration}
              </li>
            ))}
          </ul>
        </section>
      )}
      {tool.tags.length > 0 && (
        <section aria-labelledby="topics">
          <h2 id="topics" className="sr-only">
            Topics
          </h2>
          <p className="flex flex-wrap items-center gap-1.5">
            <span className="mr-1 text-muted">Topics</span>
            {tool.tags.map((tag) => (
              <a key={tag} href={catalogAddress({ tags: [tag] })} className="rounded-md hover:underline">
                <Tag>{tagLabel(tag)}</Tag>
              </a>
            ))}
          </p>
        </section>
      )}
    </>
  );
}

function CheckList({ id, title, items }: { id: string; title: string; items: readonly string[] }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul className="mt-3 flex flex-col gap-2.5 text-base">
        {items.map((item) => (
          <li key={item} className="flex gap-2.5">
            <Icon name="check" className="icon mt-1 size-4 text-accent-ink" />
            {item}
          </li>
        ))}
      </ul>
    </section>
  );
}
