import { ToolIcon } from '~/components/ui/icon.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { useIsClosing } from '~/components/ui/use-viewer.ts';
import { countUnits, describeUsage } from '~/modules/marketplace/uses/terms.ts';
import { formatMoney } from '~/utils/money.ts';
import { countWords } from '~/utils/words.ts';
import { OpenTool } from './open-tool.tsx';
import type { ToolAccess } from './owned-tool-queries.server.ts';
import { PurchaseTag } from './status-tag.tsx';

interface OwnedTool {
  slug: string;
  name: string;
  description: string;
  icon: string;
  seatsIncluded: number | null;
  seatsUsed: number;
  opens: number;
  access: ToolAccess;
  address: string | null;
  price: number;
  currency: string;
  purchaseDate: string | Date;
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

/** A tool that the organization owns: its purchase, its people and its use, with the way into it. */
export function OwnedToolCard({ tool, openKey }: { tool: OwnedTool; openKey: string }) {
  return (
    <Card className="flex w-full gap-4 p-5">
      <ToolIcon name={tool.icon} className="icon mt-0.5 size-5 shrink-0 text-muted" />
      <div className="flex min-w-0 grow flex-col gap-2">
        <div className="flex flex-wrap items-start justify-between gap-2">
          <h2 className="text-base">
            <a href={`/my-tools/${tool.slug}`} className="hover:underline">
              {tool.name}
            </a>
          </h2>
          <PurchaseTag status="ACTIVE" isSuspended={tool.access === 'SUSPENDED'} />
        </div>
        <p className="text-muted">{tool.description}</p>
        <p>
          <HowOwned tool={tool} />
        </p>
        {tool.usageUnit !== null && tool.unitsUsed !== null && (
          <p className="tabular-nums">
            {`${countUnits(tool.unitsUsed, tool.usageUnit)} used, ${describeUsage(tool, tool.currency)}. ${formatMoney(tool.usageCost ?? 0, tool.currency)} more so far.`}
            {tool.access === 'CAPPED' && <b className="text-danger-ink"> The cap is reached.</b>}
          </p>
        )}
        <div className="mt-auto flex flex-wrap items-center justify-between gap-3 pt-2">
          <p className="text-muted tabular-nums">
            {describeSeats(tool)} · {countWords(tool.opens, 'open')} in 30 days
          </p>
          <OpenTool tool={tool} openKey={openKey} />
        </div>
      </div>
    </Card>
  );
}

/** The number of a tool's seats that are taken. */
export function describeSeats({ seatsIncluded, seatsUsed }: Pick<OwnedTool, 'seatsIncluded' | 'seatsUsed'>): string {
  return seatsIncluded === null ? 'Seats for everyone' : `${seatsUsed} of ${seatsIncluded} seats`;
}

function HowOwned({ tool }: { tool: OwnedTool }) {
  const { access, bundleName, bundleSlug, price, currency, purchaseDate, periodEnd } = tool;
  const renews = !useIsClosing() && tool.renews;
  return (
    <>
      Bought <Day date={purchaseDate} />
      {bundleName && (
        <>
          {' '}
          in{' '}
          <a href={`/bundles/${bundleSlug}`} className="link">
            {bundleName}
          </a>
        </>
      )}{' '}
      for <Money cents={price} currency={currency} />
      {periodEnd && access !== 'SUSPENDED' && (
        <>
          , {renews ? 'renews' : 'ends'} <Day date={periodEnd} />
        </>
      )}
    </>
  );
}
