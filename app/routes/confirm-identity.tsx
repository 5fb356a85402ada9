import { useForm } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { z } from 'zod';
import { Button } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { PasswordField } from '~/components/ui/field.tsx';
import { fieldProps } from '~/components/ui/field-props.ts';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { answerProofByFactor } from '~/modules/accounts/second-factors/proof-form.server.ts';
import { describeSecondSteps, findSecondSteps } from '~/modules/accounts/second-factors/queries.server.ts';
import { SecondStepForms } from '~/modules/accounts/second-factors/second-step-forms.tsx';
import { AccountPage, RedirectField } from '~/modules/accounts/sign-in/form-page.tsx';
import { proveIdentity } from '~/modules/accounts/sign-in/proof.server.ts';
import { proofSchema } from '~/modules/accounts/sign-in/schema.ts';
import { describeWait } from '~/modules/accounts/sign-in/waiting.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { parseLocalPath, passOnRetryAfter } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const headers = passOnRetryAfter;
export const meta = pageTitle('Once more, please');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer, found } = await context.database.read((handle) => ({ found: findSecondSteps(handle) }));
  const { user } = requireViewer(viewer, request);
  return {
    email: user.email,
    redirectTo: parseLocalPath(new URL(request.url).searchParams.get('redirectTo')),
    steps: describeSecondSteps(context, found[0], 'proof', user.id),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const byFactor = await answerProofByFactor(request, context);
  if (byFactor) return byFactor;
  const form = await parseForm(request, proofSchema);
  if (!form.ok) return form.answer;
  const proof = await proveIdentity(request, context, form.value.password);
  switch (proof.outcome) {
    case 'WAIT':
      return form.refuseForNow(
        { password: `Too many attempts. Wait ${describeWait(proof.waitInSeconds)}, then try again.` },
        proof.waitInSeconds,
      );
    case 'WRONG':
      return form.refuse({ password: 'This is not your password.' });
    case 'PROVED':
      return redirectWithToast(context, parseLocalPath(form.value.redirectTo), {
        kind: 'notice',
        message: 'Thank you. Nothing was done yet: send it once more, within ten minutes.',
      });
  }
}

export default function ConfirmIdentity() {
  const { email, redirectTo, steps } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm<z.input<typeof proofSchema>>({
    lastResult,
    constraint: getZodConstraint(proofSchema),
    defaultNoValidate: false,
  });
  return (
    <AccountPage
      title="Once more, please"
      description="What you are about to do matters, so we make sure that it is you. It counts for ten minutes."
      elsewhere={
        <p>
          <a className="link" href={redirectTo}>
            Back, and change nothing
          </a>
        </p>
      }
    >
      <ErrorSummary errors={lastResult?.error} />
      <form method="post" noValidate={form.noValidate} className="flex flex-col gap-5">
        <RedirectField redirectTo={redirectTo} />
        {/* Tells password managers whose password this is. */}
        <input type="hidden" name="username" autoComplete="username" value={email} />
        <PasswordField
          {...fieldProps(fields.password)}
          label="Your password"
          autoComplete="current-password"
          hint={`You are signed in as ${email}.`}
        />
        <Button variant="primary" size="large">
          Go on
        </Button>
        <p>
          <a className="link" href="/forgot-password">
            Forgot your password?
          </a>
        </p>
      </form>
      {steps && (
        <SecondStepForms steps={steps} redirectTo={redirectTo} lastResult={lastResult} button="Go on with a code" />
      )}
    </AccountPage>
  );
}
