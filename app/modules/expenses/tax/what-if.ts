import { parseDollars } from '~/utils/money.ts';
import { noWhatIf, type WhatIf } from './plan.ts';

/** Cents; more than anybody asks about. */
const highest = 100_000_000_000;

/** What the address asks about: the amounts, what was typed, and what is wrong with it. */
export interface AskedWhatIf {
  readonly amounts: WhatIf;
  readonly typed: Readonly<Record<keyof WhatIf, string>>;
  readonly errors: Readonly<Partial<Record<keyof WhatIf, string>>>;
  /** Whether there is anything to compare. */
  readonly isAsked: boolean;
}

/** Reads the amounts of the what-if form from an address. A wrong one counts nothing and is said beside its field. */
export function readWhatIf(search: URLSearchParams): AskedWhatIf {
  const names = ['income', 'expenses', 'retirement', 'equipment'] as const;
  const typed = { income: '', expenses: '', retirement: '', equipment: '' };
  const amounts = { ...noWhatIf };
  const errors: Partial<Record<keyof WhatIf, string>> = {};
  for (const name of names) {
    const text = (search.get(name) ?? '').trim().slice(0, 40);
    const cents = text === '' ? 0 : parseDollars(text);
    typed[name] = text;
    if (cents === null || cents > highest) errors[name] = 'Enter an amount in dollars like 2,500 or 2500.50.';
    else amounts[name] = cents;
  }
  return { amounts, typed, errors, isAsked: names.some((name) => amounts[name] > 0) };
}
