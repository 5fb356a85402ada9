import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { servePicture } from '~/modules/campaigns/media/serve.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';

export const handle = { readsNoCookies: true } satisfies RouteHandle;

/** A picture of an email or a post. */
export function loader({ params, context }: LoaderFunctionArgs) {
  return servePicture(context.files, params.key);
}
