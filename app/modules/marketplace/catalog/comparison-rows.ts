import type { ReactNode } from 'react';

/** One property of things side by side. */
export interface ComparedRow {
  id: string;
  title: ReactNode;
  /** Its value of each thing, in words. A row whose words are all the same tells nothing. */
  texts: readonly string[];
  /** What is shown instead of the words, where it is more. */
  cells?: readonly ReactNode[];
  /** Whether it is shown whatever it says. */
  isAlways?: boolean;
}

/** Rows about one subject. */
export interface ComparedGroup {
  /** Empty for those that need no heading. */
  title: string;
  rows: readonly ComparedRow[];
}

const differs = ({ texts, isAlways }: ComparedRow) => isAlways || new Set(texts).size > 1;

/**
 * The rows to show.
 * @param showsAll  also those that are the same of all things
 * @returns the groups that have any, and how many rows are left out
 */
export function chooseRows(
  groups: readonly ComparedGroup[],
  showsAll: boolean,
): { groups: ComparedGroup[]; leftOut: number } {
  const chosen = groups.map(({ title, rows }) => ({ title, rows: rows.filter((row) => showsAll || differs(row)) }));
  const count = (some: readonly ComparedGroup[]) => some.reduce((sum, { rows }) => sum + rows.length, 0);
  return { groups: chosen.filter(({ rows }) => rows.length > 0), leftOut: count(groups) - count(chosen) };
}
