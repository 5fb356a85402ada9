import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { LinkButton } from '~/components/ui/button.tsx';
import { Icon } from '~/components/ui/icon.tsx';
import { Breadcrumbs } from '~/components/ui/layout.tsx';
import { WorkLayout } from '~/components/work-layout.tsx';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { CardPayment } from '~/modules/marketplace/components/card-payment.tsx';
import { Invoice } from '~/modules/marketplace/components/invoice.tsx';
import { findOrder, listOrderLines } from '~/modules/marketplace/orders.server.ts';
import type { RouteHandle } from '~/rendering.ts';
import { notFound } from '~/services/http.server.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `Invoice ${data.order.number} | Lotline` : 'Order not found | Lotline' },
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const number = params.number ?? '';
  const { viewer, found, lines } = await context.database.read((handle) => ({
    found: findOrder(handle, number),
    lines: listOrderLines(handle, number),
  }));
  const { role } = requireViewer(viewer, request);
  const [order] = found;
  if (!order) throw notFound();
  const { searchParams } = new URL(request.url);
  return {
    order: { ...order, paymentExpiresAt: order.paymentExpiresAt?.toISOString() ?? null },
    lines,
    print: searchParams.has('print'),
    mayPay: context.payments !== undefined && (role === 'OWNER' || role === 'ADMIN'),
    hasReturned: searchParams.get('payment') === 'made',
  };
}

export default function OrderPage() {
  const { order, lines, print, mayPay, hasReturned } = useLoaderData<typeof loader>();
  const address = `/orders/${order.number}`;
  if (print) {
    // Nothing but the invoice. With script the print dialog opens by itself; without, the browser's own command prints it.
    return (
      <div className="page py-6" data-print>
        <p className="no-print mb-6 flex flex-wrap items-center gap-4">
          <span>Print this page with your browser, or save it as a PDF from there.</span>
          <a href={address} className="link">
            Back to the order
          </a>
        </p>
        <Invoice order={order} lines={lines} />
      </div>
    );
  }
  return (
    <WorkLayout>
      <div className="no-print flex flex-wrap items-center justify-between gap-4">
        <Breadcrumbs links={[{ href: '/orders', label: 'Orders' }]} current={order.number} />
        <div className="flex gap-2">
          <LinkButton size="small" href="/my-tools">
            Go to my tools
          </LinkButton>
          <LinkButton size="small" href={`${address}?print`}>
            <Icon name="printer" className="icon size-4" />
            Print
          </LinkButton>
        </div>
      </div>
      <CardPayment order={order} mayPay={mayPay} hasReturned={hasReturned} />
      <Invoice order={order} lines={lines} />
    </WorkLayout>
  );
}
