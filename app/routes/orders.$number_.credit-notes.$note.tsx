import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { PrintPage } from '~/components/layout/print-page.tsx';
import { WorkLayout } from '~/components/layout/work-layout.tsx';
import { LinkButton } from '~/components/ui/button.tsx';
import { Icon } from '~/components/ui/icon.tsx';
import { Breadcrumbs } from '~/components/ui/layout.tsx';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { writeCreditNote } from '~/modules/marketplace/invoices/paper.ts';
import { PaperView } from '~/modules/marketplace/invoices/paper-view.tsx';
import { describeCreditNote, describeOrder } from '~/modules/marketplace/invoices/queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound } from '~/services/http.server.ts';
import { writeTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  data ? writeTitle(data.paper.title) : writeTitle('Credit note not found'),
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { number = '', note = '' } = params;
  const { viewer, described, notes } = await context.database.read((handle) => ({
    described: describeOrder(handle, number),
    notes: describeCreditNote(handle, number, note),
  }));
  requireViewer(viewer, request);
  const [found] = notes;
  const [invoiced] = described;
  if (!found || !invoiced) throw notFound();
  return {
    order: number,
    note: found.note.number,
    paper: writeCreditNote(invoiced.order, found.note),
    print: new URL(request.url).searchParams.has('print'),
  };
}

export default function CreditNotePage() {
  const { order, note, paper, print } = useLoaderData<typeof loader>();
  const orderAddress = `/orders/${order}`;
  const address = `${orderAddress}/credit-notes/${note}`;
  const document = <PaperView paper={paper} />;
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
            { href: orderAddress, label: order },
          ]}
          current={note}
        />
        <div className="flex flex-wrap gap-2">
          <LinkButton size="small" href={`${address}/credit-note.pdf`}>
            Download PDF
          </LinkButton>
          <LinkButton size="small" variant="quiet" href={`${address}/credit-note.pdf?paper=a4`}>
            PDF on A4
          </LinkButton>
          <LinkButton size="small" href={`${address}?print`}>
            <Icon name="printer" className="icon size-4" />
            Print
          </LinkButton>
        </div>
      </div>
      {document}
    </WorkLayout>
  );
}
