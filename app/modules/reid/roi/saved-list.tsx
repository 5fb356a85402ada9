import { Button } from '~/components/ui/button.tsx';
import { Table } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { countWords } from '~/utils/words.ts';
import { listHeadline } from './headline.ts';
import type { ListedSimulation } from './queries.server.ts';
import { storedSummary } from './versions.ts';
import { strategyLabels } from './words.ts';
import { MemberName } from '~/components/ui/name.tsx';

/** Saved simulations, each with a box to compare it. */
export function SavedList({ rows, viewerId }: { rows: readonly ListedSimulation[]; viewerId: string }) {
  return (
    <form method="get" action="/reid/roi/compare" className="flex flex-col gap-4">
      <Table caption="Saved simulations">
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">Compare</span>
            </th>
            <th scope="col">Simulation</th>
            <th scope="col" className="max-md:hidden">
              Results
            </th>
            <th scope="col" className="max-md:hidden">
              Changed
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const results = listHeadline(row.strategy, storedSummary.parse(row.results));
            return (
              <tr key={row.id}>
                <td>
                  <label className="tick">
                    <input type="checkbox" name="s" value={row.id} className="check" />
                    <span className="sr-only">{`Compare ${row.name}`}</span>
                  </label>
                </td>
                <th scope="row">
                  <a href={`/reid/roi/${row.id}`} className="link wrap-anywhere max-sm:inline-block max-sm:py-2">
                    {row.name}
                  </a>
                  <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-normal text-muted">
                    <span>
                      {strategyLabels[row.strategy]}
                      {row.scenarios > 0 && `, ${countWords(row.scenarios, 'scenario')}`}
                      {row.userId !== viewerId && ', '}
                      {row.userId !== viewerId && <MemberName name={row.owner} />}
                    </span>
                    {row.isShared && <Tag>Shared</Tag>}
                    {row.isTemplate && <Tag>Template</Tag>}
                  </p>
                  <p className="font-normal tabular-nums md:hidden">
                    {results.map(({ label, value }) => `${label} ${value}`).join(', ')}
                  </p>
                </th>
                <td className="max-md:hidden">
                  {results.map(({ label, value }) => (
                    <p key={label}>
                      <span className="text-muted">{label}</span> <span className="tabular-nums">{value}</span>
                    </p>
                  ))}
                </td>
                <td className="whitespace-nowrap max-md:hidden">
                  <Day date={row.updatedAt} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </Table>
      <div className="flex flex-wrap items-center gap-4">
        <Button>Compare</Button>
        <p className="text-muted">Tick two to four simulations.</p>
      </div>
    </form>
  );
}
