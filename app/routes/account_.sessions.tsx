import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Card, PageHeader } from '~/components/ui/layout.tsx';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { endOwnSession } from '~/modules/accounts/own-account/commands.server.ts';
import { listSessions } from '~/modules/accounts/own-account/queries.server.ts';
import { SessionList } from '~/modules/accounts/own-account/session-list.tsx';
import { AccountTabs } from '~/modules/accounts/own-account/tabs.tsx';
import { endSessionSchema } from '~/modules/accounts/sign-in/schema.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { nameCountry } from '~/utils/countries.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = {
  hydrate: false,
  ifInDoubt: 'It may have been signed out. The list below says where you are signed in.',
} satisfies RouteHandle;
export const meta = pageTitle('Where you are signed in');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer, sessions } = await context.database.read((handle) => ({ sessions: listSessions(handle) }));
  requireViewer(viewer, request);
  return {
    sessions: sessions.map(({ id, device, country, organizationName, lastSeenAt, isCurrent }) => ({
      id,
      device,
      country: nameCountry(country),
      organization: organizationName,
      lastSeenAt: new Date(lastSeenAt).toISOString(),
      isCurrent,
    })),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, endSessionSchema);
  if (!form.ok) return form.answer;
  const { sessionId } = form.value;
  const { viewer, ended } = await context.database.write((handle) => ({ ended: endOwnSession(handle, sessionId) }));
  requireViewer(viewer, request);
  const message = ended[0]?.value ? 'That device is signed out.' : 'That device was signed out already.';
  return redirectWithToast(context, '/account/sessions', message);
}

export default function Sessions() {
  const { sessions } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  return (
    <div className="page max-w-2xl py-6 lg:py-10">
      <div className="flex flex-col gap-6">
        <PageHeader
          title="Where you are signed in"
          description="Sign out what you do not know, then choose a new password."
        />
        <AccountTabs current="/account/sessions" />
        <ErrorSummary errors={lastResult?.error} />
        <SessionList sessions={sessions} />
        <Card>
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p className="max-w-prose">Lost a device, or signed in on one that is not yours?</p>
            <LinkButton href="/logout">Sign out everywhere</LinkButton>
          </div>
        </Card>
      </div>
    </div>
  );
}
