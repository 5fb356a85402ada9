import { callFunction } from '#db/call-function.server.ts';
import type { OrganizationRole, QueryHandle, SubscriptionTier } from '#db/request-db.server.ts';
import type { RequestContext } from '~/load-context.ts';
import { confirmFirst } from '~/modules/accounts/email-confirmation/words.ts';
import { requireRole, requireViewer } from '~/modules/accounts/guards.server.ts';
import type { OrganizationCommand } from '~/modules/accounts/organizations/schema.ts';
import {
  changeRole,
  endMemberSessions,
  handOverOwnership,
  invitePeople,
  leaveOrganization,
  removeMember,
  resendInvitation,
  revokeInvitation,
} from '~/modules/accounts/people/commands.server.ts';
import {
  describeInvitations,
  type InvitationRefusal,
  tooManyInvitations,
} from '~/modules/accounts/people/invitation-answer.ts';
import { keepInvitationDraft } from '~/modules/accounts/people/invitation-draft.server.ts';
import { managerRoles, organizationRoles, roleWords } from '~/modules/accounts/people/roles.ts';
import { keepDraft } from '~/modules/accounts/sign-in/drafts.server.ts';
import { redirectToProof } from '~/modules/accounts/sign-in/proof.server.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import { findMailDelay, withMailDelay } from '~/modules/mail/waiting-mail.server.ts';
import { notFound } from '~/services/http.server.ts';
import { isolateName } from '~/utils/names.ts';
import { unreachable } from '~/utils/unreachable.ts';

/** Gives the viewer's organization another name. */
export function renameOrganization(handle: QueryHandle, name: string) {
  return callFunction(handle, 'rename_organization', { name });
}

/** Sets what an organization may buy. For platform admins; refused (42501) for anybody else. */
export function setTier(handle: QueryHandle, organizationId: string, tier: SubscriptionTier) {
  return callFunction(handle, 'set_tier', { organizationId, tier });
}

/** The answer to a command: what to say and where to go on, or why nothing was done, of all of it or of a field. */
type CommandOutcome =
  | { message: string; redirectTo: string }
  | { problem: string | { typed: string }; status: number }
  | InvitationRefusal;

const page = '/organization';
const lastOwner = 'An organization needs an owner. Make somebody else an owner first.';

/**
 * Does what a form of the organization's page asks for, in one request to the database, which decides whether it may be.
 * @throws a redirect to the page that asks once more who is there, for what makes a new OWNER
 * @throws a 404 when the command is not for the viewer's role, or about somebody or something that is not there
 * @throws DatabaseError
 */
