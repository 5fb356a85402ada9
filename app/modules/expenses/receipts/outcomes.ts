import type { Outcome } from '#db/call-function.server.ts';
import { unreachable } from '~/utils/unreachable.ts';

// Every refusal of a receipt in the words of its page.

const closed = 'the tax year of its expense is closed. An owner or admin can reopen it under Years.';
const settled = 'its expense was approved meanwhile. Ask who approved it to change it.';

/** Why a file was not taken in. */
export type FileProblem = 'EMPTY' | 'TOO_LARGE' | 'WRONG_TYPE' | 'STORAGE_AWAY' | 'KEPT_TOO_LONG';

/** Why a receipt was not added to its expense; null where the expense has it. The expense itself is as it was saved. */
export function explainUnadded(name: string, outcome: Outcome<'add_receipts'> | FileProblem): string | null {
  switch (outcome) {
    case 'ADDED':
    case 'SAME':
      return null;
    case 'EMPTY':
      return `${name} was not added: it is empty.`;
    case 'TOO_LARGE':
      return `${name} was not added: a receipt has at most 10 MB.`;
    case 'WRONG_TYPE':
      return `${name} was not added: it is no JPEG, PNG, WebP or PDF. Take a photo or a screenshot of it instead.`;
    case 'STORAGE_AWAY':
      return `${name} was not added: our storage of files cannot be reached. Add it again in a few minutes.`;
    case 'KEPT_TOO_LONG':
      return `${name} was not added: it waited for too long. Choose it again.`;
    case 'FULL':
      return `${name} was not added: an expense has at most 5 receipts. Delete one first.`;
    case 'NO_ROOM':
      return `${name} was not added: the receipts of your organization fill the storage of its plan. Delete some, or ask an owner for a larger plan.`;
    case 'TOO_OFTEN':
      return `${name} was not added: your organization uploaded 300 receipts within an hour. Add it again later.`;
    case 'NOT_FOUND':
      return `${name} was not added: its expense is not there.`;
    case 'SETTLED':
      return `${name} was not added: ${settled}`;
    case 'CLOSED_YEAR':
      return `${name} was not added: ${closed}`;
    default:
      return unreachable(outcome);
  }
}

/** Why a receipt was not taken off or given back; null where there is none. */
export function explainUnchanged(
  outcome: Exclude<Outcome<'remove_receipt'> | Outcome<'restore_receipt'>, 'REMOVED' | 'RESTORED'>,
): string | null {
  switch (outcome) {
    case 'NOT_FOUND':
      return null;
    case 'SETTLED':
      return `Nothing was changed: ${settled}`;
    case 'CLOSED_YEAR':
      return `Nothing was changed: ${closed}`;
    case 'FULL':
      return 'The receipt was not restored: its expense has 5 others. Delete one first.';
    case 'NO_ROOM':
      return 'The receipt was not restored: the receipts of your organization fill the storage of its plan.';
    default:
      return unreachable(outcome);
  }
}
