import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { WorkLayout } from '~/components/layout/work-layout.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { PageHeader } from '~/components/ui/layout.tsx';
import { requireDueFactor, requireViewer } from '~/modules/accounts/guards.server.ts';
import { listManagers } from '~/modules/accounts/people/queries.server.ts';
import { managerRoles } from '~/modules/accounts/people/roles.ts';
import { endFirstSteps } from '~/modules/marketplace/home/commands.server.ts';
import { listOpenSteps } from '~/modules/marketplace/home/first-steps.ts';
import { ManagerHome } from '~/modules/marketplace/home/manager-home.tsx';
import { MemberHome } from '~/modules/marketplace/home/member-home.tsx';
import {
  findProgress,
  listComingCharges,
  listInvoicesAtHome,
  listToolsUsedLately,
} from '~/modules/marketplace/home/queries.server.ts';
import { homeCommandSchema } from '~/modules/marketplace/home/schema.ts';
import { ViewerHome } from '~/modules/marketplace/home/viewer-home.tsx';
import { WithoutOrganization } from '~/modules/marketplace/home/without-organization.tsx';
import { listOwnedTools } from '~/modules/marketplace/purchases/owned-tool-queries.server.ts';
import { listRequestsAtHome } from '~/modules/marketplace/requests/queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = { hydrate: false, formsFrom: managerRoles } satisfies RouteHandle;
export const meta = pageTitle('Home');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer, managers, progress, ...found } = await context.database.read((handle) => ({
    tools: listOwnedTools(handle),
    used: listToolsUsedLately(handle),
    charges: listComingCharges(handle),
    invoices: listInvoicesAtHome(handle),
    requests: listRequestsAtHome(handle),
    progress: findProgress(handle),
    managers: listManagers(handle),
  }));
  const person = requireViewer(viewer, request);
  requireDueFactor(person);
  const { user, role, cartLines } = person;
  const [state] = progress;
  return {
    ...found,
    role,
    viewerId: user.id,
    platformRoles: user.platformRoles,
    cartLines,
    people: state?.people ?? 0,
    hasBought: state?.hasBought ?? false,
    steps: state ? listOpenSteps({ ...state, isConfirmed: user.isConfirmed, cartLines, tools: found.tools }) : [],
    managers: managers.map(({ name }) => name),
    openKey: crypto.randomUUID(),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, homeCommandSchema);
  if (!form.ok) return form.answer;
  const { viewer, ended } = await context.database.write((handle) => ({ ended: endFirstSteps(handle) }));
  requireViewer(viewer, request);
  const outcome = ended[0]?.outcome;
  switch (outcome) {
    case 'ENDED':
      return redirectWithToast(context, '/home', 'The first steps are hidden.');
    case 'NOT_ALLOWED':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

export default function HomePage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const problems = <ErrorSummary errors={answer?.error} title="Nothing was changed" />;
  switch (page.role) {
    case 'OWNER':
    case 'ADMIN':
      return (
        <WorkLayout>
          <PageHeader title="Home" description="What your tools cost, what is due, and what waits for you." />
          {problems}
          <ManagerHome {...page} isOwner={page.role === 'OWNER'} />
        </WorkLayout>
      );
    case 'MEMBER':
      return (
        <WorkLayout>
          <PageHeader title="Home" description="Your tools, and what you asked for." />
          <MemberHome {...page} />
        </WorkLayout>
      );
    case 'VIEWER':
      return (
        <WorkLayout>
          <PageHeader title="Home" description="What your organization uses and pays. Viewers change nothing." />
          <ViewerHome {...page} />
        </WorkLayout>
      );
    case null:
      return (
        <div className="page flex flex-col gap-6 py-6 lg:py-10">
          <PageHeader title="Home" />
          <WithoutOrganization platformRoles={page.platformRoles} />
        </div>
      );
    default:
      return unreachable(page.role);
  }
}
