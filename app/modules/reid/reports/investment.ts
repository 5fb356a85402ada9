import { formatMoney } from '~/utils/money.ts';
import { findFigure } from '../figures/definitions.ts';
import { nameSource } from '../figures/sources.ts';
import { unknown, writePercent, writeRatio } from '../figures/writing.ts';
import type { ReportData } from './content.ts';
import type { ReportTable } from './parts.ts';
import { findNewest, findPriceFigure, listSeries } from './series.ts';

/** Rents against prices and prices against incomes, by the newest of each: kinds of figures that may come from different sources. */
export function investmentTable(data: ReportData): ReportTable[] {
  const priceKey = findPriceFigure(data);
  const [prices, rents] = [priceKey ? listSeries(data, priceKey) : [], listSeries(data, 'median_rent')];
  const sources: string[] = [];
  const rows = data.areas.flatMap(({ name }, area) => {
    const [ofPrice, ofRent] = [prices, rents].map((all) => all.find((series) => series.area === area));
    const people = data.people.find((one) => one.area === area);
    const price = ofPrice && findNewest(ofPrice)?.value;
    const rent = (ofRent && findNewest(ofRent)?.value) ?? people?.figures.median_rent?.value;
    const income = people?.figures.median_income?.value;
    if (price === undefined && rent === undefined) return [];
    if (ofPrice) sources.push(ofPrice.source);
    if (ofRent) sources.push(ofRent.source);
    if (people && (income !== undefined || !ofRent)) sources.push(people.source);
    return [
      {
        name,
        cells: [
          price === undefined ? unknown : formatMoney(price),
          rent === undefined ? unknown : formatMoney(rent),
          price && rent !== undefined ? writePercent((12 * 100 * rent) / price) : unknown,
          price !== undefined && income ? writeRatio(price / income) : unknown,
        ],
      },
    ];
  });
  if (rows.length === 0) return [];
  return [
    {
      heading: 'Rents, prices and incomes',
      columns: [
        'Area',
        (priceKey && findFigure(priceKey)?.name) ?? 'Price',
        'Rent a month',
        'A year’s rent, of the price',
        'Price, in yearly incomes',
      ],
      rows,
      note: `Newest of each kind, from ${[...new Set(sources)].map(nameSource).join('; ')}.`,
      sources,
    },
  ];
}
