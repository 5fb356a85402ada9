import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { WorkLayout } from '~/components/layout/work-layout.tsx';
import { Button } from '~/components/ui/button.tsx';
import { Icon } from '~/components/ui/icon.tsx';
import { Card, PageHeader } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { requireRole, requireViewer } from '~/modules/accounts/guards.server.ts';
import { ClosingSection } from '~/modules/accounts/leaving/closing-section.tsx';
import { closeOrganization, keepOrganizationOpen } from '~/modules/accounts/leaving/commands.server.ts';
import { findClosingState } from '~/modules/accounts/leaving/queries.server.ts';
import { organizationDataSchema } from '~/modules/accounts/leaving/schema.ts';
import { describeTable } from '~/modules/accounts/organization-export/queries.server.ts';
import { exportedTables } from '~/modules/accounts/organization-export/tables.server.ts';
import { OrganizationTabs } from '~/modules/accounts/organizations/tabs.tsx';
import { redirectToProof } from '~/modules/accounts/sign-in/proof.server.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { isolateName } from '~/utils/names.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

const address = '/organization/data';

export const handle = {
  hydrate: false,
  ifInDoubt: 'It may have been done. Look at the page first to see. Sending it again is safe: nothing is done twice.',
} satisfies RouteHandle;
export const meta = pageTitle('Data');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer, states } = await context.database.read((handle) => ({ states: findClosingState(handle) }));
  const { organization } = requireRole(requireViewer(viewer, request), ['OWNER']);
  const [state] = states;
  if (!state) throw notFound();
  return {
    organization: organization.name,
    closingAt: organization.closingAt,
    ...state,
    files: exportedTables.map((exported) => describeTable(exported).name),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, organizationDataSchema);
  if (!form.ok) return form.answer;
  const command = form.value;
  const { viewer, done } = await context.database.write((handle) => ({
    done: command.intent === 'close' ? closeOrganization(handle, command.typed) : keepOrganizationOpen(handle),
  }));
  const { organization } = requireRole(requireViewer(viewer, request), ['OWNER']);
  const outcome = done[0]?.outcome;
  switch (outcome) {
    case 'CLOSING':
      deliverMailSoon(context);
      return redirectWithToast(
        context,
        address,
        `${isolateName(organization.name)} closes in 30 days. Everybody in it is told by mail.`,
      );
    case 'REOPENED':
      deliverMailSoon(context);
      return redirectWithToast(context, address, `${isolateName(organization.name)} stays open.`);
    case 'PROVE':
      return redirectToProof(request);
    case 'NOT_TYPED':
      return form.refuse({ typed: `Type the name as it is: ${isolateName(organization.name)}` });
    case 'UNPAID':
      return form.refuse('Something is not paid yet. Pay or cancel it, then close the organization.', 409);
    case 'NOT_ALLOWED':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

export default function OrganizationData() {
  const { organization, closingAt, closedBy, owes, files } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  return (
    <WorkLayout>
      <PageHeader
        title="Data"
        description={`What ${isolateName(organization)} has here: take it along, or let it go.`}
      />
      <OrganizationTabs />
      <section className="flex flex-col gap-3">
        <h2>Export</h2>
        <Card>
          <OrganizationForm action="/organization/export.zip" className="flex flex-col gap-4">
            <p className="max-w-prose">
              Everything as a zip archive, with a CSV file for each kind of record: people, orders, purchases, requests,
              reviews, the records of every module and the audit trail. It holds no passwords and no links that give
              access. Keep it where only those may read it who may know all of this.
            </p>
            <p className="max-w-prose text-muted">
              Text that a spreadsheet would take for a formula has an apostrophe before it. That it was exported, when
              and by whom is noted in the audit trail.
            </p>
            <div>
              <Button variant="primary">
                <Icon name="package" className="icon size-4" />
                Download the archive
              </Button>
            </div>
          </OrganizationForm>
          <details className="mt-4">
            <summary className="cursor-pointer text-muted">{`The ${files.length} files in it`}</summary>
            <ul className="mt-2 columns-2 text-muted sm:columns-3">
              {files.map((file) => (
                <li key={file} className="wrap-anywhere">{`${file}.csv`}</li>
              ))}
            </ul>
          </details>
        </Card>
      </section>
      <ClosingSection {...{ organization, closingAt, closedBy, owes, lastResult }} />
    </WorkLayout>
  );
}
