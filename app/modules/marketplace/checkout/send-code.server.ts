import type { AppLoadContext } from '@remix-run/cloudflare';
import { sendEmailConfirmation } from '~/modules/accounts/email-confirmation/commands.server.ts';
import { tooManyMails } from '~/modules/accounts/email-confirmation/words.ts';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import { giveBack, readForm } from '~/services/forms.server.ts';
import { sendCodeField } from './confirmation-code.tsx';

/**
 * Sends another code where the checkout form was sent by the button for it, and gives the form back as it is; undefined for every
 * other form. Call it before the form is parsed: it need not be complete.
 * @throws a redirect to the sign-in page for somebody whose session ended
 */
export async function answerSendCode({ request, context }: { request: Request; context: AppLoadContext }) {
  const form = await readForm(request);
  if (!(form instanceof FormData) || !form.has(sendCodeField)) return undefined;
  const { viewer, sent } = await context.database.write((handle) => ({ sent: sendEmailConfirmation(handle) }));
  requireViewer(viewer, request);
  const outcome = sent[0]?.outcome;
  if (outcome === 'TOO_OFTEN') return giveBack(form, { confirmationCode: tooManyMails }, 429);
  deliverMailSoon(context);
  return giveBack(form, {}, 200);
}
