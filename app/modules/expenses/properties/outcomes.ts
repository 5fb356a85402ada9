import type { Outcome } from '#db/call-function.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { changedMeanwhile } from '../kept-entry.ts';

type Refusal = Exclude<Outcome<'save_property'> | Outcome<'save_asset'> | Outcome<'delete_asset'>, 'SAVED' | 'DELETED'>;

/** What a refused form of a property or an asset is told; null where there is no such thing for the viewer. */
export function explainProperty(outcome: Refusal): string | null {
  switch (outcome) {
    case 'NOT_FOUND':
    case 'NOT_ALLOWED':
      return null;
    case 'CHANGED':
      return changedMeanwhile;
    case 'NO_PROPERTY':
      return 'Choose a property of the list.';
    case 'CLOSED':
      return 'Nothing was changed: a closed year follows from it. An owner or admin can open that year again.';
    default:
      return unreachable(outcome);
  }
}
