import type { ReactNode } from 'react';
import { LongText } from '~/components/ui/long-text.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { countWords } from '~/utils/words.ts';
import { bundleTypeLabels } from '../labels.ts';
import { BundleContents, type BundledTool } from './bundle-contents.tsx';
import type { BundleSummary } from './bundle-queries.server.ts';
import { ItemHeader } from './item-header.tsx';

/**
 * A bundle as its own page shows it to a buyer.
 * @param purchase  its price, and the buyer's way to buy it
 */
export function BundleDetails({
  bundle,
  tools,
  purchase,
}: {
  bundle: BundleSummary & { longDescription: string };
  tools: BundledTool[];
  purchase: ReactNode;
}) {
  return (
    <div className="item-page">
      <ItemHeader item={bundle}>
        <Tag>{bundleTypeLabels[bundle.bundleType]}</Tag>
        <Tag>{countWords(tools.length, 'tool')}</Tag>
      </ItemHeader>
      {purchase}
      <div className="flex min-w-0 flex-col gap-10">
        <LongText text={bundle.longDescription} />
        <BundleContents tools={tools} />
      </div>
    </div>
  );
}
