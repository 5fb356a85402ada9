import type { Outcome } from '#db/call-function.server.ts';
import { unreachable } from '~/utils/unreachable.ts';

type Refused = Exclude<
  | Outcome<'add_scenario'>
  | Outcome<'change_simulation'>
  | Outcome<'share_simulation'>
  | Outcome<'use_simulation_as_template'>,
  'ADDED' | 'CHANGED' | 'NOT_FOUND'
>;

/** Says why a simulation was not changed: the message, and the status of its answer. */
export function explainRefusal(outcome: Refused): { message: string; status: number } {
  switch (outcome) {
    case 'TOO_MANY':
      return { message: 'A simulation has at most five scenarios. Delete one first.', status: 409 };
    case 'IS_SCENARIO':
      return { message: 'A scenario has no scenarios of its own.', status: 409 };
    case 'STALE':
      return {
        message: 'Somebody changed it since you opened it. Look at it again.',
        status: 409,
      };
    case 'NEEDS_ELITE':
      return { message: 'Templates need the Elite plan.', status: 403 };
    default:
      return unreachable(outcome);
  }
}
