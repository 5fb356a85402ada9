import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { createWebhookSecret } from '~/services/outgoing/signature.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { replaceWebhookSecret, sendWebhookTest, switchAlert } from './commands.server.ts';
import { deliverAlertsSoon } from './due-alerts.server.ts';
import { alertCommandSchema } from './schema.ts';
import { secretOwner } from './secrets.server.ts';

/**
 * Does what a button of an alert's page says.
 * @param form  the form as it was sent
 * @returns a redirect to the page, a refusal, or the new secret of the webhook, which nobody is shown again
 */
export async function answerAlertCommand(
  { request, context }: Pick<ActionFunctionArgs, 'request' | 'context'>,
  id: string,
  form: FormData,
) {
  const parsed = await parseForm(form, alertCommandSchema);
  if (!parsed.ok) return parsed.answer;
  const { value: command, refuse, refuseForNow } = parsed;
  const secret = createWebhookSecret();
  const sealed = command.intent === 'new-secret' ? await context.tenantSecrets.seal(secret, secretOwner(id)) : '';
  const { viewer, done } = await context.database.write((handle) => ({
    done:
      command.intent === 'new-secret'
        ? replaceWebhookSecret(handle, id, command.secretVersion, sealed)
        : command.intent === 'send-test'
          ? sendWebhookTest(handle, id, command.testId)
          : switchAlert(handle, id, command.intent === 'turn-on'),
  }));
  requireViewer(viewer, request);
  const page = `/reid/alerts/${id}`;
  const outcome = done[0]?.outcome;
  switch (outcome) {
    case 'ON':
      return redirectWithToast(context, page, 'The alert is on.');
    case 'OFF':
      return redirectWithToast(context, page, 'The alert is off.');
    case 'LIMIT':
      return refuse('It stays off: your plan allows no more active alerts. Turn another one off first.', 409);
    case 'QUEUED':
      deliverAlertsSoon(context);
      return redirectWithToast(context, page, 'A test is on its way. Its result stands below in a few seconds.');
    case 'REPLACED':
      return { created: { id, secret, isOff: false } };
    case 'CHANGED':
      return refuse('Nothing was changed: the secret was replaced since you opened this page.', 409);
    case 'NO_WEBHOOK':
      return refuse('This alert has no webhook.', 409);
    case 'TOO_OFTEN':
      return refuseForNow('Ten tests were sent within an hour, which is the limit. Try again later.', 3600);
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}
