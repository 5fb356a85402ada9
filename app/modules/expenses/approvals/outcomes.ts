import type { Outcome } from '#db/call-function.server.ts';
import { unreachable } from '~/utils/unreachable.ts';

type Refusal = Exclude<Outcome<'decide_expense'>, 'APPROVED' | 'REJECTED' | 'ASKED' | 'ALREADY'>;

/** Why nothing was decided: about a field, or the form. Null where there is no such expense for the viewer to decide. */
export function explainUndecided(outcome: Refusal): string | { note: string } | null {
  switch (outcome) {
    case 'NOT_ALLOWED':
    case 'NOT_FOUND':
      return null;
    case 'CHANGED':
      return 'Nothing was decided: this expense changed since you opened the page, or somebody else decided it. Here is what waits now.';
    case 'OWN':
      return 'Nothing was decided: another person decides about what you spent.';
    case 'FUTURE':
      return 'Nothing was decided: its day is still to come.';
    case 'NO_NOTE':
      return { note: 'Say why, so that they know what to do.' };
    case 'CLOSED_YEAR':
      return 'Nothing was decided: its tax year is closed. An owner or admin can reopen it under Years.';
    case 'HAS_REFUNDS':
      return 'Nothing was decided: money came back of it. Reject the refunds first.';
    case 'REFUND_OF_REJECTED':
      return 'Nothing was decided: it is a refund of an expense that was rejected.';
    case 'MORE_THAN_SPENT':
      return 'Nothing was decided: with its other refunds it is more than was spent.';
    default:
      return unreachable(outcome);
  }
}
