import type { Viewer } from '#db/request-db.server.ts';
import { ToolIcon } from '~/components/ui/icon.tsx';
import { LongText } from '~/components/ui/long-text.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import type { PricedLine } from '~/modules/marketplace/cart/queries.server.ts';
import { bundleTypeLabels } from '../labels.ts';
import { BundleContents, type BundledTool } from './bundle-contents.tsx';
import { BundlePurchase } from './bundle-purchase.tsx';
import type { BundleSummary } from './bundle-queries.server.ts';
import type { PurchaseState } from './purchase-state.ts';

/** A bundle as its own page shows it to a buyer. */
export function BundleDetails({
  bundle,
  line,
  tools,
  state,
  organization,
}: {
  bundle: BundleSummary & { longDescription: string };
  line: PricedLine;
  tools: BundledTool[];
  state: PurchaseState;
  organization: Viewer['organization'];
}) {
  return (
    <div className="item-page">
      <header className="flex items-start gap-4">
        <span className="icon-tile size-12">
          <ToolIcon name={bundle.icon} className="icon size-6" />
        </span>
        <div className="min-w-0">
          <h1>{bundle.name}</h1>
          <p className="mt-1.5 max-w-prose text-base text-pretty text-muted">{bundle.description}</p>
          <p className="mt-3 flex flex-wrap gap-1.5">
            <Tag>{bundleTypeLabels[bundle.bundleType]}</Tag>
            <Tag>{`${tools.length} tools`}</Tag>
          </p>
        </div>
      </header>
      <BundlePurchase bundle={bundle} line={line} state={state} organization={organization} />
      <div className="flex min-w-0 flex-col gap-10">
        <LongText text={bundle.longDescription} />
        <BundleContents tools={tools} />
      </div>
    </div>
  );
}
