import { type ActionFunctionArgs, redirect } from '@remix-run/cloudflare';
import { exportOrganization } from '~/modules/organization-export/export.server.ts';

/** The archive is made by the form of the page, because making it is noted in the audit trail. */
export function loader() {
  return redirect('/organization/export');
}

export async function action({ request, context }: ActionFunctionArgs) {
  return exportOrganization(request, context);
}
