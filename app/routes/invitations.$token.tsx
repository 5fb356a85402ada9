import { useForm } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { z } from 'zod';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { PasswordField, TextField } from '~/components/ui/field.tsx';
import { fieldProps } from '~/components/ui/field-props.ts';
import { findPasswordProblem } from '~/modules/accounts/password-rules.server.ts';
import { shortestPassword } from '~/modules/accounts/passwords.ts';
import { acceptInvitation } from '~/modules/accounts/people/commands.server.ts';
import { findInvitation } from '~/modules/accounts/people/queries.server.ts';
import { roleWords } from '~/modules/accounts/people/roles.ts';
import { joinSchema, newMemberSchema } from '~/modules/accounts/people/schema.ts';
import { keepDestination } from '~/modules/accounts/sign-in/destination.server.ts';
import { describeDevice } from '~/modules/accounts/sign-in/device.ts';
import { AccountPage, RedirectField } from '~/modules/accounts/sign-in/form-page.tsx';
import { startSessionCookies } from '~/modules/accounts/sign-in/session-cookies.server.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { choosePassword } from '~/services/password.server.ts';
import { createToken, hashSentToken, hashToken } from '~/services/tokens.server.ts';
import { isolateName } from '~/utils/names.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = {
  hydrate: false,
  ifInDoubt:
    'You may have joined. Try again: if the invitation is closed then, you have, and can sign in with its email.',
} satisfies RouteHandle;
export const meta = pageTitle('Invitation');

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { viewer, found } = await context.database.read((handle) => ({
    found: findInvitation(handle, hashSentToken(params.token)),
  }));
  const invitation = found[0];
  if (!invitation) return data({ state: 'closed' as const }, { status: 404 });
  const address = `/invitations/${params.token}`;
  const state = tellState(viewer?.user.email, invitation);
  return data(
    { state, email: viewer?.user.email, address, invitation },
    viewer ? undefined : { headers: await keepDestination(context, address) },
  );
}

type OpenState = 'create-account' | 'sign-in' | 'join' | 'other-account';

/** The next step for the person who opened the invitation; `email` belongs to the account they are signed in to. */
function tellState(email: string | undefined, invitation: { email: string; hasAccount: boolean }): OpenState {
  if (email === undefined) return invitation.hasAccount ? 'sign-in' : 'create-account';
  return email.toLowerCase() === invitation.email.toLowerCase() ? 'join' : 'other-account';
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { database, guestCart } = context;
  const invitationTokenHash = hashSentToken(params.token);
  // The cheap check comes first: only somebody new sends a password, and hashing one takes long.
  const { viewer, found } = await database.read((handle) => ({ found: findInvitation(handle, invitationTokenHash) }));
  const isNew = viewer === null && found[0]?.hasAccount === false;
  const form = await parseForm(request, isNew ? newMemberSchema : joinSchema);
  if (!form.ok) return form.answer;
  const { name, password } = { name: null, password: null, ...form.value };
  const problem = password !== null && findPasswordProblem(password, { name, email: found[0]?.email ?? '' });
  if (problem) return form.refuse({ password: problem });

  const chosen = password === null ? null : await choosePassword(password);
  const token = createToken();
  const { accepted } = await database.write((handle) => ({
    accepted: acceptInvitation(handle, {
      invitationTokenHash,
      name,
      password: chosen,
      tokenHash: hashToken(token),
      guestCart,
      device: describeDevice(request, context),
    }),
  }));
  const result = accepted[0]?.result;
  // The page reads the reason itself and says what to do.
  if (result?.outcome !== 'JOINED') return form.refuse('You have not joined yet.', 409);
  // Of a new owner.
  deliverMailSoon(context);
  return redirect('/organization', { headers: await startSessionCookies(context, token, result.cart) });
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>;
type OpenPage = Exclude<Page, { state: 'closed' }>;

export default function Invitation() {
  const page = useLoaderData<typeof loader>();
  if (page.state === 'closed') {
    return (
      <AccountPage title="This invitation is closed">
        <p>
          An invitation works once, and for 7 days. If you still want to join, ask the person who invited you for
          another one.
        </p>
        <div>
          <LinkButton href="/">Go to the start page</LinkButton>
        </div>
      </AccountPage>
    );
  }
  const { organizationName, invitedBy, role } = page.invitation;
  return (
    <AccountPage
      title={`Join ${isolateName(organizationName)}`}
      description={
        <span className="wrap-anywhere">
          <bdi>{invitedBy}</bdi>
          {` invites ${page.invitation.email} to join as ${roleWords[role].withArticle}.`}
        </span>
      }
    >
      <Answer page={page} />
    </AccountPage>
  );
}

function Answer({ page }: { page: OpenPage }) {
  const refused = useActionData<typeof action>();
  const { state, address, email, invitation } = page;
  switch (state) {
    case 'create-account':
      return <NewMemberForm organizationName={invitation.organizationName} />;
    case 'join':
      return (
        <>
          <ErrorSummary errors={refused?.error} title="You have not joined yet" />
          <form method="post">
            <Button variant="primary" size="large">
              <span>
                Join <bdi>{invitation.organizationName}</bdi>
              </span>
            </Button>
          </form>
        </>
      );
    case 'sign-in':
      return (
        <>
          <p>You have an account with this email already. Sign in with it to join.</p>
          <div>
            <LinkButton href="/login" variant="primary">
              Sign in
            </LinkButton>
          </div>
        </>
      );
    case 'other-account':
      return (
        <>
          <p className="wrap-anywhere">{`You are signed in as ${email}, but the invitation is for ${invitation.email}. Sign out, and this page asks for the right account.`}</p>
          <form method="post" action="/logout">
            <RedirectField redirectTo={address} />
            <Button variant="primary">Sign out</Button>
          </form>
        </>
      );
  }
}

function NewMemberForm({ organizationName }: { organizationName: string }) {
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm<z.input<typeof newMemberSchema>>({
    lastResult,
    constraint: getZodConstraint(newMemberSchema),
    defaultNoValidate: false,
  });
  return (
    <>
      <ErrorSummary errors={lastResult?.error} />
      <form method="post" noValidate={form.noValidate} className="flex flex-col gap-5">
        <TextField {...fieldProps(fields.name)} label="Your name" autoComplete="name" />
        <PasswordField
          {...fieldProps(fields.password)}
          label="Password"
          autoComplete="new-password"
          hint={`At least ${shortestPassword} characters. A few unrelated words are easy to remember and hard to guess.`}
        />
        <Button variant="primary" size="large">
          <span>
            Join <bdi>{organizationName}</bdi>
          </span>
        </Button>
      </form>
    </>
  );
}
