import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { WorkLayout } from '~/components/layout/work-layout.tsx';
import { PageHeader } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { requireRole, requireViewer } from '~/modules/accounts/guards.server.ts';
import { runOrganizationCommand } from '~/modules/accounts/organizations/commands.server.ts';
import { RenameForm } from '~/modules/accounts/organizations/rename-form.tsx';
import { organizationCommandSchema } from '~/modules/accounts/organizations/schema.ts';
import { OrganizationTabs } from '~/modules/accounts/organizations/tabs.tsx';
import { readInvitationDraft } from '~/modules/accounts/people/invitation-draft.server.ts';
import { Invitations, InviteForm } from '~/modules/accounts/people/invitations.tsx';
import { PeopleList } from '~/modules/accounts/people/list.tsx';
import { listOpenInvitations, listPeople } from '~/modules/accounts/people/queries.server.ts';
import { invitableRoles, isManager, managerRoles, organizationRoles } from '~/modules/accounts/people/roles.ts';
import { readTypedHandOver, YourMembership } from '~/modules/accounts/people/your-membership.tsx';
import { forgetDraft } from '~/modules/accounts/sign-in/drafts.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { staleButton } from '~/services/form-values.ts';
import { parseForm } from '~/services/forms.server.ts';
import { passOnRetryAfter } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = {
  hydrate: false,
  ifInDoubt: 'It may have been done. Look at the page first to see. Sending it again is safe: nothing is done twice.',
  formsFrom: {
    invite: managerRoles,
    resend: managerRoles,
    revoke: managerRoles,
    'change-role': managerRoles,
    remove: managerRoles,
    'sign-out': ['OWNER'],
    'hand-over': ['OWNER'],
    rename: ['OWNER'],
  },
} satisfies RouteHandle;
export const headers = passOnRetryAfter;
export const meta = pageTitle('Organization');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer, people, invitations } = await context.database.read((handle) => ({
    people: listPeople(handle),
    invitations: listOpenInvitations(handle),
  }));
  const { user, organization, role } = requireRole(requireViewer(viewer, request), organizationRoles);
  const handOverDraft = context.draft?.handOver === organization.id ? context.draft : undefined;
  const roles = invitableRoles(role);
  const page = {
    userId: user.id,
    organization,
    role,
    people,
    roles,
    invitationDraft: readInvitationDraft(context.draft, roles),
    invitations: invitations.map((invitation) => ({ ...invitation, expiresAt: invitation.expiresAt.toISOString() })),
    handOver: handOverDraft && { userId: handOverDraft.userId, typed: handOverDraft.typed, errors: {} },
  };
  return data(page, { headers: await forgetDraft(context) });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, organizationCommandSchema);
  if (!form.ok) return form.answer;
  const outcome = await runOrganizationCommand(request, context, form.value);
  if ('waitInSeconds' in outcome) return form.refuseForNow(outcome.problem, outcome.waitInSeconds);
  if ('problem' in outcome) return form.refuse(outcome.problem, outcome.status);
  return redirectWithToast(context, outcome.redirectTo, outcome.message);
}

export default function Organization() {
  const {
    userId,
    organization,
    role,
    people,
    roles,
    invitations,
    invitationDraft,
    handOver: draft,
  } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const refused = lastResult?.initialValue?.intent;
  const resultOf = (intent: string) => (refused === intent ? lastResult : undefined);
  const handOver =
    role === 'OWNER' && people.length > 1 ? (readTypedHandOver(resultOf('hand-over')) ?? draft) : undefined;
  const manages = isManager(role);
  return (
    <WorkLayout>
      <PageHeader title={<bdi>{organization.name}</bdi>} description="Who works here, and what each of them may do." />
      <OrganizationTabs />
      {lastResult?.error && refused !== 'invite' && refused !== 'rename' && !handOver && (
        <div role="alert">
          <Notice kind="danger">{Object.values(lastResult.error)[0]?.[0] ?? staleButton}</Notice>
        </div>
      )}
      <PeopleList people={people} userId={userId} role={role} />
      {manages && (
        <>
          <InviteForm roles={roles} draft={invitationDraft} lastResult={resultOf('invite')} />
          <Invitations invitations={invitations} role={role} />
        </>
      )}
      {role === 'OWNER' && <RenameForm name={organization.name} lastResult={resultOf('rename')} />}
      <YourMembership
        organization={organization.name}
        people={people}
        userId={userId}
        role={role}
        handOver={handOver}
      />
    </WorkLayout>
  );
}
