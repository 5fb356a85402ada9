import { formatDate } from '~/utils/dates.ts';
import type { LineProblem } from './lines.ts';
import type { KeptReason, ListedLine } from './queries.server.ts';
import type { ShownState } from './schema.ts';

/** The names of the lists of lines. */
export const lineStateLabels: Readonly<Record<ShownState, string>> = {
  POSSIBLE_DUPLICATE: 'May be known',
  READY: 'New',
  PROBLEM: 'Problems',
  SKIPPED: 'Money in, skipped',
  KNOWN: 'Imported before',
  IMPORTED: 'Imported',
  UNDONE: 'Taken back',
};

export const keptReasons: Readonly<Record<KeptReason, string>> = {
  CLOSED: 'Stayed: its year is closed.',
  DECIDED: 'Stayed: somebody decided about it.',
  CHANGED: 'Stayed: it was changed since.',
  RECEIPT: 'Stayed: it has a receipt.',
  REFUNDED: 'Stayed: a refund names it.',
};

/** What is wrong with a cell of a line. */
export const explainProblem = ({ column, found, expected }: LineProblem) =>
  `${column}: found ${found ? `“${found}”` : 'nothing'}, expected ${expected}.`;

type Alike = Pick<ListedLine, 'state' | 'alikeMerchant' | 'alikeDate'>;

/** What a line is taken for, in two parts of one sentence; null where it is taken for nothing else. */
export function explainAlike({ state, alikeMerchant, alikeDate }: Alike): { words: string; what: string } | null {
  if (state !== 'KNOWN' && state !== 'POSSIBLE_DUPLICATE') return null;
  const day = alikeDate ? ` on ${formatDate(alikeDate)}` : '';
  const unseen =
    state === 'KNOWN' ? 'an expense of somebody else' : 'an expense of somebody else, or one that was deleted';
  return {
    words: state === 'KNOWN' ? 'Imported before as' : 'May be the same as',
    what: alikeMerchant ? `${alikeMerchant}${day}` : unseen,
  };
}

/** Everything there is to say about a line, each a sentence. */
export function explainLine(line: Alike & Pick<ListedLine, 'problems'>): string[] {
  const { problems } = line;
  if (Array.isArray(problems)) return problems.map(explainProblem);
  if (problems) return [keptReasons[problems.kept]];
  const alike = explainAlike(line);
  return alike ? [`${alike.words} ${alike.what}.`] : [];
}
