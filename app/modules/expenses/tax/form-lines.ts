import { sumOf } from './exact.ts';
import type { TaxYearRows } from './queries.server.ts';

export type TaxForm = TaxYearRows['formLines'][number]['form'];

/** A line of a form with its deductible cents, and the categories that make it up. */
export interface FormLine {
  readonly form: TaxForm;
  /** Null where a category has none: it is said, and nothing of it is left out of the sum. */
  readonly line: string | null;
  readonly label: string;
  readonly amount: number;
  readonly categories: readonly { readonly id: string; readonly name: string; readonly amount: number }[];
}

/**
 * The lines of Schedule C and E that a year's expenses are on. A category that Schedule E has no line for is on its
 * "other" one; one that nobody gave a kind is "not mapped".
 * @param months  whose rows count, from January
 */
export function sumFormLines(rows: Pick<TaxYearRows, 'expenseSums' | 'formLines'>, months: number): FormLine[] {
  const lines = new Map<string, FormLine>();
  for (const { month, categoryId, category, irsCategory, isRental, deductible } of rows.expenseSums) {
    if (month > months || deductible === 0) continue;
    const form = isRental ? 'SCHEDULE_E' : 'SCHEDULE_C';
    const found = findLine(rows.formLines, form, irsCategory);
    const key = `${form} ${found?.line ?? ''}`;
    const before = lines.get(key);
    const same = before?.categories.find(({ id }) => id === categoryId);
    const others = before?.categories.filter(({ id }) => id !== categoryId) ?? [];
    lines.set(key, {
      form,
      line: found?.line ?? null,
      label: found?.label ?? 'Not mapped to a line',
      amount: sumOf([before?.amount ?? 0, deductible]),
      categories: [...others, { id: categoryId, name: category, amount: (same?.amount ?? 0) + deductible }],
    });
  }
  const collator = new Intl.Collator('en-US', { numeric: true });
  return [...lines.values()].sort(
    (one, other) => one.form.localeCompare(other.form) || collator.compare(one.line ?? '~', other.line ?? '~'),
  );
}

/** The line of a kind of expense on a form; on Schedule E the other expenses where it has none. */
export function findLine(lines: TaxYearRows['formLines'], form: TaxForm, irsCategory: string | null) {
  if (irsCategory === null) return undefined;
  const find = (kind: string) => lines.find((line) => line.form === form && line.irsCategory === kind);
  return find(irsCategory) ?? find('OTHER_EXPENSES');
}
