import { type ActionFunctionArgs, redirect } from '@remix-run/cloudflare';
import { exportOrganization } from '~/modules/accounts/organization-export/commands.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';

export const handle = {
  ifInDoubt: 'Go back and ask for the archive again: at most, the audit trail notes it twice.',
} satisfies RouteHandle;

/** Leads to the page: its form makes the archive, because making it is noted in the audit trail. */
export function loader() {
  return redirect('/organization/export');
}

export async function action({ request, context }: ActionFunctionArgs) {
  return exportOrganization(request, context);
}
