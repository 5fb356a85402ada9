import { Table } from '~/components/ui/layout.tsx';
import { writeAddress } from '~/utils/addresses.ts';
import { writePeriod } from '../figures/periods.ts';
import { writeChange, writeFigure } from '../figures/writing.ts';
import { type AreaSeries, findNewest, listNewestFigures } from './series.ts';

/** The page of one figure: its file, its line, and what it was before. */
export const figureHref = (id: string, figure: string) => writeAddress(`/reid/figures/${id}`, { figure });

/** Every figure of the newest period with its changes. Each that a publisher gave leads to the file and the line it came from. */
export function FiguresTable({ series }: { series: AreaSeries }) {
  const newest = findNewest(series);
  if (!newest) return null;
  const period = writePeriod(newest.date, series.periodType, series.isRolling);
  return (
    <section className="flex flex-col gap-3">
      <h2>{`Figures of ${period}`}</h2>
      <Table caption={`Figures of ${period}`}>
        <thead>
          <tr>
            <th scope="col">Figure</th>
            <th scope="col" className="number">
              Value
            </th>
            <th scope="col" className="number max-sm:hidden">
              Since the period before
            </th>
            <th scope="col" className="number max-sm:hidden">
              In a year
            </th>
          </tr>
        </thead>
        <tbody>
          {listNewestFigures(series).map(({ figure, value, isComputed, overPeriod, overYear }) => (
            <tr key={figure.key}>
              <th scope="row" className="w-full">
                {figure.name}
                <span className="block max-w-prose text-xs font-normal text-pretty text-muted">
                  {figure.definition}
                </span>
              </th>
              <td className="number whitespace-nowrap">
                {isComputed ? (
                  <>
                    {writeFigure(figure, value)}
                    <span className="block text-xs text-muted">worked out here</span>
                  </>
                ) : (
                  <a href={figureHref(newest.id, figure.key)} className="link max-sm:inline-block max-sm:py-2.5">
                    {writeFigure(figure, value)}
                  </a>
                )}
                <span className="block text-xs text-muted sm:hidden">{`${writeChange(figure, overPeriod)} in a period`}</span>
                <span className="block text-xs text-muted sm:hidden">{`${writeChange(figure, overYear)} in a year`}</span>
              </td>
              <td className="number whitespace-nowrap max-sm:hidden">{writeChange(figure, overPeriod)}</td>
              <td className="number whitespace-nowrap max-sm:hidden">{writeChange(figure, overYear)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
