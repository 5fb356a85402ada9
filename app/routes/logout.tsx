import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { endAllSessions, endSession } from '~/modules/accounts/sign-in/commands.server.ts';
import { AccountPage } from '~/modules/accounts/sign-in/form-page.tsx';
import { signOutSchema } from '~/modules/accounts/sign-in/schema.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm, readForm } from '~/services/forms.server.ts';
import { parseLocalPath } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = {
  hydrate: false,
  ifInDoubt: 'You may be signed out already. Try again to be sure.',
} satisfies RouteHandle;
export const meta = pageTitle('Sign out');

export async function loader({ context }: LoaderFunctionArgs) {
  const { viewer } = await context.database.read(() => ({}));
  if (!viewer) throw redirect('/');
  return { email: viewer.user.email };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const read = await readForm(request);
  const form = await parseForm(read instanceof FormData ? read : new FormData(), signOutSchema);
  const everywhere = form.ok && form.value.scope === 'everywhere';
  await context.database.write((handle) => ({ ended: everywhere ? endAllSessions(handle) : endSession(handle) }));
  return redirectWithToast(
    context,
    form.ok ? parseLocalPath(form.value.redirectTo) : '/',
    everywhere ? 'You are signed out on every device.' : 'You are signed out.',
    { 'Set-Cookie': await context.cookies.clearSessionToken() },
  );
}

export default function SignOut() {
  const { email } = useLoaderData<typeof loader>();
  return (
    <AccountPage title="Sign out" description={`You are signed in as ${email}.`}>
      <form method="post" className="flex flex-col gap-3">
        <Button variant="primary">Sign out</Button>
        <Button name="scope" value="everywhere">
          Sign out everywhere
        </Button>
        <LinkButton href="/" variant="quiet">
          Stay signed in
        </LinkButton>
        <p className="text-muted">
          Signing out everywhere ends your sessions on all devices, for example after losing one.
        </p>
      </form>
    </AccountPage>
  );
}
