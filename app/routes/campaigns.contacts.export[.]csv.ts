import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { sendContactsCsv } from '~/modules/campaigns/contacts/csv.server.ts';
import { contactsPath } from '~/modules/campaigns/contacts/filters.ts';
import { campaigns } from '~/modules/campaigns/module.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';

export const handle = {
  ifInDoubt: 'Go back and ask for the file again: at most, the audit trail notes it twice.',
} satisfies RouteHandle;

/** Leads to the page: its form makes the file, because making it is noted in the audit trail. */
export async function loader(args: LoaderFunctionArgs) {
  await requireModule(args, campaigns);
  return redirect(contactsPath);
}

export async function action(args: ActionFunctionArgs) {
  await requireModule(args, campaigns);
  return await sendContactsCsv(args);
}
