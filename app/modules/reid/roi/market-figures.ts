import { type AskedText, type FigureIds, type FilledInput, filledInputs, writeTyped } from './asked.ts';
import { inputFields, listInputs } from './fields.ts';
import type { InputName } from './v2/inputs.ts';

/** Publishers whose prices can be asked for, in the order they are looked for; the names are beginnings of sources. */
export const priceSources = { redfin: 'Redfin', zillow: 'Zillow', realtor: 'Realtor.com' } as const;
export type PriceSource = keyof typeof priceSources;

/** How a price is named, by the column it stands in: never one as another. */
export const priceNames = {
  median_price: 'Median sale price',
  typical_value: 'Typical home value',
  median_list_price: 'Median asking price',
  median_rent: 'Median rent',
  MORTGAGE30US: '30-year mortgage rate',
} as const;

/** A figure that fills an input. */
export interface Figure {
  readonly id: string;
  /** Cents; millionths for the rate. */
  readonly value: number;
  /** The column or the series that it stands in. */
  readonly kind: keyof typeof priceNames;
  readonly source: string;
  /** Null for a series that belongs to no area. */
  readonly area: string | null;
  /** Last day of its period. */
  readonly day: string;
}

/** The newest figures of an area, by the inputs that they fill; null where there is none. */
export type AreaFigures = Readonly<Record<FilledInput, Figure | null>>;

/** The inputs of a strategy with those that an area has figures for filled from them, and the ids of these figures. */
export function fillInputs(asked: AskedText, figures: AreaFigures): { typed: AskedText['typed']; figures: FigureIds } {
  const names = new Set<InputName>(listInputs(asked.strategy));
  const typed = { ...asked.typed };
  const ids: FigureIds = {};
  for (const [name, figure] of listFilled(figures)) {
    if (!names.has(name)) continue;
    typed[name] = writeTyped(inputFields[name].kind, figure.value);
    ids[name] = figure.id;
  }
  return { typed, figures: ids };
}

function listFilled({ price, rent, rate }: AreaFigures): [FilledInput, Figure][] {
  const all: [FilledInput, Figure | null][] = [
    ['price', price],
    ['rent', rent],
    ['rate', rate],
  ];
  return all.flatMap(([name, figure]): [FilledInput, Figure][] => (figure ? [[name, figure]] : []));
}

/** A figure that an input was filled from. */
export interface UsedFigure {
  readonly input: FilledInput;
  readonly figure: Figure;
  /** Whether the input holds another value than the figure by now. */
  readonly isChanged: boolean;
}

/**
 * The figures that inputs were filled from, as far as they are still there.
 * @param typedOf  what an input holds, as it is typed; undefined where the strategy has no such input
 */
export function listUsedFigures(
  ids: FigureIds,
  found: readonly Figure[],
  typedOf: (input: FilledInput) => string | undefined,
): UsedFigure[] {
  return filledInputs.flatMap((input) => {
    const figure = found.find(({ id }) => id === ids[input]);
    const typed = typedOf(input);
    if (!figure || typed === undefined) return [];
    return [{ input, figure, isChanged: typed !== writeTyped(inputFields[input].kind, figure.value) }];
  });
}
