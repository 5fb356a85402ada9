import { writePercent, writeRatio } from '../../figures/writing.ts';
import type { MeasureKey } from './measures.ts';

/** Names the rules and their version in every profile that they made. Other points or weights are another version. */
export const generator = { name: 'lotline-rules', version: '1' } as const;

/** Values that give 0, 50 and 100 points; between them points rise evenly. Falling values give more for less. */
export type Curve = readonly [nothing: number, half: number, full: number];

/** A part of a score that is measured. */
export interface MeasuredPart {
  measure: MeasureKey;
  curve: Curve;
  /** Against the weights of the score's other parts. */
  weight: number;
  /** Stands among strengths or weaknesses where the part gets 70 points or more, or 30 or fewer. */
  sentences?: { many: string; few: string };
}

/** Scores that are made of measures. */
export type MeasuredScoreKey = 'growth' | 'investment' | 'risk' | 'affordability';

/** A part of a score that is another score. */
export interface ScorePart {
  score: MeasuredScoreKey;
  /** 100 less the score: for risk. */
  isTurned: boolean;
  weight: number;
}

/** Measures by their names, and how their values are written. */
export const measureWords: Record<MeasureKey, { name: string; write: (value: number) => string }> = {
  priceOverYear: { name: 'Price, change in a year', write: writePercent },
  priceOverFiveYears: { name: 'Price, change in five years, a year', write: writePercent },
  populationGrowth: { name: 'Population, change a year', write: writePercent },
  salesOverYear: { name: 'Homes sold, change in a year', write: writePercent },
  rentYield: { name: 'A year’s rent, of the price', write: writePercent },
  monthsOfSupply: { name: 'Months of supply', write: writeRatio },
  priceToIncome: { name: 'Price, in yearly incomes', write: writeRatio },
  priceSwings: {
    name: 'Price, swings from month to month in two years',
    write: (points) => `${writeRatio(points)} points`,
  },
  belowPeak: { name: 'Price, below its highest in ten years', write: writePercent },
  rentToIncome: { name: 'A year’s rent, of the income', write: writePercent },
};

const growth: MeasuredPart[] = [
  {
    measure: 'priceOverYear',
    curve: [-10, 0, 10],
    weight: 40,
    sentences: { many: 'Prices rose clearly in the last year.', few: 'Prices fell clearly in the last year.' },
  },
  {
    measure: 'priceOverFiveYears',
    curve: [-2, 3, 10],
    weight: 30,
    sentences: { many: 'Prices rose strongly over five years.', few: 'Prices hardly rose over five years.' },
  },
  {
    measure: 'populationGrowth',
    curve: [-1, 0.5, 2],
    weight: 15,
    sentences: { many: 'The population grows fast.', few: 'The population hardly grows, or shrinks.' },
  },
  {
    measure: 'salesOverYear',
    curve: [-20, 0, 20],
    weight: 15,
    sentences: {
      many: 'Clearly more homes sold than a year before.',
      few: 'Clearly fewer homes sold than a year before.',
    },
  },
];

const investment: (MeasuredPart | ScorePart)[] = [
  {
    measure: 'rentYield',
    curve: [3, 6, 10],
    weight: 45,
    sentences: { many: 'Rents are high for the price.', few: 'Rents are low for the price.' },
  },
  {
    measure: 'monthsOfSupply',
    curve: [8, 5, 2],
    weight: 20,
    sentences: {
      many: 'Few homes are for sale for the pace of sales.',
      few: 'Many homes are for sale for the pace of sales.',
    },
  },
  {
    measure: 'priceToIncome',
    curve: [8, 5, 2.5],
    weight: 20,
    sentences: { many: 'Prices are low for the incomes.', few: 'Prices are high for the incomes.' },
  },
  { score: 'growth', isTurned: false, weight: 15 },
];

const risk: MeasuredPart[] = [
  {
    measure: 'priceSwings',
    curve: [0.3, 1, 3],
    weight: 35,
    sentences: { many: 'Prices swing widely from month to month.', few: 'Prices move evenly from month to month.' },
  },
  {
    measure: 'belowPeak',
    curve: [0, 10, 30],
    weight: 25,
    sentences: {
      many: 'Prices are far below their highest in ten years.',
      few: 'Prices are near their highest in ten years.',
    },
  },
  // Supply has its sentence under investment.
  { measure: 'monthsOfSupply', curve: [2, 5, 9], weight: 20 },
];

const affordability: MeasuredPart[] = [
  {
    measure: 'rentToIncome',
    curve: [45, 30, 18],
    weight: 100,
    sentences: { many: 'Rents take a small part of incomes.', few: 'Rents take a large part of incomes.' },
  },
];

/** A score with its parts. */
export interface ScoreRule {
  key: MeasuredScoreKey;
  name: string;
  /** A high score speaks against the area. */
  isBad: boolean;
  parts: readonly (MeasuredPart | ScorePart)[];
}

/** The scores in the order in which later ones need earlier ones. */
export const scoreRules: readonly ScoreRule[] = [
  { key: 'growth', name: 'Growth', isBad: false, parts: growth },
  { key: 'investment', name: 'Investment', isBad: false, parts: investment },
  { key: 'risk', name: 'Risk', isBad: true, parts: risk },
  { key: 'affordability', name: 'Affordability', isBad: false, parts: affordability },
];

/** The parts of the overall score. */
export const overallParts: readonly ScorePart[] = [
  { score: 'investment', isTurned: false, weight: 35 },
  { score: 'growth', isTurned: false, weight: 30 },
  { score: 'affordability', isTurned: false, weight: 15 },
  { score: 'risk', isTurned: true, weight: 20 },
];
