import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { AdminLayout } from '~/components/layout/admin-layout.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { ApprovalCard } from '~/modules/accounts/platform/approval-card.tsx';
import { useMayWrite } from '~/modules/accounts/platform/area-forms.tsx';
import { decideApproval } from '~/modules/accounts/platform/commands.server.ts';
import { requireReader, writeInArea } from '~/modules/accounts/platform/guards.server.ts';
import { approvalsAtOnce, listApprovals } from '~/modules/accounts/platform/queries.server.ts';
import { approvalSchema } from '~/modules/accounts/platform/schema.ts';
import { refusesOwnOrganization } from '~/modules/accounts/platform/words.ts';
import { redirectToProof } from '~/modules/accounts/sign-in/proof.server.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = { hydrate: false, formsFrom: 'billing' } satisfies RouteHandle;
export const meta = pageTitle('Approvals', 'Administration');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer, approvals } = await context.database.read((handle) => ({ approvals: listApprovals(handle) }));
  const { user } = requireReader(viewer, request, 'billing');
  return { viewerId: user.id, approvals, isCut: approvals.length === approvalsAtOnce };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, approvalSchema);
  if (!form.ok) return form.answer;
  const { approval, intent } = form.value;
  const { decided } = await writeInArea(context, request, 'billing', (handle) => ({
    decided: decideApproval(handle, approval, intent === 'confirm'),
  }));
  const succeed = (message: string) => {
    deliverMailSoon(context);
    return redirectWithToast(context, '/admin/approvals', message);
  };
  const outcome = decided[0]?.outcome;
  switch (outcome) {
    case 'CONFIRMED':
      return succeed('Confirmed and done.');
    case 'DECLINED':
      return succeed('Declined. Nothing was done.');
    case 'PROVE':
      return redirectToProof(request);
    case 'OWN_REQUEST':
      return form.refuse('Nothing was done: you asked for this, so somebody else confirms it.', 403);
    case 'OWN_ORGANIZATION':
      return form.refuse(refusesOwnOrganization, 403);
    case 'DECIDED':
      return form.refuse('Nothing was done now: this was decided since you opened this page.', 409);
    case 'LAPSED':
      return form.refuse('Nothing was done: nobody decided this in time, so it has lapsed. Ask for it again.', 409);
    case 'CHANGED':
      return form.refuse(
        'Nothing was done: something happened since this was asked for, so it would be another act. Decline it, and have it asked for again.',
        409,
      );
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

export default function ApprovalsPage() {
  const { viewerId, approvals, isCut } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const mayDecide = useMayWrite('billing');
  return (
    <AdminLayout>
      <PageHeader
        title="Approvals"
        description="Refunds, write-offs, invoices marked as paid and raised limits beyond $1,000 for one organization in 30 days wait here for a second person, for 14 days."
      />
      <ErrorSummary title="Nothing was changed" errors={answer?.error} />
      {approvals.length === 0 ? (
        <EmptyState icon="circle-check" title="Nothing waits">
          What one person may not do alone appears here.
        </EmptyState>
      ) : (
        <ul className="flex flex-col gap-4">
          {approvals.map((approval) => (
            <li key={approval.id}>
              <ApprovalCard approval={approval} viewerId={viewerId} mayDecide={mayDecide} />
            </li>
          ))}
        </ul>
      )}
      {isCut && <p className="text-muted">{`These are the ${approvals.length} newest.`}</p>}
    </AdminLayout>
  );
}
