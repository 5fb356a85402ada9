import type { RequestContext } from '~/load-context.ts';
import { keepDraft } from '~/modules/accounts/sign-in/drafts.server.ts';
import { type FormDraft, longestDraftText } from '~/services/cookies.server.ts';
import type { InvitationDraft } from './invitations.tsx';
import type { OrganizationRole } from './roles.ts';

/**
 * The headers of an answer that leads away from the form that invites: they keep what was typed until its sender is back.
 * @returns undefined for a list that a cookie has no room for
 */
export async function keepInvitationDraft(
  context: RequestContext,
  emails: readonly string[],
  role: OrganizationRole,
): Promise<Headers | undefined> {
  const invited = emails.join('\n');
  return invited.length > longestDraftText ? undefined : keepDraft(context, { invited, role });
}

/**
 * What was typed into the form that invites before its sender was led away from it; null where nothing was.
 * @param roles  that the sender may give
 */
export function readInvitationDraft(
  draft: FormDraft | undefined,
  roles: readonly OrganizationRole[],
): InvitationDraft | null {
  const emails = draft?.invited;
  if (draft === undefined || emails === undefined) return null;
  return { emails, role: roles.find((given) => given === draft.role) ?? 'MEMBER' };
}
