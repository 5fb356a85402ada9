import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { today } from '~/utils/dates.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { deleteIncome, saveIncome } from './commands.server.ts';
import { incomeCommandSchema } from './schema.ts';

/**
 * Answers the forms that add, change and delete an entry of income.
 * @param id  of the entry whose page it is; a form for another one is refused
 */
export async function answerIncomeForm(
  { request, context }: Pick<ActionFunctionArgs, 'request' | 'context'>,
  id?: string,
) {
  const form = await parseForm(request, incomeCommandSchema);
  if (!form.ok) return form.answer;
  const command = form.value;
  if (id !== undefined && command.id !== id) throw notFound();
  if (command.intent === 'save' && command.date > today()) {
    return form.refuse({ date: 'Enter the day the money came in: this one is still to come.' });
  }
  const { viewer, done } = await context.database.write((handle) => ({
    done: command.intent === 'save' ? saveIncome(handle, command) : deleteIncome(handle, command.id),
  }));
  requireViewer(viewer, request);
  const outcome = done[0]?.outcome;
  switch (outcome) {
    case 'SAVED':
      return redirectWithToast(context, '/expenses/income', 'The income is saved.');
    case 'DELETED':
      return redirectWithToast(context, '/expenses/income', 'The income is deleted.');
    case 'CHANGED':
      return form.refuse(
        'Nothing was saved: somebody else changed this entry since you opened it. Reload the page, and enter yours again.',
        409,
      );
    case 'NO_PROPERTY':
      return form.refuse({ listingId: 'Choose a property of the list.' });
    case 'CLOSED':
      return form.refuse('Nothing was changed: its tax year is closed. Reopen it under Years first.', 409);
    case 'NOT_FOUND':
    case 'NOT_ALLOWED':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}
