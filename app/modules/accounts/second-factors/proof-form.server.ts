import type { RequestContext } from '~/load-context.ts';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { parseForm, readForm } from '~/services/forms.server.ts';
import { parseLocalPath } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { proveByCode, proveByPasskey } from './proof-by-factor.server.ts';
import { secondStepSchema } from './schema.ts';

/** Answers a form of /confirm-identity that brings a code or a passkey; undefined for the form with the password. */
export async function answerProofByFactor(request: Request, context: RequestContext) {
  const read = await readForm(request);
  const intent = read instanceof FormData ? read.get('intent') : null;
  if (intent !== 'code' && intent !== 'passkey') return undefined;
  const form = await parseForm(request, secondStepSchema);
  if (!form.ok) return form.answer;
  const { viewer } = await context.database.read(() => ({}));
  const { user } = requireViewer(viewer, request);
  const { value } = form;
  const proof =
    value.intent === 'code'
      ? await proveByCode(context, value.code)
      : await proveByPasskey(context, value.credential, user.id);
  if (!proof.proved) {
    const problem = value.intent === 'code' ? { code: proof.problem } : proof.problem;
    return proof.waitInSeconds === undefined ? form.refuse(problem) : form.refuseForNow(problem, proof.waitInSeconds);
  }
  return redirectWithToast(context, parseLocalPath(value.redirectTo), {
    kind: 'notice',
    message: 'Thank you. Nothing was done yet: send it once more, within ten minutes.',
  });
}
