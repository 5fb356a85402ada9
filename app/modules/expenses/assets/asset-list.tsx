import { Table } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import type { ListedAsset } from '../properties/queries.server.ts';
import { depreciate } from '../tax/depreciation.ts';
import { assetClassLabels } from './schema.ts';

/** Assets with what is written off of them in a year. */
export function AssetList({ assets, year }: { assets: readonly ListedAsset[]; year: number }) {
  return (
    <Table caption={`Assets in ${year}`}>
      <thead>
        <tr>
          <th scope="col">Asset</th>
          <th scope="col" className="number">
            Cost
          </th>
          <th scope="col" className="number">
            {`Depreciation ${year}`}
          </th>
        </tr>
      </thead>
      <tbody>
        {assets.map((asset) => (
          <tr key={asset.id}>
            <th scope="row" className="w-full">
              <a href={`/expenses/listings/assets/${asset.id}`} className="link">
                {asset.name}
              </a>
              <span className="block text-xs font-normal text-muted">
                {`${assetClassLabels[asset.assetClass]}, since `}
                <Day date={asset.inService} />
              </span>
            </th>
            <td className="number">
              <Money cents={asset.basis} />
            </td>
            <td className="number">
              <Money cents={depreciate(asset, year).cents} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
