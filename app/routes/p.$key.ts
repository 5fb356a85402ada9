import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import type { RouteHandle } from '~/request/rendering.ts';
import { servePicture } from '~/services/files/serve.server.ts';

export const handle = { readsNoCookies: true } satisfies RouteHandle;

/** A picture of a tool. */
export function loader({ params, context }: LoaderFunctionArgs) {
  return servePicture(context.files, 'tools/', params.key);
}
