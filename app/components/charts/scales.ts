import { scaleLinear } from 'd3-scale';

/** How an axis of values is divided. */
export interface ScaleOptions {
  /** The axis holds 0, as bars need it. Without it the axis shows small changes of large values. */
  holdsZero?: boolean;
  /** Marks may stand between whole numbers. */
  hasFractions?: boolean;
}

/**
 * The axis of values: from a round number not above the lowest value, or 0, to a round one not below the highest, or 0,
 * with two to seven marks evenly apart, which are whole unless it is said otherwise.
 * @param height  points between the lowest and the highest mark
 * @returns the marks, and the distance of a value from the top
 */
export function scaleValues(
  values: readonly number[],
  height: number,
  { holdsZero = true, hasFractions = false }: ScaleOptions = {},
): { marks: number[]; y: (value: number) => number } {
  const held = holdsZero || values.length === 0 ? [0, ...values] : values;
  const lowest = held.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
  const highest = held.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY);
  // Without values, or with one alone, there is still an axis to read.
  const least = hasFractions ? 0.01 : 1;
  const scale = scaleLinear()
    .domain([lowest, highest - lowest < least ? lowest + least : highest])
    .range([height, 0])
    .nice(4);
  // Things are counted and cents are whole: half of one is no mark.
  const marks = scale.ticks(4).filter((mark) => hasFractions || Number.isInteger(mark));
  return { marks, y: (value) => scale(value) };
}

/** The distance of a place's middle from the left, as a share of the width. */
export function middleOf(index: number, count: number): number {
  return (index + 0.5) / count;
}

/** Where the word of a place stands. */
export interface PlaceLabel {
  index: number;
  anchor: 'start' | 'middle' | 'end';
}

/** Points of width that a chart has on the narrowest phone, and those that a letter below it takes. */
const narrow = 270;
const letter = 7;

/**
 * Chooses the places whose names stand below a chart: all where they have room on a phone, else every second, third, …,
 * counted from the last, which is the newest. A name that is wider than its place is kept inside at both ends.
 */
export function chooseLabels(names: readonly string[]): PlaceLabel[] {
  const width = Math.max(0, ...names.map(({ length }) => length)) * letter;
  const room = narrow / Math.max(1, names.length);
  // The newest name, kept inside, reaches half its width further to the left than the others.
  const needed = (width > room ? 1.5 * width : width) + 8;
  const stride = Math.max(1, Math.ceil(needed / room));
  const last = names.length - 1;
  return names.flatMap((_, index): PlaceLabel[] => {
    if ((last - index) % stride !== 0) return [];
    if (width <= room) return [{ index, anchor: 'middle' }];
    return [{ index, anchor: index === last ? 'end' : index < width / 2 / room ? 'start' : 'middle' }];
  });
}