export async function runOrganizationCommand(
  request: Request,
  context: RequestContext,
  command: OrganizationCommand,
): Promise<CommandOutcome> {
  const { database } = context;
  const member = (viewer: Parameters<typeof requireViewer>[0], roles: readonly OrganizationRole[] = managerRoles) =>
    requireRole(requireViewer(viewer, request), roles);

  switch (command.intent) {
    case 'invite': {
      const { email: emails, role } = command;
      const { viewer, invited, delay } = await database.write((handle) => ({
        invited: invitePeople(handle, { emails, role }),
        delay: findMailDelay(handle),
      }));
      const outcome = describeInvitations(member(viewer), invited, role);
      if (outcome === 'PROVE') throw redirectToProof(request, await keepInvitationDraft(context, emails, role));
      if ('message' in outcome) {
        deliverMailSoon(context);
        return { message: withMailDelay(outcome.message, delay), redirectTo: page };
      }
      return outcome;
    }
    case 'resend': {
      const { viewer, resent, delay } = await database.write((handle) => ({
        resent: resendInvitation(handle, command.invitationId),
        delay: findMailDelay(handle),
      }));
      member(viewer);
      const { outcome, email } = resent[0] ?? {};
      switch (outcome) {
        case 'RESENT':
          deliverMailSoon(context);
          return {
            message: withMailDelay(
              `A new invitation to ${email} is on its way. The link sent before no longer works.`,
              delay,
            ),
            redirectTo: page,
          };
        case 'NOT_CONFIRMED':
          return { problem: confirmFirst, status: 403 };
        case 'NOT_ALLOWED':
          return { problem: 'Only an owner invites owners.', status: 403 };
        case 'TOO_OFTEN':
          return tooManyInvitations;
        case 'NOT_FOUND':
        case undefined:
          return { problem: 'This invitation is not open any more.', status: 409 };
        default:
          return unreachable(outcome);
      }
    }
    case 'revoke': {
      const { viewer, revoked } = await database.write((handle) => ({
        revoked: revokeInvitation(handle, command.invitationId),
      }));
      member(viewer);
      const outcome = revoked[0]?.outcome;
      switch (outcome) {
        case 'REVOKED':
          return { message: 'The invitation is taken back. Its link no longer works.', redirectTo: page };
        case 'NOT_ALLOWED':
          return { problem: 'Only an owner takes back the invitation of an owner.', status: 403 };
        case 'NOT_FOUND':
          return { problem: 'This invitation is not open any more.', status: 409 };
        case undefined:
          throw notFound();
        default:
          return unreachable(outcome);
      }
    }
    case 'change-role': {
      const { viewer, changed } = await database.write((handle) => ({
        changed: changeRole(handle, command.userId, command.role),
      }));
      member(viewer);
      const outcome = changed[0]?.outcome;
      switch (outcome) {
        case 'CHANGED':
          deliverMailSoon(context);
          return {
            message: `The role is changed: ${roleWords[command.role].label}. It counts from the next page on.`,
            redirectTo: page,
          };
        case 'LAST_OWNER':
          return { problem: lastOwner, status: 409 };
        case 'NOT_FOUND':
          throw notFound();
        case 'NOT_ALLOWED':
          return { problem: 'Only an owner changes who is an owner.', status: 403 };
        case 'PROVE':
          throw redirectToProof(request);
        case undefined:
          throw notFound();
        default:
          return unreachable(outcome);
      }
    }
    case 'remove': {
      const { viewer, removed } = await database.write((handle) => ({ removed: removeMember(handle, command.userId) }));
      member(viewer);
      const outcome = removed[0]?.outcome;
      switch (outcome) {
        case 'REMOVED':
          deliverMailSoon(context);
          return { message: 'The person is removed from the organization.', redirectTo: page };
        case 'NOT_FOUND':
          throw notFound();
        case 'NOT_ALLOWED':
          return { problem: 'Only an owner removes an owner, and nobody removes themselves.', status: 403 };
        case undefined:
          throw notFound();
        default:
          return unreachable(outcome);
      }
    }
    case 'sign-out': {
      const { viewer, ended } = await database.write((handle) => ({
        ended: endMemberSessions(handle, command.userId),
      }));
      member(viewer, ['OWNER']);
      const outcome = ended[0]?.outcome;
      switch (outcome) {
        case 'ENDED':
          return { message: 'The person is signed out. They can sign in again with their password.', redirectTo: page };
        case 'NOT_FOUND':
          throw notFound();
        case 'NOT_ALLOWED':
          return { problem: 'Only an owner signs others out, and nobody themselves here.', status: 403 };
        case undefined:
          throw notFound();
        default:
          return unreachable(outcome);
      }
    }
    case 'hand-over': {
      const { viewer, handedOver } = await database.write((handle) => ({
        handedOver: handOverOwnership(handle, command.userId, command.typed),
      }));
      const { organization } = member(viewer, ['OWNER']);
      const { userId, typed } = command;
      const outcome = handedOver[0]?.outcome;
      switch (outcome) {
        case 'HANDED_OVER':
          deliverMailSoon(context);
          return { message: 'The ownership is handed over. You are an admin now.', redirectTo: page };
        case 'NOT_FOUND':
          throw notFound();
        case 'NOT_ALLOWED':
          return { problem: 'Choose somebody else to hand over to.', status: 403 };
        case 'PROVE':
          throw redirectToProof(request, await keepDraft(context, { handOver: organization.id, userId, typed }));
        case 'NOT_TYPED':
          return { problem: { typed: `Type the name as it is: ${isolateName(organization.name)}` }, status: 400 };
        case undefined:
          throw notFound();
        default:
          return unreachable(outcome);
      }
    }
    case 'leave': {
      const { viewer, left } = await database.write((handle) => ({ left: leaveOrganization(handle) }));
      const { organization } = member(viewer, organizationRoles);
      const outcome = left[0]?.outcome;
      switch (outcome) {
        case 'LEFT':
          return { message: `You have left ${isolateName(organization.name)}.`, redirectTo: '/account' };
        case 'LAST_OWNER':
          return { problem: lastOwner, status: 409 };
        case 'NOT_ALLOWED':
        case undefined:
          throw notFound();
        default:
          return unreachable(outcome);
      }
    }
    case 'rename': {
      const { viewer, renamed } = await database.write((handle) => ({
        renamed: renameOrganization(handle, command.name),
      }));
      member(viewer, ['OWNER']);
      const outcome = renamed[0]?.outcome;
      switch (outcome) {
        case 'RENAMED':
          return { message: `The organization is called ${isolateName(command.name)} now.`, redirectTo: page };
        case 'NOT_ALLOWED':
        case undefined:
          return { problem: 'Only an owner renames the organization.', status: 403 };
        default:
          return unreachable(outcome);
      }
    }
  }
}
