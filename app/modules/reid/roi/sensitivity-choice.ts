import { readKey } from '~/utils/addresses.ts';
import { inputFields } from './fields.ts';
import type { Calculation } from './v2/calculate.ts';
import {
  type LetProperty,
  type SensitiveResult,
  type Sensitivity,
  type VariedInput,
  varyTwo,
} from './v2/sensitivity.ts';
import { writeAmount, writePercent, writeRate } from './words.ts';

const inputLabels: Readonly<Record<VariedInput, string>> = {
  price: 'Price',
  rent: 'Rent',
  rate: 'Interest rate',
  vacancyRate: 'Vacancy',
  rentGrowth: 'Growth of rent',
  valueGrowth: 'Growth of value',
};

const resultLabels: Readonly<Record<SensitiveResult, string>> = {
  cashOnCash: 'Cash-on-cash return',
  internalRate: 'Internal rate of return',
  monthlyCashFlow: 'Cash flow a month',
};

/** What a sensitivity table offers to choose from. */
export const sensitivityLabels = { inputs: inputLabels, results: resultLabels };

/** What a sensitivity table shows, as the address says it. */
export interface SensitivityChoice {
  readonly rows: VariedInput;
  readonly columns: VariedInput;
  readonly result: SensitiveResult;
  /** Whether the address asks for a table at all. */
  readonly isAsked: boolean;
}

/** Reads what a sensitivity table is asked to show; the rent and the rate where nothing usable is. */
export function readSensitivityChoice(search: URLSearchParams): SensitivityChoice {
  return {
    rows: readKey(inputLabels, search.get('rows')) ?? 'rent',
    columns: readKey(inputLabels, search.get('columns')) ?? 'rate',
    result: readKey(resultLabels, search.get('result')) ?? 'cashOnCash',
    isAsked: search.has('rows'),
  };
}

/** The parameters that ask for the same table again. */
export function keepSensitivity({ rows, columns, result, isAsked }: SensitivityChoice): Record<string, string> {
  return isAsked ? { rows, columns, result } : {};
}

/** A table as it is shown. */
export interface WrittenSensitivity {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly cells: readonly (readonly string[])[];
}

/** Whether a strategy has rents and years to vary. */
export const isLet = (calculation: Calculation): calculation is Calculation & LetProperty =>
  calculation.strategy === 'RENTAL' || calculation.strategy === 'BRRRR';

/** Makes the table that was asked for; null where both inputs are the same one. */
export function writeSensitivity(asked: LetProperty, choice: SensitivityChoice): WrittenSensitivity | null {
  if (choice.rows === choice.columns) return null;
  const table: Sensitivity = varyTwo(asked, choice.rows, choice.columns, choice.result);
  const writeInput = (input: VariedInput) => (value: number) =>
    inputFields[input].kind === 'dollars' ? writeAmount(value) : writeRate(value);
  const writeResult = (value: number | null) =>
    choice.result === 'monthlyCashFlow' && value !== null ? writeAmount(value) : writePercent(value, 2);
  return {
    rows: table.rows.map(writeInput(choice.rows)),
    columns: table.columns.map(writeInput(choice.columns)),
    cells: table.cells.map((row) => row.map(writeResult)),
  };
}
