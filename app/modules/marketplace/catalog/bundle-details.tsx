import type { Viewer } from '#db/request-db.server.ts';
import { LongText } from '~/components/ui/long-text.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import type { PricedLine } from '~/modules/marketplace/cart/queries.server.ts';
import { countWords } from '~/utils/words.ts';
import { bundleTypeLabels } from '../labels.ts';
import { BundleContents, type BundledTool } from './bundle-contents.tsx';
import { BundlePurchase } from './bundle-purchase.tsx';
import type { BundleSummary } from './bundle-queries.server.ts';
import { ItemHeader } from './item-header.tsx';
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
      <ItemHeader item={bundle}>
        <Tag>{bundleTypeLabels[bundle.bundleType]}</Tag>
        <Tag>{countWords(tools.length, 'tool')}</Tag>
      </ItemHeader>
      <BundlePurchase bundle={bundle} line={line} state={state} organization={organization} />
      <div className="flex min-w-0 flex-col gap-10">
        <LongText text={bundle.longDescription} />
        <BundleContents tools={tools} />
      </div>
    </div>
  );
}
