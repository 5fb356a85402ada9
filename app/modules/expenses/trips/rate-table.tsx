import { Table } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { mileageRates } from '../tax/mileage-rates.ts';
import { formatRate } from './miles.ts';

/** The standard rates and where they were published, the latest first. */
export function RateTable() {
  return (
    <details>
      <summary className="link">Standard mileage rates</summary>
      <div className="mt-3">
        <Table phone="scroll" caption="Standard mileage rates">
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col" className="number">
                A mile
              </th>
              <th scope="col">Source</th>
            </tr>
          </thead>
          <tbody>
            {mileageRates.toReversed().map(({ from, rate, source }) => (
              <tr key={from}>
                <th scope="row" className="whitespace-nowrap">
                  <Day date={from} />
                </th>
                <td className="number">{formatRate(rate / 10)}</td>
                <td>{source}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </details>
  );
}
