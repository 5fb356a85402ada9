import { depreciate } from '../tax/depreciation.ts';
import type { ListedAsset, ListedProperty } from './queries.server.ts';

/** Properties with the year's depreciation and what is left. Null is what the viewer may not see. Cents. */
export function sumProperties<Property extends Pick<ListedProperty, 'id' | 'rent' | 'deductible'>>(
  properties: readonly Property[],
  assets: readonly Omit<ListedAsset, 'property'>[],
  year: number,
  { seesTaxes, seesAll }: { seesTaxes: boolean; seesAll: boolean },
) {
  return properties.map((property) => {
    const depreciation = assets
      .filter(({ listingId }) => listingId === property.id)
      .reduce((sum, asset) => sum + depreciate(asset, year).cents, 0);
    return {
      ...property,
      rent: seesTaxes ? property.rent : null,
      depreciation: seesAll ? depreciation : null,
      net: seesTaxes ? property.rent - property.deductible - depreciation : null,
    };
  });
}
