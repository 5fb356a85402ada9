import { Table } from '~/components/ui/layout.tsx';
import { findFigure } from '../figures/definitions.ts';
import { arrangeByYear, findMonthlyShape } from '../figures/seasons.ts';
import { findFormat, unknown, writePercent } from '../figures/writing.ts';
import { type AreaSeries, chooseSeasonalFigure, valuesOf } from './series.ts';

const monthNames = Array.from({ length: 12 }, (_, month) =>
  new Intl.DateTimeFormat('en-US', { month: 'short', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, month, 1))),
);

const mostYears = 5;
/** A phone has room for the newest years. */
const yearsOnPhone = 2;

/** The months of a monthly series beside those of other years, and how a year usually runs. Nothing for other series. */
export function SeasonalTable({ series }: { series: AreaSeries }) {
  const key = chooseSeasonalFigure(series);
  const figure = key && findFigure(key);
  if (!figure || series.periodType !== 'MONTHLY') return null;
  const values = valuesOf(series, figure.key);
  const years = arrangeByYear(values).slice(0, mostYears);
  const shape = findMonthlyShape(values);
  const format = findFormat(figure);
  const hide = (place: number) => (place < yearsOnPhone ? '' : ' max-sm:hidden');
  return (
    <section className="flex flex-col gap-3">
      <h2>{`${figure.name} by month`}</h2>
      <p className="max-w-prose text-muted">
        {shape
          ? 'The last column is the mean of each month over all years, as a percentage of an average month.'
          : 'How a year usually runs is shown once every month has three years.'}
      </p>
      <Table phone="scroll" caption={`${figure.name} by month`}>
        <thead>
          <tr>
            <th scope="col">Month</th>
            {years.map(({ year }, place) => (
              <th key={year} scope="col" className={`number${hide(place)}`}>
                {year}
              </th>
            ))}
            {shape && (
              <th scope="col" className="number">
                Usual
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {monthNames.map((name, month) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {years.map(({ year, months }, place) => {
                const value = months[month] ?? null;
                return (
                  <td key={year} className={`number${hide(place)}`}>
                    {value === null ? unknown : figure.unit === 'MONEY' ? format.mark(value) : format.write(value)}
                  </td>
                );
              })}
              {shape && <td className="number">{writePercent((shape[month] ?? 0) * 100)}</td>}
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
