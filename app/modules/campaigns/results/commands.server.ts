import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { chooseAbWinner } from '../ab-tests/commands.server.ts';
import { cancelEmail, pauseEmail, resumeEmail } from '../sending/commands.server.ts';
import type { RecipientFilter } from './outcomes.ts';
import type { ResultsCommand } from './schema.ts';

/** Does what a button of the page of results says. */
export function controlEmail(handle: QueryHandle, emailId: string, command: ResultsCommand) {
  switch (command.intent) {
    case 'pause':
      return pauseEmail(handle, emailId);
    case 'resume':
      return resumeEmail(handle, emailId);
    case 'cancel':
      return cancelEmail(handle, emailId);
    case 'choose-winner':
      return chooseAbWinner(handle, emailId, command.winner);
  }
}

/** Notes that the viewer takes the recipients of an email away. */
export function recordResultsExport(handle: QueryHandle, emailId: string, outcome: RecipientFilter | null) {
  return callFunction(handle, 'record_results_export', { emailId, outcome });
}
