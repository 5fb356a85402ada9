import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import type { RequestContext } from '~/load-context.ts';
import { describeSecondSteps, findSecondSteps } from '~/modules/accounts/second-factors/queries.server.ts';
import { secondStepSchema } from '~/modules/accounts/second-factors/schema.ts';
import { SecondStepForms } from '~/modules/accounts/second-factors/second-step-forms.tsx';
import { signInByCode, signInBySecondPasskey } from '~/modules/accounts/second-factors/sign-in.server.ts';
import { readDestination, readDestinationOf } from '~/modules/accounts/sign-in/destination.server.ts';
import { AccountPage } from '~/modules/accounts/sign-in/form-page.tsx';
import { withDestination } from '~/modules/accounts/sign-in/redirects.ts';
import { startSessionCookies } from '~/modules/accounts/sign-in/session-cookies.server.ts';
import { limitMessage, limitPeriodInSeconds } from '~/request/address-limits.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { passOnRetryAfter } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { hashToken } from '~/services/tokens.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = {
  hydrate: false,
  ifInDoubt: 'You are not signed in yet. Type the next code that your app shows.',
} satisfies RouteHandle;
export const headers = passOnRetryAfter;
export const meta = pageTitle('Second step');

/** The hash of the sign-in that waits for this browser; undefined without one. */
const findPendingHash = ({ pendingToken }: RequestContext) => pendingToken && hashToken(pendingToken);

/** Leads back to the first step, and says why where somebody was in the middle of the second. */
function startOver(context: RequestContext, redirectTo: string) {
  const message = 'Signing in took too long. Start once more.';
  return redirectWithToast(context, withDestination('/login', redirectTo), { kind: 'notice', message });
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  const redirectTo = readDestinationOf(request, context);
  const pendingHash = findPendingHash(context);
  if (!pendingHash) throw redirect(withDestination('/login', redirectTo));
  const { found } = await context.database.read((handle) => ({ found: findSecondSteps(handle, pendingHash) }));
  const steps = describeSecondSteps(context, found[0], 'second-step', pendingHash);
  if (!steps) throw await startOver(context, redirectTo);
  return { redirectTo, steps };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, secondStepSchema);
  if (!form.ok) return form.answer;
  const redirectTo = readDestination(form.value.redirectTo);
  const pendingHash = findPendingHash(context);
  if (!pendingHash) throw redirect(withDestination('/login', redirectTo));
  if (!(await context.limits.allowsForm('sign-in'))) return form.refuseForNow(limitMessage, limitPeriodInSeconds);
  const step =
    form.value.intent === 'code'
      ? await signInByCode(context, form.value.code, pendingHash)
      : await signInBySecondPasskey(context, form.value.credential, pendingHash);
  switch (step.outcome) {
    case 'closed':
      return startOver(context, redirectTo);
    case 'refused': {
      const problem = form.value.intent === 'code' ? { code: step.problem } : step.problem;
      return step.waitInSeconds === undefined ? form.refuse(problem) : form.refuseForNow(problem, step.waitInSeconds);
    }
    case 'signed-in':
      return redirect(redirectTo, { headers: await startSessionCookies(context, step.token, step.cart) });
  }
}

export default function SecondFactor() {
  const { redirectTo, steps } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  return (
    <AccountPage
      title="One more step"
      description="One step is done. Now show your second factor."
      elsewhere={
        <p>
          <a className="link" href={withDestination('/login', redirectTo)}>
            Start over
          </a>
        </p>
      }
    >
      <ErrorSummary errors={lastResult?.error} title="You are not signed in" />
      <SecondStepForms steps={steps} redirectTo={redirectTo} lastResult={lastResult} button="Go on" />
    </AccountPage>
  );
}
