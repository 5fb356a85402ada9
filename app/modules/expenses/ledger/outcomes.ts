import type { Outcome, Row } from '#db/call-function.server.ts';
import { countWords } from '~/utils/words.ts';
import type { BulkAct } from './schema.ts';

const done: Record<BulkAct, string> = {
  APPROVE: 'approved',
  REJECT: 'rejected',
  SET_CATEGORY: 'changed',
  SET_PROPERTY: 'changed',
  DELETE: 'deleted',
};

/** Why something was not done to an expense, as the end of "1 expense ", or "2 expenses ". */
const refusals: Record<Exclude<Outcome<'change_expenses'>, 'DONE'>, string> = {
  ALREADY: 'so already',
  NOT_FOUND: 'gone, or not yours',
  CHANGED: 'changed since you opened the list',
  NOT_ALLOWED: 'not yours to decide',
  OWN: 'your own: another person has to decide',
  FUTURE: 'dated in the future',
  NO_NOTE: 'left as it was: say why first',
  CLOSED_YEAR: 'in a closed year',
  HAS_REFUNDS: 'with refunds: do it to the refunds first',
  REFUND_OF_REJECTED: 'a refund of what was rejected',
  MORE_THAN_SPENT: 'a refund of more than was spent',
  DECIDED: 'approved meanwhile',
  TRIP: 'a trip, which is always by car',
  FOLLOWS_EXPENSE: 'a refund, which is what its expense is',
  NO_CATEGORY: 'left as it was: the category was archived',
  NO_PROPERTY: 'left as it was: the property is no longer kept',
  HAS_PARTS: 'the first part of a split, with the receipts of the others: delete those first',
  TOO_MANY: 'too many at once',
};

/**
 * Says what was done to ticked expenses, and why not to the others.
 * @returns  the sentence, whether all of it was done, and whether none was, and not before either
 */
export function tellBulkChange(act: BulkAct, counts: readonly Row<'change_expenses'>[]) {
  let all = 0;
  const others: string[] = [];
  for (const { outcome, count } of counts) {
    if (outcome === 'DONE') all = count ?? 0;
    else others.push(`${(count ?? 0).toLocaleString('en-US')} ${refusals[outcome]}`);
  }
  const isWhole = others.length === 0;
  const isRefused = all === 0 && counts.some(({ outcome }) => outcome !== 'ALREADY');
  const what = `${countWords(all, 'expense')} ${done[act]}.`;
  if (isWhole) return { message: what, isWhole, isRefused };
  const whyNot = others.join('; ');
  return { message: all > 0 ? `${what} Not done: ${whyNot}.` : `Nothing was done: ${whyNot}.`, isWhole, isRefused };
}
