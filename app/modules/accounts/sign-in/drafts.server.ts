import { redirect } from '@remix-run/cloudflare';
import type { RequestContext } from '~/load-context.ts';
import { signInAddress } from '~/modules/accounts/guards.server.ts';
import type { FormDraft } from '~/services/cookies.server.ts';

/** The headers of an answer that leads away from a form: they keep what was typed until its sender is back. */
export async function keepDraft({ cookies }: RequestContext, typed: FormDraft): Promise<Headers> {
  return new Headers({ 'Set-Cookie': await cookies.writeDraft(typed) });
}

/** Leads somebody whose session ended to the sign-in page, and keeps what they typed until they are back. Throw it. */
export async function signInWithDraft(context: RequestContext, request: Request, typed: FormDraft) {
  return redirect(signInAddress(request), { headers: await keepDraft(context, typed) });
}

/** The headers of a page that shows a draft: it is shown once. */
export async function forgetDraft({ draft, cookies }: RequestContext): Promise<Headers> {
  const headers = new Headers();
  if (draft) headers.append('Set-Cookie', await cookies.clearDraft());
  return headers;
}
