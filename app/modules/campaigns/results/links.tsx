import { Table } from '~/components/ui/layout.tsx';
import type { ClickedLink } from './queries.server.ts';
import { computeRate, writeRate } from './rates.ts';

/** The links of an email, and how many people followed each. */
export function ClickedLinks({ links, delivered }: { links: readonly ClickedLink[]; delivered: number }) {
  return (
    <section className="flex flex-col gap-3">
      <h2>Links</h2>
      {links.length === 0 ? (
        <p className="text-muted">There is no link in this email that is counted.</p>
      ) : (
        <Table caption="Links">
          <thead>
            <tr>
              <th scope="col" className="number">
                No.
              </th>
              <th scope="col">Link</th>
              <th scope="col" className="number">
                People
              </th>
              <th scope="col" className="number">
                Of delivered
              </th>
              <th scope="col" className="number">
                Clicks
              </th>
            </tr>
          </thead>
          <tbody>
            {links.map(({ number, url, label, people, clicks }) => (
              <tr key={number}>
                <td className="number">{number}</td>
                <th scope="row" className="wrap-anywhere">
                  {label || url}
                  {label && <span className="block text-xs font-normal text-muted wrap-anywhere">{url}</span>}
                </th>
                <td className="number">{people.toLocaleString('en-US')}</td>
                <td className="number">{writeRate(computeRate(people, delivered))}</td>
                <td className="number">{clicks.toLocaleString('en-US')}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </section>
  );
}
