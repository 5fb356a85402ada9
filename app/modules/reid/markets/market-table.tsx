import { Table } from '~/components/ui/layout.tsx';
import { areaKindNames } from '../areas/area-search.ts';
import { describeListed, dollars, type ListedFigure } from '../figures/listed-figures.ts';
import { writePeriod } from '../figures/periods.ts';
import { unknown, writeChange, writeFigure } from '../figures/writing.ts';
import { HeatCell } from './heat.tsx';
import { marketHref } from './list-address.ts';
import type { ListedMarket, PriceFigure } from './list-query.server.ts';

interface MarketTableProps {
  rows: readonly ListedMarket[];
  source: string;
  priceFigure: PriceFigure | null;
  figure: ListedFigure;
  /** The values between the fifths of the chosen figure; null where it is not shaded. */
  thresholds: readonly number[] | null;
  mayWrite: boolean;
}

/**
 * Areas with their newest figures. Ticked ones are compared; the buttons belong to a form on the page. On a phone, all figures but the
 * price stand below the name.
 */
export function MarketTable({ rows, source, priceFigure, figure, thresholds, mayWrite }: MarketTableProps) {
  const { name: priceName } = describeListed('price', priceFigure);
  const listed = describeListed(figure, priceFigure);
  const isOwnColumn = !['price', 'price_change', 'inventory_months', 'days_on_market'].includes(figure);
  const shade = (key: ListedFigure, value: number | null, words: string) =>
    thresholds && key === figure ? <HeatCell value={value} thresholds={thresholds} format={listed.format} /> : words;
  return (
    <Table caption="Markets">
      <thead>
        <tr className={narrow}>
          <th scope="col">
            <span className="sr-only">Compare</span>
          </th>
          <th scope="col">Area</th>
          <th scope="col" className="number max-sm:whitespace-normal">
            {priceName}
          </th>
          <th scope="col" className="number max-md:hidden">
            In a year
          </th>
          <th scope="col" className="number max-md:hidden">
            Months of supply
          </th>
          <th scope="col" className="number max-md:hidden">
            Days on market
          </th>
          {isOwnColumn && (
            <th scope="col" className="number max-md:hidden">
              {listed.name}
            </th>
          )}
          {mayWrite && (
            <th scope="col">
              <span className="sr-only">Watch</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} className={narrow}>
            <td>
              <label className="tick">
                <input
                  type="checkbox"
                  form="compare"
                  name="a"
                  value={row.key}
                  className="check"
                  aria-label={`Compare ${row.name}`}
                />
              </label>
            </td>
            <th scope="row" className="w-full">
              <a href={marketHref(row.key, source)} className="link">
                {row.name}
              </a>
              <span className="block text-xs font-normal text-muted">
                {`${areaKindNames[row.type]}, ${writePeriod(row.date, row.periodType)}${row.propertyType ? `, ${row.propertyType}` : ''}`}
              </span>
              <span className="block text-xs font-normal text-muted md:hidden">
                {`${writeChange(money, row.priceChange)} in a year · ${writeFigure(months, row.months)} of supply · ${writeFigure(days, row.days)}`}
                {isOwnColumn && ` · ${listed.name}: ${row.value === null ? unknown : listed.format.write(row.value)}`}
              </span>
            </th>
            <td className="number whitespace-nowrap">
              {shade('price', row.price, row.price === null ? unknown : dollars.write(row.price))}
            </td>
            <td className="number whitespace-nowrap max-md:hidden">
              {shade('price_change', row.priceChange, writeChange(money, row.priceChange))}
            </td>
            <td className="number whitespace-nowrap max-md:hidden">
              {shade('inventory_months', row.months, writeFigure(months, row.months))}
            </td>
            <td className="number whitespace-nowrap max-md:hidden">
              {shade('days_on_market', row.days, writeFigure(days, row.days))}
            </td>
            {isOwnColumn && (
              <td className="number whitespace-nowrap max-md:hidden">
                {shade(figure, row.value, row.value === null ? unknown : listed.format.write(row.value))}
              </td>
            )}
            {mayWrite && (
              <td className="text-right">
                {row.isWatched ? (
                  <span className="text-muted">Watched</span>
                ) : (
                  <button
                    type="submit"
                    form="watch"
                    name="area"
                    value={row.key}
                    className="button button-secondary button-small max-sm:min-h-11"
                    aria-label={`Watch ${row.name}`}
                  >
                    Watch
                  </button>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** On a phone a box, a name, a price and a button stand side by side. */
const narrow = 'max-sm:*:px-2';

const money = { unit: 'MONEY' } as const;
const months = { unit: 'MONTHS' } as const;
const days = { unit: 'DAYS' } as const;
