import type { Cell } from '~/services/csv.server.ts';
import { nameSource, writeCredits } from '../figures/sources.ts';
import { writeYears } from './columns.ts';
import { type PeopleFigure, peopleFigures } from './people-figures.ts';
import type { PeopleRow } from './queries.server.ts';

const units: Readonly<Record<PeopleFigure['unit'], string>> = {
  MONEY: 'USD',
  COUNT: 'count',
  YEARS: 'years',
  PEOPLE: 'people',
  PERCENT: 'percent',
  PERCENT_A_YEAR: 'percent a year',
};

const bounds: Readonly<Record<string, string>> = { OR_MORE: 'or more', OR_LESS: 'or less' };

/**
 * The people of areas as a table, a line for each area and year: each figure with its margin of error behind it, money in dollars.
 * Figures that no row has are left out.
 */
export function tabulatePeople(rows: readonly PeopleRow[]): { headings: string[]; lines: Cell[][] } {
  const used = peopleFigures.filter(({ key }) => rows.some(({ figures }) => figures[key] !== undefined));
  const inUnit = (unit: PeopleFigure['unit'], value: number | null | undefined): number | null =>
    value === null || value === undefined ? null : unit === 'MONEY' ? value / 100 : value;
  return {
    headings: [
      'Area',
      'Area key',
      'Source',
      'Years',
      ...used.flatMap(({ name, unit }) => [`${name} (${units[unit]})`, `${name}: margin of error`, `${name}: bound`]),
      'Credit',
    ],
    lines: rows.map((row) => [
      row.areaName,
      row.areaKey,
      nameSource(row.source),
      writeYears(row),
      ...used.flatMap(({ key, unit }): Cell[] => [
        inUnit(unit, row.figures[key]),
        inUnit(unit, row.margins[key]),
        bounds[row.annotations[key] ?? ''] ?? null,
      ]),
      writeCredits([row.source]),
    ]),
  };
}
