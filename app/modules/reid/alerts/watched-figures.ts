import { changesByPercent } from '../figures/changes.ts';
import { findFigure } from '../figures/definitions.ts';
import { nameSource } from '../figures/sources.ts';
import { writeFigure, writePercent } from '../figures/writing.ts';
import {
  baselineLabels,
  type Conditions,
  comparisonLabels,
  isUnderstood,
  type Watched,
  watchedLabels,
} from './conditions.ts';

// Apart from the conditions, because the form in the browser needs no definitions of figures.

/** Unit of a watched figure; a price is one of money, whichever it is. */
const figureOf = (watched: Watched) => findFigure(watched) ?? ({ unit: 'MONEY' } as const);

/** Whether changes of a figure can be watched in percent: of prices and counts, not of days and months. */
export const mayBePercent = (watched: Watched) => watched !== 'market_label' && changesByPercent(figureOf(watched));

/** What an alert watches for, in words: "Price falls by at least 5.0%, compared with a year before. Source: Redfin." */
export function describeConditions(conditions: Partial<Conditions>): string {
  if (!isUnderstood(conditions)) return 'It was set before alerts were judged. Say anew what it watches.';
  const { figure, compare, value = null, unit, over, source, propertyType } = conditions;
  const what = `${watchedLabels[figure]}${propertyType ? ` (${propertyType})` : ''}`;
  const from = over ? `, compared with ${baselineLabels[over]}` : '';
  const amount = unit === 'percent' ? writePercent(value) : writeFigure(figureOf(figure), value);
  const says =
    compare === 'label_changes'
      ? `The market label changes${from}`
      : `${what} ${comparisonLabels[compare]} ${amount}${from}`;
  return `${says}. Source: ${nameSource(source)}.`;
}
