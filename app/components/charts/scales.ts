import { scaleLinear } from 'd3-scale';

/**
 * The axis of values: from a round number not above the lowest value, or 0, to a round one not below the highest, or 0,
 * with two to seven whole marks evenly apart.
 * @param height  points between the lowest and the highest mark
 * @returns the marks, and the distance of a value from the top
 */
export function scaleValues(
  values: readonly number[],
  height: number,
): { marks: number[]; y: (value: number) => number } {
  const lowest = values.reduce((low, value) => Math.min(low, value), 0);
  const highest = values.reduce((high, value) => Math.max(high, value), 0);
  // Without values there is still an axis to read.
  const scale = scaleLinear()
    .domain([lowest, lowest === 0 && highest < 1 ? 1 : highest])
    .range([height, 0])
    .nice(4);
  // Things are counted and cents are whole: half of one is no mark.
  return { marks: scale.ticks(4).filter(Number.isInteger), y: (value) => scale(value) };
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
