import { type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { requirePlatformAdmin, requireViewer } from '~/modules/accounts/guards.server.ts';
import { listPlatformPlaces } from '~/modules/accounts/platform/places.ts';
import { notFound } from '~/services/http.server.ts';

/** Leads to the first page of the administration that the viewer's roles open. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer } = await context.database.read(() => ({}));
  const { user } = requirePlatformAdmin(requireViewer(viewer, request));
  const [first] = listPlatformPlaces(user.platformRoles);
  if (!first) throw notFound();
  return redirect(first.href);
}
