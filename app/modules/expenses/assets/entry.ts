import { writeDollars } from '~/utils/money.ts';
import type { FoundAsset } from './queries.server.ts';

/** The texts of a kept asset's form. */
export function keptAsset(asset: FoundAsset): Record<string, string> {
  return {
    id: asset.id,
    version: String(asset.version),
    listingId: asset.listingId ?? '',
    name: asset.name,
    assetClass: asset.assetClass,
    basis: writeDollars(asset.basis),
    inServiceOn: asset.inService,
    yearlyAmounts: Object.entries(asset.yearlyAmounts)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([year, cents]) => `${year}: ${writeDollars(cents)}`)
      .join('\n'),
  };
}
