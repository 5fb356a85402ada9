import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { keepFields } from '~/components/layout/kept-form.tsx';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { switchOrganization } from '~/modules/accounts/sign-in/commands.server.ts';
import { MisdirectedForm } from '~/modules/accounts/sign-in/misdirected-form.tsx';
import { sendOnSchema, switchOrganizationSchema } from '~/modules/accounts/sign-in/schema.ts';
import { findMisdirectedForm } from '~/request/form-organization.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, parseLocalPath } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { organizationField } from '~/utils/form-organization.ts';
import { isolateName } from '~/utils/names.ts';
import { pageTitle } from '~/utils/page-meta.ts';

// The forms sent here act for a person: switching is what they are for.
export const handle = { hydrate: false, ignoresFormOrganization: true } satisfies RouteHandle;
export const meta = pageTitle('Made for another organization');

/**
 * The page is the answer to a form, at the form's address, once its sender works for another organization than it was made for.
 * By its own address nobody finds anything: the form that switches is in the account menu of every page.
 */
export async function loader({ context }: LoaderFunctionArgs) {
  const misdirected = findMisdirectedForm(context);
  if (!misdirected) throw redirect('/');
  const { viewer } = await context.database.read(() => ({}));
  if (!viewer) throw redirect('/');
  const { form, address, page } = misdirected;
  const madeFor = viewer.organizations.find(({ id }) => id === form.get(organizationField));
  return data(
    {
      madeFor,
      current: viewer.organization?.name,
      fields: keepFields(form),
      files: [...form.values()].flatMap((value) => (typeof value === 'string' || value.size === 0 ? [] : [value.name])),
      address,
      page: parseLocalPath(page),
    },
    { status: 409 },
  );
}

export async function action({ request, context }: ActionFunctionArgs) {
  const sendOn = sendOnSchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (sendOn.success) {
    const { organizationId, sendTo } = sendOn.data;
    const { viewer } = await context.database.write((handle) => ({
      switched: switchOrganization(handle, organizationId),
    }));
    requireViewer(viewer, request);
    // The browser sends the same form there (307). If they left that organization meanwhile, it is refused again, and kept.
    return redirect(parseLocalPath(sendTo), 307);
  }
  const form = await parseForm(request, switchOrganizationSchema);
  if (!form.ok) throw notFound();
  const { organizationId, returnTo } = form.value;
  const { viewer, switched } = await context.database.write((handle) => ({
    switched: switchOrganization(handle, organizationId),
  }));
  const { organizations } = requireViewer(viewer, request);
  if (!switched[0]?.value) throw notFound();
  const name = organizations.find(({ id }) => id === organizationId)?.name;
  const message = `You are working for ${isolateName(name ?? '')} now.`;
  return redirectWithToast(context, parseLocalPath(returnTo), message);
}

/** A page also for the action, so that its refusal is shown as one. */
export default function SwitchOrganization() {
  return <MisdirectedForm {...useLoaderData<typeof loader>()} />;
}
