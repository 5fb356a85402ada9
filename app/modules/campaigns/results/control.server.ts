import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { controlEmail } from './commands.server.ts';
import { type ResultsCommand, resultsCommandSchema } from './schema.ts';

/**
 * Does what a button of the page of results says. Whoever comes too late is told how the email stands.
 * @returns a redirect to the page, or a refusal
 */
export async function answerResultsCommand(
  { request, context }: Pick<ActionFunctionArgs, 'request' | 'context'>,
  emailId: string,
) {
  const form = await parseForm(request, resultsCommandSchema);
  if (!form.ok) return form.answer;
  const { viewer, controlled } = await context.database.write((handle) => ({
    controlled: controlEmail(handle, emailId, form.value),
  }));
  requireViewer(viewer, request);
  const page = `/campaigns/emails/${emailId}/results`;
  const outcome = controlled[0]?.outcome;
  switch (outcome) {
    case 'CHOSEN':
      return redirectWithToast(context, page, 'The others get the subject that you chose.');
    case 'DECIDED':
      return form.refuse('Nothing was changed: the test was decided before.', 409);
    case 'NOT_TESTING':
      return form.refuse('Nothing was changed: no test of this email is under way.', 409);
    case 'NOT_ALLOWED':
      return form.refuse('Only the creator of the email, an admin or an owner may do this.', 403);
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    case 'DRAFT':
    case 'SCHEDULED':
    case 'SENDING':
    case 'PAUSED':
    case 'SENT':
    case 'FAILED': {
      const message = describeDone(form.value.intent, outcome);
      return message === null ? form.refuse(describeLate(outcome), 409) : redirectWithToast(context, page, message);
    }
    default:
      return unreachable(outcome);
  }
}

type State = 'DRAFT' | 'SCHEDULED' | 'SENDING' | 'PAUSED' | 'SENT' | 'FAILED';

/** What is said once a button has led to this state; null where the state is another one than it leads to. */
function describeDone(intent: ResultsCommand['intent'], state: State): string | null {
  switch (intent) {
    case 'pause':
      return state === 'PAUSED' ? 'The email is paused. What was handed over already still goes out.' : null;
    case 'resume':
      return state === 'SENDING' ? 'The email goes on. Nobody gets a second copy.' : null;
    case 'cancel':
      if (state === 'DRAFT') return 'Sending is cancelled. Nobody got the email, so it is a draft again.';
      if (state === 'SENDING') return 'Sending is cancelled: whoever waited gets nothing.';
      return state === 'SENT' ? 'Nothing of this email waits any more. What had gone out stays.' : null;
    case 'choose-winner':
      return null;
  }
}

function describeLate(state: State): string {
  switch (state) {
    case 'SENDING':
      return 'Nothing was changed: the email is being sent, or cancelled.';
    case 'PAUSED':
      return 'It stays paused, because its campaign is paused. Activate the campaign first.';
    case 'SENT':
      return 'Nothing was changed: the email has gone out.';
    case 'DRAFT':
    case 'SCHEDULED':
    case 'FAILED':
      return 'Nothing was changed: the email is not being sent.';
  }
}
