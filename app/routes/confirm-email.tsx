import { useForm } from '@conform-to/react';
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { TextField } from '~/components/ui/field.tsx';
import { confirmEmail, sendEmailConfirmation } from '~/modules/accounts/email-confirmation/commands.server.ts';
import { confirmationSchema } from '~/modules/accounts/email-confirmation/schema.ts';
import { explainCode, tooManyMails } from '~/modules/accounts/email-confirmation/words.ts';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { AccountPage, RedirectField } from '~/modules/accounts/sign-in/form-page.tsx';
import { withRedirect } from '~/modules/accounts/sign-in/redirects.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, parseLocalPath, passOnRetryAfter } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = {
  hydrate: false,
  ifInDoubt: 'Your email may be confirmed already. Try again: the page says so then.',
} satisfies RouteHandle;
export const headers = passOnRetryAfter;
export const meta = pageTitle('Confirm your email');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer } = await context.database.read(() => ({}));
  const { email, pendingEmail, isConfirmed } = requireViewer(viewer, request).user;
  return {
    email: pendingEmail ?? email,
    isOpen: pendingEmail !== null || !isConfirmed,
    redirectTo: parseLocalPath(new URL(request.url).searchParams.get('redirectTo'), '/account'),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, confirmationSchema);
  if (!form.ok) return form.answer;
  const redirectTo = parseLocalPath(form.value.redirectTo, '/account');
  const { database } = context;
  if (form.value.intent === 'send') {
    const { viewer, sent } = await database.write((handle) => ({ sent: sendEmailConfirmation(handle) }));
    requireViewer(viewer, request);
    const outcome = sent[0]?.outcome;
    switch (outcome) {
      case 'SENT':
        deliverMailSoon(context);
        return redirectWithToast(context, withRedirect('/confirm-email', redirectTo), 'A new code is on its way.');
      case 'TOO_OFTEN':
        return form.refuseForNow(tooManyMails, 60 * 60);
      case 'CONFIRMED':
        return redirect(redirectTo);
      case 'NOT_ALLOWED':
      case undefined:
        throw notFound();
      default:
        return unreachable(outcome);
    }
  }
  const { code } = form.value;
  const { viewer, confirmed } = await database.write((handle) => ({ confirmed: confirmEmail(handle, code) }));
  requireViewer(viewer, request);
  const outcome = confirmed[0]?.outcome;
  switch (outcome) {
    case 'CONFIRMED':
      // A changed address tells the one before it.
      deliverMailSoon(context);
      return redirectWithToast(context, redirectTo, 'Your email is confirmed.');
    case 'NO_CODE':
    case 'WRONG':
    case 'CLOSED':
    case 'EMAIL_TAKEN':
      return form.refuse({ code: explainCode(outcome) });
    case 'NOT_ALLOWED':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

export default function ConfirmEmail() {
  const { email, isOpen, redirectTo } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [form] = useForm({ lastResult: answer, defaultNoValidate: false });
  if (!isOpen) {
    return (
      <AccountPage title="Your email is confirmed" description={`You sign in as ${email}.`}>
        <ErrorSummary errors={answer?.error} title="Nothing was changed" />
        <div>
          <LinkButton href={redirectTo} variant="primary">
            Go on
          </LinkButton>
        </div>
      </AccountPage>
    );
  }
  return (
    <AccountPage
      title="Confirm your email"
      description={
        <span className="wrap-anywhere">{`We mailed a code and a link to ${email}. Both work for 30 minutes.`}</span>
      }
      elsewhere={
        <>
          <form method="post" className="flex flex-wrap items-center gap-2">
            <input type="hidden" name="intent" value="send" />
            <RedirectField redirectTo={redirectTo} />
            <span>Nothing there? Look among the spam, or</span>
            <Button size="small">Send again</Button>
          </form>
          <p>
            Not your email?{' '}
            <a className="link" href="/account">
              Change it in your account
            </a>
          </p>
        </>
      }
    >
      <ErrorSummary errors={answer?.error} title="Your email is not confirmed yet" />
      <form method="post" noValidate={form.noValidate} className="flex flex-col gap-5">
        <input type="hidden" name="intent" value="confirm" />
        <RedirectField redirectTo={redirectTo} />
        <CodeInput typed={answer && readTypedTexts(answer).code} error={answer?.error?.code} />
        <Button variant="primary" size="large">
          Confirm
        </Button>
      </form>
    </AccountPage>
  );
}

function CodeInput({ typed, error }: { typed: string | undefined; error: string[] | null | undefined }) {
  return (
    <TextField
      name="code"
      label="Code from the mail"
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={20}
      required
      defaultValue={typed}
      error={error}
    />
  );
}
