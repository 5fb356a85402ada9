import { type SubmissionResult, useForm } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { z } from 'zod';
import { ThemeForm } from '~/components/layout/theme-form.tsx';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { PasswordField, TextField } from '~/components/ui/field.tsx';
import { fieldProps } from '~/components/ui/field-props.ts';
import { Card, PageHeader } from '~/components/ui/layout.tsx';
import { dropEmailChange } from '~/modules/accounts/email-confirmation/commands.server.ts';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { answerEmailChange } from '~/modules/accounts/own-account/change-email.server.ts';
import { changeName, changePassword } from '~/modules/accounts/own-account/commands.server.ts';
import { EmailSection } from '~/modules/accounts/own-account/email-section.tsx';
import { ownAccountSchema, ownNameSchema, passwordChangeSchema } from '~/modules/accounts/own-account/schema.ts';
import { AccountTabs } from '~/modules/accounts/own-account/tabs.tsx';
import { shortestPassword } from '~/modules/accounts/passwords.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { passOnRetryAfter } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { isolateName } from '~/utils/names.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = {
  hydrate: false,
  ifInDoubt: 'It may have been saved. Try again: if your current password is refused then, the new one counts already.',
} satisfies RouteHandle;
export const headers = passOnRetryAfter;
export const meta = pageTitle('Your account');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer } = await context.database.read(() => ({}));
  const { user, organization } = requireViewer(viewer, request);
  const { name, email, isConfirmed, pendingEmail, theme } = user;
  return { name, email, isConfirmed, pendingEmail, theme, organization: organization?.name ?? null };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, ownAccountSchema);
  if (!form.ok) return form.answer;
  if (form.value.intent === 'rename') {
    const { name } = form.value;
    const { viewer } = await context.database.write((handle) => ({ changed: changeName(handle, name) }));
    requireViewer(viewer, request);
    return backWith(`You are called ${isolateName(name)} now.`);
  }
  if (form.value.intent === 'change-email') {
    const { refuse, refuseForNow } = form;
    return answerEmailChange(request, context, { value: form.value, refuse, refuseForNow });
  }
  if (form.value.intent === 'drop-email-change') {
    const { viewer } = await context.database.write((handle) => ({ dropped: dropEmailChange(handle) }));
    requireViewer(viewer, request);
    return backWith('Your email stays as it is.');
  }
  const change = await changePassword(request, context, form.value);
  if (!change.changed) {
    const { problem, waitInSeconds } = change;
    return waitInSeconds === undefined ? form.refuse(problem) : form.refuseForNow(problem, waitInSeconds);
  }
  return backWith('Your password is changed. You are signed out everywhere else.');

  function backWith(message: string) {
    return redirectWithToast(context, '/account', message);
  }
}

export default function Account() {
  const { name, email, isConfirmed, pendingEmail, theme, organization } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const intent = lastResult?.initialValue?.intent;
  return (
    <div className="page max-w-2xl py-6 lg:py-10">
      <div className="flex flex-col gap-6">
        <PageHeader
          title="Your account"
          description={
            organization === null ? (
              <span className="wrap-anywhere">
                You sign in as {email} and belong to no organization. Tools are bought for one: ask for an invitation to
                yours, or{' '}
                <a className="link" href="/organization/new">
                  create one
                </a>
                .
              </span>
            ) : (
              <span className="wrap-anywhere">{`You sign in as ${email}.`}</span>
            )
          }
        />
        <AccountTabs current="/account" />
        <NameForm name={name} lastResult={intent === 'rename' ? lastResult : undefined} />
        <EmailSection
          {...{ email, isConfirmed, pendingEmail }}
          lastResult={intent === 'change-email' ? lastResult : undefined}
        />
        <PasswordForm
          email={email}
          lastResult={intent === 'rename' || intent === 'change-email' ? undefined : lastResult}
        />
        <section className="flex flex-col gap-3">
          <h2>Look</h2>
          <Card className="px-2.5 py-4">
            <ThemeForm theme={theme} />
          </Card>
        </section>
        <section className="flex flex-col gap-3">
          <h2>Leave Lotline</h2>
          <Card>
            <div className="flex flex-wrap items-center justify-between gap-3">
              <p className="max-w-prose">
                Delete your account, and with it your name, your email and what signs you in.
              </p>
              <LinkButton href="/account/delete">Delete your account</LinkButton>
            </div>
          </Card>
        </section>
      </div>
    </div>
  );
}

function NameForm({ name, lastResult }: { name: string; lastResult: SubmissionResult | undefined }) {
  const [form, fields] = useForm<z.input<typeof ownNameSchema>>({
    id: 'rename',
    lastResult,
    constraint: getZodConstraint(ownNameSchema),
    defaultNoValidate: false,
    defaultValue: { name },
  });
  return (
    <section className="flex flex-col gap-3">
      <h2>Name</h2>
      <Card>
        <form method="post" noValidate={form.noValidate} className="flex flex-col gap-5">
          <input type="hidden" name="intent" value="rename" />
          <ErrorSummary errors={lastResult?.error} />
          <TextField {...fieldProps(fields.name)} label="Your name" autoComplete="name" />
          <div>
            <Button>Save name</Button>
          </div>
        </form>
      </Card>
    </section>
  );
}

function PasswordForm({ email, lastResult }: { email: string; lastResult: SubmissionResult | undefined }) {
  const [form, fields] = useForm<z.input<typeof passwordChangeSchema>>({
    id: 'change-password',
    lastResult,
    constraint: getZodConstraint(passwordChangeSchema),
    defaultNoValidate: false,
  });
  return (
    <section className="flex flex-col gap-3">
      <h2>Password</h2>
      <Card>
        <form method="post" noValidate={form.noValidate} className="flex flex-col gap-5">
          <input type="hidden" name="intent" value="change-password" />
          {/* Tells password managers whose password this is. */}
          <input type="hidden" name="username" autoComplete="username" value={email} />
          <ErrorSummary errors={lastResult?.error} title="Your password is not changed" />
          <PasswordField
            {...fieldProps(fields.currentPassword)}
            label="Current password"
            autoComplete="current-password"
          />
          <PasswordField
            {...fieldProps(fields.newPassword)}
            label="New password"
            autoComplete="new-password"
            hint={`At least ${shortestPassword} characters. Changing it signs you out on every other device.`}
          />
          <div>
            <Button>Change password</Button>
          </div>
        </form>
      </Card>
    </section>
  );
}
