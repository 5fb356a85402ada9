import { z } from 'zod';
import { type FigureKey, figures, findFigure } from '../figures/definitions.ts';
import { writePeriod } from '../figures/periods.ts';
import { writeFigure } from '../figures/writing.ts';
import type { FigureRow } from './queries.server.ts';

const rawCells = z.object({ cells: z.array(z.string()), column: z.int().optional() });
const columns = z.array(z.string());

/**
 * Everything that the page of one figure shows.
 * @param asked  column of the figure; of a row without it, the first that it has
 */
export function describeFigure(
  { figures: kept, sourceRow, header, restatements: found, ...row }: FigureRow,
  asked: string,
) {
  const storedValue = (key: FigureKey) => {
    const value = kept[key];
    return typeof value === 'number' ? value : null;
  };
  const isTold = (key: FigureKey) => storedValue(key) !== null || found.some(({ figure }) => figure === key);
  const told = figures.filter(({ key }) => isTold(key));
  const figure = told.find(({ key }) => key === asked) ?? findFigure(asked) ?? told[0] ?? figures[0];
  const names = columns.safeParse(header).data ?? [];
  return {
    row,
    figure: { name: figure.name, definition: figure.definition },
    period: writePeriod(row.reportDate, row.periodType),
    value: writeFigure(figure, storedValue(figure.key)),
    cells: nameCells(sourceRow, names),
    others: told
      .filter(({ key }) => key !== figure.key)
      .map(({ key, name, unit }) => ({ key, name, value: writeFigure({ unit }, storedValue(key)) })),
    restatements: found
      .filter((one) => one.figure === figure.key)
      .map((one) => ({
        importId: one.importId,
        fileName: one.fileName,
        appliedAt: one.appliedAt,
        before: one.hadRow ? writeFigure(figure, one.oldValue) : 'Not there',
        fromFileName: one.fromFileName,
        fromLine: one.fromLine,
      })),
  };
}

/** The cells of a record by the names of their columns; the last one may be of a column further on. */
function nameCells(sourceRow: unknown, names: readonly string[]) {
  const raw = rawCells.safeParse(sourceRow).data;
  if (!raw) return [];
  const last = raw.cells.length - 1;
  return raw.cells.map((cell, place) => ({
    name: names[place === last ? (raw.column ?? place) : place] || `Column ${place + 1}`,
    cell,
  }));
}
