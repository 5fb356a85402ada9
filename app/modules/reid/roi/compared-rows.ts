import { readKey } from '~/utils/addresses.ts';
import type { ComparedRow } from './comparison.tsx';
import { inputFields } from './fields.ts';
import { summaryFields } from './summary.ts';
import type { Summary } from './v2/calculate.ts';
import type { InputName } from './v2/inputs.ts';
import { unknown, writeAmount, writeRate } from './words.ts';

/** The stored inputs of a simulation by their names; whatever else is stored with them is left out. */
export function pickInputs(stored: unknown): Partial<Record<InputName, number | null>> {
  const inputs: Partial<Record<InputName, number | null>> = {};
  if (typeof stored !== 'object' || stored === null) return inputs;
  for (const [key, value] of Object.entries(stored)) {
    const name = readKey(inputFields, key);
    if (name && (typeof value === 'number' || value === null)) inputs[name] = value;
  }
  return inputs;
}

/** The inputs that are not the same everywhere, side by side. */
export function listDifferingInputs(all: readonly Partial<Record<InputName, number | null>>[]): ComparedRow[] {
  return namesOf(inputFields).flatMap((name) => {
    const values = all.map((inputs) => inputs[name]);
    if (values.every((value) => value === values[0])) return [];
    return [{ label: inputFields[name].label, values: values.map((value) => writeInput(name, value)) }];
  });
}

/** The main results that any of them has, side by side. */
export function listResults(all: readonly Summary[]): ComparedRow[] {
  return namesOf(summaryFields).flatMap((name) => {
    const values = all.map((summary) => summary[name]);
    if (values.every((value) => value === undefined)) return [];
    const { label, write } = summaryFields[name];
    return [{ label, values: values.map((value) => (value === undefined || value === null ? unknown : write(value))) }];
  });
}

function writeInput(name: InputName, value: number | null | undefined): string {
  if (value === undefined || value === null) return unknown;
  const { kind } = inputFields[name];
  return kind === 'dollars' ? writeAmount(value) : kind === 'percent' ? writeRate(value) : String(value);
}

function namesOf<Key extends string>(table: Readonly<Record<Key, unknown>>): Key[] {
  return Object.keys(table).flatMap((text) => readKey(table, text) ?? []);
}
