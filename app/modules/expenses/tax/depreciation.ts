import { scale, takeRate } from './exact.ts';

export const assetClasses = ['RESIDENTIAL', 'COMMERCIAL', 'MANUAL'] as const;
/** How an asset is depreciated: 27.5 or 39 years by table, or amounts typed for each year. */
export type AssetClass = (typeof assetClasses)[number];

/** The facts of an asset that its depreciation follows from. */
export interface DepreciableAsset {
  readonly assetClass: AssetClass;
  /** Cents, without the land. */
  readonly basis: number;
  /** Day it was placed in service, such as "2024-10-03". */
  readonly inService: string;
  /** Cents by tax year: all of MANUAL; for the tables, the year of a sale, after which there is nothing. */
  readonly yearlyAmounts: Readonly<Record<string, number>>;
}

/** One year's depreciation of an asset, and how it came about. */
export interface YearDepreciation {
  readonly cents: number;
  /** Millionths of the basis; null for typed amounts, and for what is left at the end. */
  readonly rate: number | null;
  /** 1 in the year it is placed in service. */
  readonly yearNumber: number;
}

// Percent of the basis in thousandths of a percent, by month placed in service, January first: Publication 946,
// table A-6 (residential rental property, 27.5 years, mid-month) and table A-7a (nonresidential, 39 years).
const residentialFirst = [3485, 3182, 2879, 2576, 2273, 1970, 1667, 1364, 1061, 758, 455, 152];
const commercialFirst = [2461, 2247, 2033, 1819, 1605, 1391, 1177, 963, 749, 535, 321, 107];
const commercialYears = 39;

/**
 * Percent of the basis in thousandths, by table A-6.
 * @param month  1 to 12, in which the property was placed in service
 * @param yearNumber  1 in that year
 */
export function residentialPercent(month: number, yearNumber: number): number {
  const isFirstHalf = month <= 6;
  if (yearNumber < 1) return 0;
  if (yearNumber === 1) return residentialFirst[month - 1] ?? 0;
  if (yearNumber <= 9) return 3636;
  if (yearNumber <= 27) return isFirstHalf === (yearNumber % 2 === 0) ? 3637 : 3636;
  if (yearNumber === 28) return isFirstHalf ? (residentialFirst[6 - month] ?? 0) : 3636;
  return yearNumber === 29 && !isFirstHalf ? (residentialFirst[18 - month] ?? 0) : 0;
}

/** Percent of the basis in thousandths, by table A-7a, in which year 40 has what the others leave. */
export function commercialPercent(month: number, yearNumber: number): number {
  const first = commercialFirst[month - 1] ?? 0;
  if (yearNumber < 1 || yearNumber > commercialYears + 1) return 0;
  if (yearNumber === 1) return first;
  return yearNumber <= commercialYears ? 2564 : 100_000 - first - (commercialYears - 1) * 2564;
}

/** Depreciation of an asset in a tax year; nothing before it is in service and after it is written off. */
export function depreciate(asset: DepreciableAsset, year: number): YearDepreciation {
  const yearNumber = year - Number(asset.inService.slice(0, 4)) + 1;
  const month = Number(asset.inService.slice(5, 7));
  const typed = asset.yearlyAmounts[year];
  const isSold = Object.keys(asset.yearlyAmounts).some((typedYear) => Number(typedYear) < year);
  if (asset.assetClass === 'MANUAL' || typed !== undefined || isSold) {
    return { cents: typed ?? 0, rate: null, yearNumber };
  }
  const percent =
    asset.assetClass === 'RESIDENTIAL' ? residentialPercent(month, yearNumber) : commercialPercent(month, yearNumber);
  if (asset.assetClass === 'COMMERCIAL' && yearNumber === commercialYears + 1) {
    // What is left in cents, so that the years add up to the basis.
    const first = takeRate(asset.basis, commercialPercent(month, 1) * 10);
    return {
      cents: asset.basis - first - (commercialYears - 1) * takeRate(asset.basis, 25_640),
      rate: null,
      yearNumber,
    };
  }
  return { cents: scale(asset.basis, percent, 100_000), rate: percent * 10, yearNumber };
}
