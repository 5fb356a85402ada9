import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { createWebhookSecret } from '~/services/outgoing/signature.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { saveAlert, testAlert } from './commands.server.ts';
import { alertSchema, testSchema } from './schema.ts';
import { secretOwner } from './secrets.server.ts';
import { testedAlert } from './tested.ts';

type Args = Pick<ActionFunctionArgs, 'request' | 'context'>;

/**
 * Tries what a form says against history. Saves nothing, and gives back what was typed.
 * @param form  the form as it was sent
 */
export async function answerTest({ request, context }: Args, form: FormData) {
  const parsed = await parseForm(form, testSchema);
  if (!parsed.ok) return parsed.answer;
  const { viewer, tested } = await context.database.read((handle) => ({ tested: testAlert(handle, parsed.value) }));
  requireViewer(viewer, request);
  const found = testedAlert.nullable().parse(tested[0]?.value ?? null);
  if (!found) throw notFound();
  const initialValue: Record<string, string | string[]> = {};
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name).filter((value) => typeof value === 'string');
    initialValue[name] = values.length > 1 ? values : (values[0] ?? '');
  }
  return { initialValue, tested: found };
}

/**
 * Saves an alert. The address of a webhook is checked before, by name and by DNS.
 * @param form  the form as it was sent
 * @returns a redirect to the alert; or, where its webhook got a secret, that secret, which nobody is shown again
 */
export async function answerSave({ request, context }: Args, form: FormData) {
  const parsed = await parseForm(form, alertSchema);
  if (!parsed.ok) return parsed.answer;
  const { value: alert, refuse } = parsed;
  const hasWebhook = alert.channels.includes('WEBHOOK');
  let sealed: string | null = null;
  const secret = createWebhookSecret();
  if (alert.webhookUrl) {
    const { url, problem } = await context.outgoing.check(alert.webhookUrl);
    if (!url) return refuse({ webhookUrl: problem });
    alert.webhookUrl = url.href;
  }
  if (hasWebhook) sealed = await context.tenantSecrets.seal(secret, secretOwner(alert.id));
  const { viewer, saved } = await context.database.write((handle) => ({ saved: saveAlert(handle, alert, sealed) }));
  requireViewer(viewer, request);
  const outcome = saved[0]?.outcome;
  const page = `/reid/alerts/${alert.id}`;
  switch (outcome) {
    case 'SAVED':
    case 'SAVED_OFF': {
      const isOff = outcome === 'SAVED_OFF';
      if (saved[0]?.hasNewSecret) return { created: { id: alert.id, secret, isOff } };
      const message = isOff
        ? { kind: 'notice' as const, message: 'It is saved, switched off: your plan allows no more active alerts.' }
        : 'The alert is saved.';
      return redirectWithToast(context, page, message);
    }
    case 'CHANGED':
      return refuse('Nothing was saved: somebody changed this alert since you opened the page. Open it again.', 409);
    case 'NO_ZONE':
      return refuse({ timeZone: 'Choose a time zone from the list.' });
    case 'NOT_ALLOWED':
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}
