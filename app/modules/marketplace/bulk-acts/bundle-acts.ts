import type { BundleStatus } from '~/modules/marketplace/bundle-editor/draft.ts';

/** The acts that can be done to several bundles at once, in the order of their buttons. */
export const bundleActs = { publish: 'Put on sale', archive: 'Archive' } as const;
export type BundleAct = keyof typeof bundleActs;

/** The status that each act gives. */
export const statusAfterAct = {
  publish: 'ACTIVE',
  archive: 'ARCHIVED',
} as const satisfies Record<BundleAct, BundleStatus>;

/** What of a bundle decides whether it can be on sale. */
export interface ChosenBundle {
  status: BundleStatus;
  /** How many tools it holds, and how many of them are not sold. */
  tools: number;
  unsoldTools: number;
  /** Cents. */
  originalPrice: number;
  bundlePrice: number;
}

/**
 * Why a bundle stays as it is, in words; null when the act changes it. The database decides whether it may be on sale; this leaves
 * out those of which that is plain.
 */
export function reasonLeftOut(act: BundleAct, bundle: ChosenBundle): string | null {
  if (act === 'archive') return bundle.status === 'ARCHIVED' ? 'Archived already' : null;
  if (bundle.status === 'ACTIVE') return 'On sale already';
  if (bundle.tools < 2) return 'Holds fewer than two tools';
  if (bundle.unsoldTools > 0) return 'Holds tools that are not sold';
  if (bundle.bundlePrice > bundle.originalPrice) return 'Costs more than its tools';
  if (bundle.bundlePrice === bundle.originalPrice) return 'Saves nothing: look at it in its editor';
  return null;
}
