import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ThemeForm } from '~/components/layout/theme-form.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { changeTheme } from '~/modules/accounts/own-account/commands.server.ts';
import { themeSchema } from '~/modules/accounts/own-account/schema.ts';
import { AccountPage } from '~/modules/accounts/sign-in/form-page.tsx';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { pageOfForm, parseLocalPath } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Theme');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer } = await context.database.read(() => ({}));
  return { theme: requireViewer(viewer, request).user.theme };
}

const messages = {
  SYSTEM: 'Lotline looks as your system does.',
  LIGHT: 'Lotline is light for you now, wherever you sign in.',
  DARK: 'Lotline is dark for you now, wherever you sign in.',
} as const;

/** The form is in the account menu of every page, and leads back to the page it was on. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, themeSchema);
  if (!form.ok) return form.answer;
  const { theme } = form.value;
  const { viewer } = await context.database.write((handle) => ({ changed: changeTheme(handle, theme) }));
  requireViewer(viewer, request);
  return redirectWithToast(context, parseLocalPath(pageOfForm(request), '/account'), messages[theme]);
}

export default function Theme() {
  const { theme } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  return (
    <AccountPage title="Theme" description="It is kept with your account, and the same wherever you sign in.">
      <ErrorSummary errors={lastResult?.error} title="The theme stays as it is" />
      <ThemeForm theme={theme} />
    </AccountPage>
  );
}
