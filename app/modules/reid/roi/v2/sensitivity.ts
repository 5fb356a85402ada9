import { calculateBrrrr } from './brrrr.ts';
import { scale } from './exact.ts';
import { type Asked, allInputs } from './inputs.ts';
import { calculateRental, type Holding } from './rental.ts';

/** The inputs that can be varied: amounts by 10 and 20 %, percentages by half a point and a point. */
export const variedInputs = ['price', 'rent', 'rate', 'vacancyRate', 'rentGrowth', 'valueGrowth'] as const;
export type VariedInput = (typeof variedInputs)[number];

/** The results that can be looked at. */
export const sensitiveResults = ['internalRate', 'cashOnCash', 'monthlyCashFlow'] as const;
export type SensitiveResult = (typeof sensitiveResults)[number];

/** A property that is let: the only strategies with all of these inputs and results. */
export type LetProperty = Extract<Asked, { strategy: 'RENTAL' | 'BRRRR' }>;

/** One result for five values of two inputs; the middle is the result itself. Null where a value leaves its range or no result exists. */
export interface Sensitivity {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly cells: readonly (readonly (number | null)[])[];
}

/** Varies two different inputs around what was asked. */
export function varyTwo(
  asked: LetProperty,
  row: VariedInput,
  column: VariedInput,
  result: SensitiveResult,
): Sensitivity {
  const rows = listValues(row, asked.inputs[row]);
  const columns = listValues(column, asked.inputs[column]);
  const cells = rows.map((rowValue) =>
    columns.map((columnValue) => {
      if (!isWithin(row, rowValue) || !isWithin(column, columnValue)) return null;
      return pick(hold(asked, { [row]: rowValue, [column]: columnValue }), result);
    }),
  );
  return { rows, columns, cells };
}

const isAmount = (input: VariedInput) => input === 'price' || input === 'rent';
const halfAPoint = 5_000;

function listValues(input: VariedInput, value: number): number[] {
  return [-2, -1, 0, 1, 2].map((step) => (isAmount(input) ? scale(value, 10 + step, 10) : value + step * halfAPoint));
}

const isWithin = (input: VariedInput, value: number) => allInputs.shape[input].safeParse(value).success;

function hold(asked: LetProperty, varied: Partial<Record<VariedInput, number>>): Holding {
  return asked.strategy === 'RENTAL'
    ? calculateRental({ ...asked.inputs, ...varied }).holding
    : calculateBrrrr({ ...asked.inputs, ...varied }).holding;
}

function pick(holding: Holding, result: SensitiveResult): number | null {
  return result === 'internalRate' ? holding.internalRate.percent : holding[result];
}
