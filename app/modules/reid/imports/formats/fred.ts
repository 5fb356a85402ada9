import { roundDecimal } from '~/services/imports/decimals.ts';
import { endOfPeriod, isDay } from '../periods.ts';
import { hasAllCells, RecordProblems } from '../problems.ts';
import type { ImportRow, PeriodType, ReadingChoices, RecordReader } from '../rows.ts';

/** Series that one file may have. */
const mostSeries = 20;
const places = 6;

export function isFred(columns: readonly string[]): boolean {
  const [first = '', ...series] = columns;
  return (
    /^(?:DATE|observation_date)$/.test(first.trim()) &&
    series.length >= 1 &&
    series.length <= mostSeries &&
    series.every((name) => /^[A-Z0-9_]{1,60}$/.test(name.trim()))
  );
}

/** Reads the records of a FRED file: one day each, which begins a period, with the values of one or more series. */
export function createFredReader(
  columns: readonly string[],
  periodType: PeriodType,
  { from, today }: ReadingChoices,
): RecordReader {
  const [dateColumn = 'DATE', ...series] = columns.map((column) => column.trim());
  const seen = new Set<string>();
  return {
    read({ cells, line }) {
      const problems = new RecordProblems(line);
      const nothing = { rows: [], problems: problems.all, missing: 0 };
      if (!hasAllCells(cells, columns, problems)) return nothing;
      const day = cells[0]?.trim() ?? '';
      if (!isDay(day)) problems.add(dateColumn, day, 'a day, like 2024-06-06');
      else if (day > today) problems.add(dateColumn, day, 'a day that is not still to come');
      if (problems.all.length > 0) return nothing;
      const reportDate = endOfPeriod(day, periodType);
      if (from !== null && reportDate < from) return nothing;
      const rows: ImportRow[] = [];
      let missing = 0;
      for (const [place, name] of series.entries()) {
        const cell = cells[place + 1]?.trim() ?? '';
        const base = {
          kind: 'SERIES',
          line,
          source: 'fred',
          areaKey: name,
          area: null,
          periodType,
          propertyType: null,
        } as const;
        if (cell === '.' || cell === '') {
          missing += 1;
          // The series is in the file, whatever it has of it.
          if (!seen.has(name)) rows.push({ ...base, reportDate: null, figures: {}, raw: { cells: [day, cell] } });
          seen.add(name);
          continue;
        }
        seen.add(name);
        const rounded = roundDecimal(cell, places);
        if (rounded === null) {
          problems.add(name, cell, 'a number, or “.” where there is none');
          continue;
        }
        const figures = { value: rounded / 10 ** places };
        rows.push({ ...base, reportDate, figures, raw: { cells: [day, cell], column: place + 1 } });
      }
      return { rows, problems: problems.all, missing };
    },
  };
}
