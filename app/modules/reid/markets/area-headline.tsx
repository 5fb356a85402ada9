import { KeyFigures } from '~/components/ui/key-figures.tsx';
import { Day } from '~/components/ui/money.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { writeAddress } from '~/utils/addresses.ts';
import { areaKindNames } from '../areas/area-search.ts';
import type { AreaType } from '../areas/areas.ts';
import type { FigureKey } from '../figures/definitions.ts';
import { writeRounded } from '../figures/listed-figures.ts';
import { writePeriod } from '../figures/periods.ts';
import { nameSource } from '../figures/sources.ts';
import { findMarketLabel, type MarketLabel } from '../figures/supply.ts';
import { writeChange } from '../figures/writing.ts';
import { type AreaSeries, findNewest, findPriceFigure, listNewestFigures } from './series.ts';
import { type SeriesAddress, writeSeriesAddress } from './series-address.ts';

const hues = {
  "Seller's market": 'warning',
  Balanced: 'neutral',
  "Buyer's market": 'success',
} as const satisfies Record<MarketLabel, string>;

/** Whom a market favors, in a word. Nothing where the months of supply are not known. */
export function MarketTag({ months }: { months: number | null }) {
  const label = findMarketLabel(months);
  return label && <Tag hue={hues[label]}>{label}</Tag>;
}

/** The newest period in four figures, with whom the market favors. */
export function AreaHeadline({ series }: { series: AreaSeries }) {
  const newest = findNewest(series);
  if (!newest) return null;
  const price = findPriceFigure(series);
  const shown: (FigureKey | undefined)[] = [
    price,
    'median_rent',
    'inventory_months',
    'days_on_market',
    'sold_listings',
  ];
  const figures = listNewestFigures(series)
    .filter(({ figure }) => shown.includes(figure.key))
    .slice(0, 4);
  const months = newest.figures.get('inventory_months') ?? null;
  return (
    <section className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <h2>{writePeriod(newest.date, series.periodType, series.isRolling)}</h2>
        <MarketTag months={months} />
        <span className="text-muted">{`${nameSource(series.source)}, ${series.propertyType ?? 'all property types'}`}</span>
      </div>
      <KeyFigures
        figures={figures.map(({ figure, value, overYear }) => ({
          label: overYear === null ? figure.name : `${figure.name}, ${writeChange(figure, overYear)} in a year`,
          value: writeRounded(figure, value),
        }))}
      />
    </section>
  );
}

/** Says that figures are shown as they were known on a day, and leads back. */
export function AsOfNotice({ address, path }: { address: SeriesAddress; path: string }) {
  if (!address.asOf) return null;
  return (
    <Notice
      title={
        <>
          {'As it was known at the end of '}
          <Day date={address.asOf} />
        </>
      }
    >
      <p>
        What a later import changed is shown as it was, and what it brought is left out.{' '}
        <a href={writeSeriesAddress(path, { ...address, asOf: '' })} className="link">
          Show what is known now
        </a>
      </p>
    </Notice>
  );
}

/** What else is known of an area. */
export interface Surroundings {
  areaType: AreaType;
  peopleYear: number | null;
  zipCode: string | null;
  city: string | null;
  state: string | null;
  hasSchools: boolean;
}

/** The kind of an area, with links to its people and its schools. */
export function AreaLinks({ areaKey, around }: { areaKey: string; around: Surroundings }) {
  const { areaType, peopleYear, zipCode, city, state, hasSchools } = around;
  const schools =
    areaType === 'ZIP'
      ? { zip: zipCode }
      : areaType === 'CITY'
        ? { state, city }
        : areaType === 'STATE'
          ? { state }
          : {};
  return (
    <>
      {areaKindNames[areaType]}
      {areaType === 'ZIP' && city && state && `, ${city}, ${state}`}
      {peopleYear !== null && (
        <>
          {' · '}
          <a href={writeAddress('/reid/demographics', { a: areaKey })} className="link">
            People
          </a>
        </>
      )}
      {hasSchools && (
        <>
          {' · '}
          <a href={writeAddress('/reid/schools', schools)} className="link">
            Schools
          </a>
        </>
      )}
    </>
  );
}
