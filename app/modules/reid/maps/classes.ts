import { scaleQuantile } from 'd3-scale';

/** Areas whose values lie close together, on a map in one pattern. */
export interface ValueClass {
  /** The lowest and the highest value that is in it. */
  lowest: number;
  highest: number;
  count: number;
  /** The place of its pattern among five, 0 being the lightest. */
  shade: number;
}

/** Values in up to five classes. */
export interface Classes {
  /** The lowest first; none is empty. */
  classes: ValueClass[];
  /** The class of one of the values. */
  findClass: (value: number) => ValueClass | undefined;
}

const most = 5;

/** Divides values into fifths, the lowest fifth first. Equal values stay together, so there may be fewer than five. */
export function divideIntoFifths(values: readonly number[]): Classes {
  const scale = scaleQuantile<number>()
    .domain(values)
    .range(Array.from({ length: most }, (_, place) => place));
  const fifths = Array.from({ length: most }, (_, fifth) => ({
    fifth,
    members: values.filter((value) => scale(value) === fifth),
  })).filter(({ members }) => members.length > 0);
  const byFifth = new Map(
    fifths.map(({ fifth, members }, place): [number, ValueClass] => [
      fifth,
      {
        lowest: Math.min(...members),
        highest: Math.max(...members),
        count: members.length,
        // Few classes are spread over the patterns, so that lowest and highest differ as much as they can.
        shade: fifths.length === 1 ? 2 : Math.round((place * (most - 1)) / (fifths.length - 1)),
      },
    ]),
  );
  return { classes: [...byFifth.values()], findClass: (value) => byFifth.get(scale(value)) };
}
