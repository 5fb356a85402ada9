import { type SubmissionResult, useForm } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { z } from 'zod';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { TextField } from '~/components/ui/field.tsx';
import { fieldProps } from '~/components/ui/field-props.ts';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { deleteAccount } from '~/modules/accounts/leaving/commands.server.ts';
import { listSoleOwnerships } from '~/modules/accounts/leaving/queries.server.ts';
import { deleteAccountSchema } from '~/modules/accounts/leaving/schema.ts';
import { type SoleOwnership, SoleOwnerships } from '~/modules/accounts/leaving/sole-ownerships.tsx';
import { AccountPage } from '~/modules/accounts/sign-in/form-page.tsx';
import { redirectToProof } from '~/modules/accounts/sign-in/proof.server.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = {
  hydrate: false,
  ifInDoubt: 'Your account may be deleted. Try to sign in: if that is refused, it is.',
} satisfies RouteHandle;
export const meta = pageTitle('Delete your account');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer, owned } = await context.database.read((handle) => ({ owned: listSoleOwnerships(handle) }));
  const { user } = requireViewer(viewer, request);
  return { email: user.email, owned: owned satisfies SoleOwnership[] };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, deleteAccountSchema);
  if (!form.ok) return form.answer;
  const { typed, closing } = form.value;
  const { viewer, deleted } = await context.database.write((handle) => ({
    deleted: deleteAccount(handle, { typed, closing }),
  }));
  const { user } = requireViewer(viewer, request);
  const outcome = deleted[0]?.outcome;
  switch (outcome) {
    case 'DELETED':
      deliverMailSoon(context);
      return redirectWithToast(
        context,
        '/',
        `Your account is deleted.${user.isConfirmed ? ' A mail confirms it.' : ''}`,
        { 'Set-Cookie': await context.cookies.clearSessionToken() },
      );
    case 'PROVE':
      return redirectToProof(request);
    case 'NOT_TYPED':
      return form.refuse({ typed: `Type the email you sign in with: ${user.email}` });
    case 'LAST_OWNER':
      return form.refuse(
        {
          closing: 'You are the only owner of an organization. Hand it over, or tick that it closes with your account.',
        },
        409,
      );
    case 'UNPAID':
      return form.refuse(
        {
          closing:
            'An organization that would close has something to pay, or to be billed. Settle that first, or hand the organization over.',
        },
        409,
      );
    case 'LAST_SUPERADMIN':
      return form.refuse('Nobody could give roles of the platform any more. Make somebody else superadmin first.', 409);
    case 'NOT_ALLOWED':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

export default function DeleteAccount() {
  const { email, owned } = useLoaderData<typeof loader>();
  const lastResult: SubmissionResult | undefined = useActionData<typeof action>();
  const [form, fields] = useForm<z.input<typeof deleteAccountSchema>>({
    id: 'delete-account',
    lastResult,
    constraint: getZodConstraint(deleteAccountSchema),
    defaultNoValidate: false,
  });
  return (
    <AccountPage
      title="Delete your account"
      description="This cannot be undone."
      elsewhere={
        <p>
          <a className="link" href="/account">
            Back to your account
          </a>
        </p>
      }
    >
      <ul className="flex list-disc flex-col gap-1 pl-5">
        <li>Your name, your email, your password, your carts and everything that signs you in are removed at once.</li>
        <li>
          What you did for organizations stays theirs. It says “former member” in place of your name, reviews as well.
        </li>
        <li>Invoices keep the billing details that were on them, as the law asks.</li>
      </ul>
      <ErrorSummary errors={lastResult?.error} title="Your account is not deleted" />
      <form method="post" noValidate={form.noValidate} className="flex flex-col gap-5">
        <SoleOwnerships owned={owned} ticked={readTicked(lastResult)} error={lastResult?.error?.closing} />
        <TextField {...fieldProps(fields.typed)} label={`Type ${email} to confirm`} type="email" autoComplete="off" />
        <div className="flex flex-wrap gap-2">
          <LinkButton href="/account">Keep my account</LinkButton>
          <Button variant="danger">Delete my account</Button>
        </div>
      </form>
    </AccountPage>
  );
}

/** The organizations that were ticked in a form that was refused. */
function readTicked(result: SubmissionResult | undefined): readonly string[] {
  return [result?.initialValue?.closing ?? []].flat().map(String);
}
