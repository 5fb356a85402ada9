import type { Outcome } from '#db/call-function.server.ts';
import { unreachable } from '~/utils/unreachable.ts';

// Every refusal of the books in the words of its page. `SAVED` and its like are answered by the routes.

const closed = 'Nothing was changed: the tax year is closed. An owner or admin can reopen it under Years.';
const changed =
  'Nothing was changed: somebody changed this expense since you opened it. Here is what it is now; make your change again.';
const decided = 'Nothing was changed: this expense was approved meanwhile. Ask who approved it to change it.';
const otherYear = 'Enter a day from 2020 to next year.';

/** Why an expense was not saved: about a field by its name, or about the form. Null where there is no such expense. */
export function explainUnsaved(
  outcome: Exclude<Outcome<'save_expense'>, 'SAVED'>,
  percentLimit: string | null,
):
  | string
  | Partial<Record<'date' | 'amount' | 'categoryId' | 'listingId' | 'payeeId' | 'vehicleId' | 'percent', string>>
  | null {
  switch (outcome) {
    case 'NOT_ALLOWED':
    case 'NOT_FOUND':
      return null;
    case 'TRIP':
      return 'Nothing was changed: trips are changed under Mileage.';
    case 'DECIDED':
      return decided;
    case 'CHANGED':
      return changed;
    case 'EXISTS':
      return 'This expense was saved before, with other values. Open it from the list to change it.';
    case 'NO_CATEGORY':
      return { categoryId: 'Choose a category. No rule knows this merchant.' };
    case 'NO_PROPERTY':
      return { listingId: 'Choose a property that is still kept.' };
    case 'NO_PAYEE':
      return { payeeId: 'Choose a payee that is still kept.' };
    case 'NO_VEHICLE':
      return { vehicleId: 'Choose a vehicle from the list.' };
    case 'PERCENT_TOO_HIGH':
      return {
        percent: `Enter at most ${Number(percentLimit ?? 0)} percent for this category and vehicle, or leave it empty.`,
      };
    case 'OTHER_YEAR':
      return { date: otherYear };
    case 'CLOSED_YEAR':
      return { date: closed };
    case 'LESS_THAN_REFUNDED':
      return { amount: 'Refunds of an expense are at most its amount. Change the refunds first.' };
    default:
      return unreachable(outcome);
  }
}

/** Why an expense was not taken out; null where there is no such expense. */
export function explainUndeleted(outcome: Exclude<Outcome<'delete_expense'>, 'DELETED'>): string | null {
  switch (outcome) {
    case 'NOT_FOUND':
      return null;
    case 'CHANGED':
      return changed;
    case 'DECIDED':
      return decided;
    case 'CLOSED_YEAR':
      return closed;
    case 'HAS_REFUNDS':
      return 'Nothing was deleted: there are refunds of this expense. Delete them first.';
    case 'HAS_PARTS':
      return 'Nothing was deleted: other parts of this split share its receipts. Delete them first.';
    default:
      return unreachable(outcome);
  }
}

/** Why a refund was not recorded; null where there is no such expense. `left` is in cents. */
export function explainUnrefunded(
  outcome: Exclude<Outcome<'record_expense_refund'>, 'RECORDED'>,
  left: string,
): string | { refundAmount?: string; refundDate?: string } | null {
  switch (outcome) {
    case 'NOT_FOUND':
      return null;
    case 'NOT_REFUNDABLE':
      return 'Nothing was recorded: only money that was spent comes back.';
    case 'MORE_THAN_SPENT':
      return { refundAmount: `Enter at most ${left}: refunds of an expense are at most its amount.` };
    case 'OTHER_YEAR':
      return { refundDate: otherYear };
    case 'CLOSED_YEAR':
      return { refundDate: closed };
    default:
      return unreachable(outcome);
  }
}

/** Why an expense was not split; null where there is no such expense. */
export function explainUnsplit(
  outcome: Exclude<Outcome<'split_expense'>, 'SPLIT'>,
  percentLimit: string | null,
): { problem: string; field?: 'categoryId' | 'listingId' | 'percent' } | null {
  switch (outcome) {
    case 'NOT_FOUND':
      return null;
    case 'DECIDED':
      return { problem: decided };
    case 'CHANGED':
      return { problem: changed };
    case 'NOT_SPLITTABLE':
      return { problem: 'Nothing was split: trips and refunds of an expense stay whole.' };
    case 'HAS_REFUNDS':
      return {
        problem:
          'Nothing was split: there are refunds of this expense. Delete them, and record them again of its parts.',
      };
    case 'WRONG_COUNT':
      return { problem: 'Split it into 2 to 20 parts, those of an earlier split included.' };
    case 'WRONG_SUM':
      return { problem: 'The parts have to sum to the amount of the expense.' };
    case 'CLOSED_YEAR':
      return { problem: closed };
    case 'NO_CATEGORY':
      return { problem: 'Choose a category.', field: 'categoryId' };
    case 'NO_PROPERTY':
      return { problem: 'Choose a property that is still kept.', field: 'listingId' };
    case 'PERCENT_TOO_HIGH':
      return { problem: `Enter at most ${Number(percentLimit ?? 0)} percent, or leave it empty.`, field: 'percent' };
    default:
      return unreachable(outcome);
  }
}
