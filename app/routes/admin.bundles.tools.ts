import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { requirePlatformAdmin, requireViewer } from '~/modules/accounts/guards.server.ts';
import { searchTools } from '~/modules/marketplace/bundle-editor/queries.server.ts';
import { readSearchText } from '~/utils/addresses.ts';

/** The tools that match `q`, for the search of the bundle editor. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const query = readSearchText(new URL(request.url).searchParams.get('q'));
  const { viewer, found } = await context.database.read((handle) => ({ found: searchTools(handle, query) }));
  requirePlatformAdmin(requireViewer(viewer, request));
  return { query, found };
}
