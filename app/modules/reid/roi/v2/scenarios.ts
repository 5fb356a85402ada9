import { scale, whole } from './exact.ts';
import type { AllInputs, Asked } from './inputs.ts';

const rentChange = 50_000;
const vacancyChange = 20_000;
const growthChange = 10_000;

/**
 * A calculation under better assumptions, or worse ones: rent 5 % up, vacancy 2 points down, growth of the value 1 point up; or all of
 * it the other way. Inputs stay within their ranges, and a strategy without one of them has the others only.
 */
export function varyInputs(asked: Asked, scenario: 'OPTIMISTIC' | 'PESSIMISTIC'): Asked {
  const sign = scenario === 'OPTIMISTIC' ? 1 : -1;
  switch (asked.strategy) {
    case 'RENTAL':
      return { strategy: asked.strategy, inputs: { ...asked.inputs, ...vary(asked.inputs, sign) } };
    case 'BRRRR':
      return { strategy: asked.strategy, inputs: { ...asked.inputs, ...vary(asked.inputs, sign) } };
    case 'RENT_OR_BUY': {
      const { rent, valueGrowth } = vary({ ...asked.inputs, vacancyRate: 0 }, sign);
      return { strategy: asked.strategy, inputs: { ...asked.inputs, rent, valueGrowth } };
    }
    case 'FLIP':
    case 'REFINANCE':
      return asked;
  }
}

type Changed = Pick<AllInputs, 'rent' | 'vacancyRate' | 'valueGrowth'>;

function vary({ rent, vacancyRate, valueGrowth }: Changed, sign: 1 | -1): Changed {
  return {
    rent: Math.min(scale(rent, whole + sign * rentChange, whole), highestRent),
    vacancyRate: within(vacancyRate - sign * vacancyChange, 0, whole),
    valueGrowth: within(valueGrowth + sign * growthChange, -whole / 5, whole / 5),
  };
}

/** Cents: the highest amount of any input. */
const highestRent = 100_000_000_000;

const within = (value: number, lowest: number, highest: number) => Math.min(Math.max(value, lowest), highest);
