import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { AdminLayout } from '~/components/layout/admin-layout.tsx';
import { BulkBar } from '~/components/ui/bulk-bar.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { useMayWrite } from '~/modules/accounts/platform/area-forms.tsx';
import { requireReader, writeInArea } from '~/modules/accounts/platform/guards.server.ts';
import { refusesOwnOrganization, waitsForSecondPerson } from '~/modules/accounts/platform/words.ts';
import { forgetDraft, keepDraft } from '~/modules/accounts/sign-in/drafts.server.ts';
import { redirectToProof } from '~/modules/accounts/sign-in/proof.server.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import { remindOfInvoice, suspendOverdueOrder } from '~/modules/marketplace/invoices/commands.server.ts';
import { overdueCommandSchema, readOverdueSort, sortOverdue } from '~/modules/marketplace/invoices/overdue.ts';
import { OverdueInvoices } from '~/modules/marketplace/invoices/overdue-invoices.tsx';
import { listOverdueInvoices, overdueInvoicesAtOnce } from '~/modules/marketplace/invoices/queries.server.ts';
import { refundOrder } from '~/modules/marketplace/orders/commands.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = { hydrate: false, formsFrom: 'billing' } satisfies RouteHandle;
export const meta = pageTitle('Overdue invoices');

const changed = 'Nothing was changed: something happened to this order since you opened this page. Look at it again.';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer, invoices } = await context.database.read((handle) => ({ invoices: listOverdueInvoices(handle) }));
  requireReader(viewer, request, 'billing');
  const sort = readOverdueSort(new URL(request.url).searchParams);
  return data(
    {
      sort,
      invoices: sortOverdue(invoices, sort),
      isCut: invoices.length === overdueInvoicesAtOnce,
      draft: context.draft,
    },
    { headers: await forgetDraft(context) },
  );
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, overdueCommandSchema);
  if (!form.ok) return form.answer;
  const command = form.value;
  const { number } = command;
  const { done } = await writeInArea(context, request, 'billing', (handle) => ({
    done:
      command.intent === 'remind'
        ? remindOfInvoice(handle, number)
        : command.intent === 'suspend'
          ? suspendOverdueOrder(handle, number)
          : refundOrder(handle, number, command),
  }));
  const succeed = (message: string) => {
    deliverMailSoon(context);
    return redirectWithToast(context, '/admin/overdue', message);
  };
  const outcome = done[0]?.outcome;
  switch (outcome) {
    case 'REMINDED':
      return succeed(`A reminder of order ${number} is on its way.`);
    case 'SUSPENDED':
    case 'SUSPENDED_BEFORE':
      return succeed(`What order ${number} unlocked is suspended.`);
    case 'REFUNDED':
      return succeed(`Order ${number} is written off. The credit note goes to the buyer.`);
    case 'WAITS':
      return succeed(waitsForSecondPerson);
    case 'PROVE':
      return redirectToProof(
        request,
        command.intent === 'write-off' ? await keepDraft(context, { number, reason: command.reason }) : undefined,
      );
    case 'OWN_ORGANIZATION':
      return form.refuse(refusesOwnOrganization, 403);
    case 'REMINDED_TODAY':
      return form.refuse(`A reminder of order ${number} was sent today already. Send the next one tomorrow.`, 409);
    case 'NO_REASON':
      return form.refuse({ reason: 'Enter why it is written off.' });
    case 'BEING_PAID':
      return form.refuse('Nothing was suspended: this order is being paid right now.', 409);
    case 'NOT_OVERDUE':
    case 'NOT_OWED':
    case 'CHANGED':
    case 'NOTHING_OWED':
    case 'NOT_PAID':
    case 'NO_LINES':
    case 'NOT_FOUND':
    case undefined:
      return form.refuse(changed, 409);
    default:
      return unreachable(outcome);
  }
}

export default function OverdueInvoicesPage() {
  const { sort, invoices, isCut, draft } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const mayWrite = useMayWrite('billing');
  return (
    <AdminLayout>
      <PageHeader
        title="Overdue invoices"
        description="Reminders go out 3 days before an invoice is due, on that day, 7 and 14 days after. Then what it unlocked is suspended."
      />
      <ErrorSummary errors={answer?.error} title="Nothing was changed" />
      {invoices.length === 0 ? (
        <EmptyState icon="circle-check" title="Nothing is overdue">
          An invoice that is not paid by its due date appears here.
        </EmptyState>
      ) : (
        <>
          {mayWrite && (
            <BulkBar action="/admin/overdue/bulk" thing="invoices" acts={[{ value: 'remind', label: 'Remind' }]} />
          )}
          <OverdueInvoices
            invoices={invoices}
            sort={sort}
            mayWrite={mayWrite}
            typed={answer ? readTypedTexts(answer) : draft}
          />
        </>
      )}
      {isCut && (
        <p className="text-muted">{`These are the ${invoices.length} oldest. The others follow as these are settled.`}</p>
      )}
    </AdminLayout>
  );
}
