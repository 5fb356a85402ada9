import type { RequestContext } from '~/load-context.ts';
import { changeEmail } from '~/modules/accounts/email-confirmation/commands.server.ts';
import { tooManyMails } from '~/modules/accounts/email-confirmation/words.ts';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { redirectToProof } from '~/modules/accounts/sign-in/proof.server.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import type { UsableForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { unreachable } from '~/utils/unreachable.ts';

/**
 * Starts changing the viewer's address, and leads to the page that asks for the code.
 * @returns the form with what is wrong, or a redirect: to the code, or first to who they are
 * @throws DatabaseError
 */
export async function answerEmailChange(
  request: Request,
  context: RequestContext,
  form: Pick<UsableForm<{ newEmail: string }>, 'value' | 'refuse' | 'refuseForNow'>,
) {
  const { newEmail } = form.value;
  const { viewer, changed } = await context.database.write((handle) => ({ changed: changeEmail(handle, newEmail) }));
  requireViewer(viewer, request);
  const outcome = changed[0]?.outcome;
  switch (outcome) {
    case 'ASKED':
      deliverMailSoon(context);
      return redirectWithToast(context, '/confirm-email', `We mailed a code to ${newEmail}.`);
    case 'UNCHANGED':
      return form.refuse({ newEmail: 'This is your email already.' });
    case 'EMAIL_TAKEN':
      return form.refuse({ newEmail: 'This email has an account already. Use another email.' });
    case 'TOO_OFTEN':
      return form.refuseForNow({ newEmail: tooManyMails }, 60 * 60);
    case 'PROVE':
      return redirectToProof(request);
    case 'NOT_ALLOWED':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}
