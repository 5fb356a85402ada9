import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { requireModule } from '~/modules/gate.server.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { campaigns } from '../module.ts';
import { changedMeanwhile } from '../typed-form.ts';
import { saveSignupForm } from './commands.server.ts';
import { formsAddress } from './editor.tsx';
import { signupFormSchema } from './schema.ts';

/**
 * Saves a form that was sent, and leads to its page.
 * @param id  of the form whose page it was sent to; undefined on the page for a new one
 */
export async function answerSave(args: ActionFunctionArgs, id?: string) {
  await requireModule(args, campaigns);
  const form = await parseForm(args.request, signupFormSchema);
  if (!form.ok) return form.answer;
  const { value } = form;
  if (id !== undefined && value.id !== id) throw notFound();
  const { saved } = await args.context.database.write((handle) => ({ saved: saveSignupForm(handle, value) }));
  const outcome = saved[0]?.outcome;
  switch (outcome) {
    case 'SAVED':
      return redirectWithToast(args.context, `${formsAddress}/${value.id}`, 'The form is saved.');
    case 'SLUG_TAKEN':
      return form.refuse({ slug: 'Another form of yours has this address. Enter another one.' }, 422);
    case 'NO_LIST':
      return form.refuse({ listId: 'This list is not there any more. Choose another one.' }, 422);
    case 'CHANGED':
      return form.refuse(changedMeanwhile, 409);
    case 'NOT_FOUND':
    case 'NOT_ALLOWED':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}
