import { type ActionFunctionArgs, redirect } from '@remix-run/cloudflare';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { switchOrganization } from '~/modules/accounts/sign-in/commands.server.ts';
import { switchOrganizationSchema } from '~/modules/accounts/sign-in/schema.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, parseLocalPath } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';

export const handle = { hydrate: false } satisfies RouteHandle;

/** Nothing is shown here: the form is in the account menu of every page. */
export function loader() {
  return redirect('/');
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, switchOrganizationSchema);
  if (!form.ok) throw notFound();
  const { organizationId, returnTo } = form.value;
  const { viewer, switched } = await context.database.write((handle) => ({
    switched: switchOrganization(handle, organizationId),
  }));
  const { organizations } = requireViewer(viewer, request);
  if (!switched[0]?.value) throw notFound();
  const name = organizations.find(({ id }) => id === organizationId)?.name;
  const message = `You are working for ${name} now.`;
  return redirectWithToast(context, parseLocalPath(returnTo), message);
}

/** Makes this a page, so that a refusal is shown as one. */
export default function SwitchOrganization() {
  return null;
}
