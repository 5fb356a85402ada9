import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { campaigns } from '~/modules/campaigns/module.ts';
import { sendRecipients } from '~/modules/campaigns/results/csv.server.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { requireId } from '~/services/http.server.ts';

export const handle = {
  ifInDoubt: 'Go back and download the file again: at most, the audit trail notes it twice.',
} satisfies RouteHandle;

/** Leads to the page: its form asks for the file, because taking it away is noted in the audit trail. */
export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.emailId);
  await requireModule(args, campaigns);
  return redirect(`/campaigns/emails/${id}/results`);
}

export async function action(args: ActionFunctionArgs) {
  const id = requireId(args.params.emailId);
  await requireModule(args, campaigns);
  return sendRecipients(args, id);
}
