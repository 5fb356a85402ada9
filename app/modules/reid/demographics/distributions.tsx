import { BarChart } from '~/components/charts/bars.tsx';
import { findFormat } from '../figures/writing.ts';
import { writeYears } from './columns.ts';
import type { PeopleRow } from './queries.server.ts';

const charts = [
  { id: 'ages', title: 'Age' },
  { id: 'incomes', title: 'Household income' },
  { id: 'education', title: 'Education' },
] as const;

const percent = findFormat({ unit: 'PERCENT' });

/** How people divide into groups, each chart with a series for each column of the table. Charts without values are left out. */
export function Distributions({ columns }: { columns: readonly PeopleRow[] }) {
  const isOneArea = new Set(columns.map(({ areaKey }) => areaKey)).size === 1;
  const shown = isOneArea ? columns.slice(0, 1) : columns;
  return (
    <div className="grid gap-x-8 gap-y-10 xl:grid-cols-2">
      {charts.map(({ id, title }) => {
        const groups = [...new Set(shown.flatMap((column) => Object.keys(column[id] ?? {})))];
        if (groups.length === 0) return null;
        return (
          <BarChart
            key={id}
            id={id}
            title={title}
            summary={summarize(shown, id)}
            placeHeading="Group"
            places={groups.map((group) => ({ key: group, name: group }))}
            series={shown.map((column) => ({
              name: `${column.areaName}, ${writeYears(column)}`,
              values: groups.map((group) => column[id]?.[group] ?? null),
            }))}
            format={percent}
          />
        );
      })}
    </div>
  );
}

/** Names the largest group of each column: "Most are 18 to 34 in 60601 (36.0%)." */
function summarize(columns: readonly PeopleRow[], id: (typeof charts)[number]['id']): string {
  const largest = columns.flatMap((column) => {
    const [most] = Object.entries(column[id] ?? {}).toSorted(([, one], [, other]) => other - one);
    return most ? [`${most[0]} in ${column.areaName} (${percent.write(most[1])})`] : [];
  });
  return `The largest group: ${largest.join('; ')}.`;
}

/** The industries that most people work in, as the source lists them. */
export function Industries({ columns }: { columns: readonly PeopleRow[] }) {
  const named = columns.filter(({ industries }) => industries && industries.length > 0);
  const [first] = named;
  if (!first) return null;
  const areas = new Map(named.map((column) => [column.areaKey, column]));
  return (
    <section className="flex flex-col gap-3">
      <h2>Industries</h2>
      <dl className="flex flex-col gap-2">
        {[...areas.values()].map(({ areaKey, areaName, industries }) => (
          <div key={areaKey}>
            <dt className="font-medium">{areaName}</dt>
            <dd className="text-muted">{industries?.join(', ')}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
