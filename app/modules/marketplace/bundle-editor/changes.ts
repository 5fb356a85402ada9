import { bundleTypeLabels, requiredTierLabels } from '~/modules/marketplace/labels.ts';
import { formatMoney } from '~/utils/money.ts';
import type { BundleStatus, EditedBundle } from './draft.ts';

/** The states of a bundle in words. */
export const bundleStatusLabels = {
  DRAFT: 'Draft',
  ACTIVE: 'On sale',
  ARCHIVED: 'Archived',
} as const satisfies Record<BundleStatus, string>;

/** The hue of each state of a bundle. */
export const bundleStatusHues = {
  DRAFT: 'neutral',
  ACTIVE: 'success',
  ARCHIVED: 'warning',
} as const satisfies Record<BundleStatus, string>;

/** The differences between two versions of a bundle. */
export interface BundleChanges {
  fields: { label: string; before: string; now: string }[];
  added: string[];
  removed: string[];
  /** Whether the tools that are in both stand in another order. */
  reordered: boolean;
}

const fields: { label: string; write: (bundle: EditedBundle) => string }[] = [
  { label: 'Name', write: ({ name }) => name },
  { label: 'Address', write: ({ slug }) => `/bundles/${slug}` },
  { label: 'Description', write: ({ description }) => description },
  { label: 'Long description', write: ({ longDescription }) => longDescription },
  { label: 'Type', write: ({ bundleType }) => bundleTypeLabels[bundleType] },
  { label: 'Plan needed', write: ({ requiredTier }) => requiredTierLabels[requiredTier] },
  { label: 'Icon', write: ({ icon }) => icon },
  { label: 'Popular', write: ({ isPopular }) => (isPopular ? 'Yes' : 'No') },
  { label: 'Price', write: ({ bundlePrice }) => formatMoney(bundlePrice) },
  { label: 'Status', write: ({ status }) => bundleStatusLabels[status] },
];

/**
 * Describes the changes that somebody else saved.
 * @param names  names of tools by their id
 */
export function describeBundleChanges(
  before: EditedBundle,
  now: EditedBundle,
  names: ReadonlyMap<string, string>,
): BundleChanges {
  const nameAll = (ids: string[]) => ids.map((id) => names.get(id) ?? 'A tool that no longer exists');
  const stayedBefore = before.toolIds.filter((id) => now.toolIds.includes(id));
  const stayedNow = now.toolIds.filter((id) => before.toolIds.includes(id));
  return {
    fields: fields
      .map(({ label, write }) => ({ label, before: write(before), now: write(now) }))
      .filter((change) => change.before !== change.now),
    added: nameAll(now.toolIds.filter((id) => !before.toolIds.includes(id))),
    removed: nameAll(before.toolIds.filter((id) => !now.toolIds.includes(id))),
    reordered: stayedBefore.some((id, index) => id !== stayedNow[index]),
  };
}
