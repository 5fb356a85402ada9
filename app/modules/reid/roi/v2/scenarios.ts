import { scale, whole } from './exact.ts';
import type { AllInputs } from './inputs.ts';

/** Inputs that the ready-made scenarios change. */
type Changed = Pick<AllInputs, 'rent' | 'vacancyRate' | 'valueGrowth'>;

const rentChange = 50_000;
const vacancyChange = 20_000;
const growthChange = 10_000;

/**
 * The inputs under better assumptions, or worse ones: rent 5 % up, vacancy 2 points down, growth of the value 1 point up; or all of it
 * the other way. Inputs stay within their ranges, and those a strategy does not have are left out.
 */
export function varyInputs<Given extends Partial<Changed>>(
  inputs: Given,
  scenario: 'OPTIMISTIC' | 'PESSIMISTIC',
): Given {
  const sign = scenario === 'OPTIMISTIC' ? 1 : -1;
  const { rent, vacancyRate, valueGrowth } = inputs;
  return {
    ...inputs,
    ...(rent !== undefined && { rent: scale(rent, whole + sign * rentChange, whole) }),
    ...(vacancyRate !== undefined && { vacancyRate: within(vacancyRate - sign * vacancyChange, 0, whole) }),
    ...(valueGrowth !== undefined && { valueGrowth: within(valueGrowth + sign * growthChange, -whole / 5, whole / 5) }),
  };
}

const within = (value: number, lowest: number, highest: number) => Math.min(Math.max(value, lowest), highest);
