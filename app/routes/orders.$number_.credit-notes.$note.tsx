import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { WorkLayout } from '~/components/layout/work-layout.tsx';
import { LinkButton } from '~/components/ui/button.tsx';
import { Icon } from '~/components/ui/icon.tsx';
import { Breadcrumbs } from '~/components/ui/layout.tsx';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { PrintPage } from '~/modules/marketplace/orders/business-document.tsx';
import { CreditNoteDocument } from '~/modules/marketplace/orders/credit-note.tsx';
import { findOrder, listCreditNoteLines, listCreditNotes } from '~/modules/marketplace/orders/queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound } from '~/services/http.server.ts';
import { writeTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  data ? writeTitle(`Credit note ${data.creditNote.number}`) : writeTitle('Credit note not found'),
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const number = params.number ?? '';
  const { viewer, found, creditNotes, lines } = await context.database.read((handle) => ({
    found: findOrder(handle, number),
    creditNotes: listCreditNotes(handle, number),
    lines: listCreditNoteLines(handle, params.note ?? ''),
  }));
  requireViewer(viewer, request);
  const [order] = found;
  const creditNote = creditNotes.find((note) => note.number === params.note);
  if (!order || !creditNote) throw notFound();
  return { order, creditNote, lines, print: new URL(request.url).searchParams.has('print') };
}

export default function CreditNotePage() {
  const { order, creditNote, lines, print } = useLoaderData<typeof loader>();
  const orderAddress = `/orders/${order.number}`;
  const address = `${orderAddress}/credit-notes/${creditNote.number}`;
  const document = <CreditNoteDocument order={order} creditNote={creditNote} lines={lines} />;
  if (print) {
    return (
      <PrintPage back={address} backLabel="Back to the credit note">
        {document}
      </PrintPage>
    );
  }
  return (
    <WorkLayout>
      <div className="no-print flex flex-wrap items-center justify-between gap-4">
        <Breadcrumbs
          links={[
            { href: '/orders', label: 'Orders' },
            { href: orderAddress, label: order.number },
          ]}
          current={creditNote.number}
        />
        <LinkButton size="small" href={`${address}?print`}>
          <Icon name="printer" className="icon size-4" />
          Print
        </LinkButton>
      </div>
      {document}
    </WorkLayout>
  );
}
