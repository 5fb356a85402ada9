import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { requireRole, requireViewer } from '~/modules/accounts/guards.server.ts';
import { managerRoles } from '~/modules/accounts/people/roles.ts';
import { findCardPayment, leadToPayment } from '~/modules/marketplace/orders/card-payments.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound } from '~/services/http.server.ts';

export const handle = {
  ifInDoubt: 'Nothing was charged. Go back and press the button again.',
} satisfies RouteHandle;

/** Redirects to the provider's page, where the order is paid. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const number = params.number ?? '';
  const { viewer, found } = await context.database.write((handle) => ({ found: findCardPayment(handle, number) }));
  requireRole(requireViewer(viewer, request), managerRoles);
  const [payment] = found;
  if (!payment) throw notFound();
  return leadToPayment(context, number, payment);
}

/** Answers people who open this address by hand. */
export function loader({ params }: LoaderFunctionArgs) {
  return redirect(`/orders/${params.number}`);
}
