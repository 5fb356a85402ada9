import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { requireRole, requireViewer } from '~/modules/accounts/guards.server.ts';
import { findCardPayment, openCardPayment } from '~/modules/marketplace/card-payments.server.ts';
import { notFound } from '~/services/http.server.ts';

/** Leads to the provider's page, where the order is paid. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const { payments, cookies } = context;
  const number = params.number ?? '';
  const { viewer, found } = await context.database.write((handle) => ({ found: findCardPayment(handle, number) }));
  requireRole(requireViewer(viewer, request), ['OWNER', 'ADMIN']);
  const [payment] = found;
  if (!payments || !payment) throw notFound();
  const order = new URL(`/orders/${number}`, request.url);
  try {
    const page = await openCardPayment(context, payments, { number, payment, returnUrl: order.href });
    if (page) return redirect(page, 303);
  } catch (error) {
    console.error(JSON.stringify({ requestId: context.requestId, order: number, error: String(error) }));
    const message = 'The payment provider does not answer at the moment. Nothing was charged: try again in a while.';
    return redirect(order.pathname, {
      headers: { 'Set-Cookie': await cookies.writeToast({ kind: 'error', message }) },
    });
  }
  const message = `Order ${number} can be paid no longer. If it is not paid, order what was in it again.`;
  return redirect(order.pathname, { headers: { 'Set-Cookie': await cookies.writeToast({ kind: 'error', message }) } });
}

/** For whoever comes here by address. */
export function loader({ params }: LoaderFunctionArgs) {
  return redirect(`/orders/${params.number}`);
}
