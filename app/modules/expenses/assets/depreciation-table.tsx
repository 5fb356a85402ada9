import { Table } from '~/components/ui/layout.tsx';
import { Money } from '~/components/ui/money.tsx';
import { type DepreciableAsset, depreciate } from '../tax/depreciation.ts';

/** Depreciation of an asset year by year, to its end or to the last year that is asked for. */
export function DepreciationTable({ asset }: { asset: DepreciableAsset & { name: string } }) {
  const first = Number(asset.inService.slice(0, 4));
  const years = Array.from({ length: 41 }, (_, index) => first + index);
  const rows = years.map((year) => ({ year, ...depreciate(asset, year) })).filter(({ cents }) => cents > 0);
  const total = rows.reduce((sum, { cents }) => sum + cents, 0);
  return (
    <Table phone="scroll" caption={`Depreciation of ${asset.name}`}>
      <thead>
        <tr>
          <th scope="col">Year</th>
          <th scope="col" className="number">
            Percent
          </th>
          <th scope="col" className="number">
            Depreciation
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ year, cents, rate }) => (
          <tr key={year}>
            <th scope="row">{year}</th>
            <td className="number">{rate === null ? 'Typed, or the rest' : `${(rate / 10_000).toFixed(3)} %`}</td>
            <td className="number">
              <Money cents={cents} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">All years</th>
          <td />
          <td className="number font-semibold">
            <Money cents={total} />
          </td>
        </tr>
      </tfoot>
    </Table>
  );
}
