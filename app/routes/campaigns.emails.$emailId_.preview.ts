import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { editorFormBytes } from '~/modules/campaigns/emails/limits.ts';
import { previewSaved, previewTyped } from '~/modules/campaigns/emails/preview.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { requireId } from '~/services/http.server.ts';

export const handle = { takesFiles: true, formBytes: editorFormBytes, frames: 'is-shown' } satisfies RouteHandle;

/** The email as it is saved or was scheduled; `?as=text` for its plain text, `?contact=` for whom. */
export function loader({ request, context, params }: LoaderFunctionArgs) {
  return previewSaved({ request, context, id: requireId(params.emailId) });
}

/** The email as the editor's form holds it. */
export function action({ request, context, params }: ActionFunctionArgs) {
  return previewTyped({ request, context, id: requireId(params.emailId) });
}
