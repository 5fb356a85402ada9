import { type ActionFunctionArgs, data } from '@remix-run/cloudflare';
import { z } from 'zod';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { requireModule } from '~/modules/gate.server.ts';
import { incompletePage, staleButton } from '~/services/form-values.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { campaigns } from '../module.ts';
import { sendSoon } from '../sending/minute.server.ts';
import { isStopped } from './checks.ts';
import { lookOver } from './facts.server.ts';
import { isEditable } from './labels.ts';
import { findEmail, readEdited } from './queries.server.ts';
import { pageOf } from './saving.server.ts';
import { explainUnplanned, plan } from './scheduling.server.ts';

const schema = z.object({
  intent: z.literal('send', staleButton),
  version: z.coerce
    .number(incompletePage)
    .int(incompletePage)
    .min(1, incompletePage)
    .max(2_147_483_647, incompletePage),
});

/**
 * Sends an email as it was confirmed: of that version, and only while its checks pass.
 * @throws what the guards throw; a 404 where the email is not there
 */
export async function answerSendNow({ request, context }: Pick<ActionFunctionArgs, 'request' | 'context'>, id: string) {
  const [form, { mayWrite }] = await Promise.all([
    parseForm(request, schema),
    requireModule({ request, context }, campaigns),
  ]);
  if (!mayWrite) throw notFound();
  if (!form.ok) return form.answer;
  const asked = { request, context, id };
  const { viewer, found } = await context.database.read((handle) => ({ found: findEmail(handle, id) }));
  requireViewer(viewer, request);
  const [row] = found;
  if (!row) throw notFound();
  if (!isEditable(row.status))
    return redirectWithToast(context, pageOf(asked), { kind: 'notice', message: 'It was scheduled or sent already.' });
  const { findings, result } = await lookOver(asked, readEdited(row));
  if (isStopped(findings)) return data({ findings }, { status: 409 });
  // Counted when it was confirmed: what was written since is not sent.
  const problem = explainUnplanned(await plan(asked, form.value.version, { isNow: true }, result));
  if (problem) return form.refuse(problem.message, 409);
  sendSoon(context);
  return redirectWithToast(context, pageOf(asked), 'The email is on its way.');
}
