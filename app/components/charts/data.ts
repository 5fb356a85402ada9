import { formatMoney } from '~/utils/money.ts';

/** A place on the axis that runs from left to right, such as a month. */
export interface ChartPlace {
  /** Unique in the chart. */
  key: string;
  /** Its name in full, for the table: "Mar 4, 2026". */
  name: string;
  /** Its name below the chart, where there is little room: "Mar". The full name where it is missing. */
  short?: string;
}

/** Values of one kind, one for each place; null where there is none. */
export interface ChartSeries {
  name: string;
  values: readonly (number | null)[];
}

/** How values are written: in the table and in tips, and beside the axis, where there is little room. */
export interface ValueFormat {
  write: (value: number) => string;
  mark: (value: number) => string;
  /** Marks of the axis may stand between whole numbers, as for shares. */
  hasFractions?: boolean;
}

const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });
const compactDollars = new Intl.NumberFormat('en-US', {
  notation: 'compact',
  minimumFractionDigits: 0,
  maximumFractionDigits: 1,
  style: 'currency',
  currency: 'USD',
});

/** Cents of US dollars. */
export const money: ValueFormat = {
  write: (cents) => formatMoney(cents),
  mark: (cents) => compactDollars.format(cents / 100),
};

/** Whole numbers of things. */
export const counts: ValueFormat = {
  write: (count) => count.toLocaleString('en-US'),
  mark: (count) => compact.format(count),
};

/** A chart of several series in one: what every drawing of it takes. */
export interface ChartProps {
  /** Unique on the page. */
  id: string;
  title: string;
  /** One sentence that says what the chart shows. */
  summary: string;
  /** The heading of the places in the table: "Month". */
  placeHeading: string;
  places: readonly ChartPlace[];
  /** At most four, so that patterns and dashes tell them apart without their colour. */
  series: readonly ChartSeries[];
  format: ValueFormat;
  /** The drawing alone, said by its title and summary: where it is part of a picture, and its data are no one's. */
  isPicture?: boolean;
}
