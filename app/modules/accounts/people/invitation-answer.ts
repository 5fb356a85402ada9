import type { Row } from '#db/call-function.server.ts';
import { confirmFirst } from '~/modules/accounts/email-confirmation/words.ts';
import { isolateName } from '~/utils/names.ts';
import { countWords } from '~/utils/words.ts';
import type { OrganizationRole } from './roles.ts';

/** Said while more mail of an organization waits than goes out in a day. */
export const tooManyInvitations = {
  problem: 'Nothing was sent: more than a day of mail waits already. Wait a few hours, then go on.',
  waitInSeconds: 60 * 60,
};

/** The reason why nobody was invited: about a field, with a line for each address it is about, or about the whole form for a while. */
export type InvitationRefusal =
  | { problem: { email?: string; role?: string }; status: number }
  | typeof tooManyInvitations;

type InvitedAddress = Row<'invite_people'>;

/**
 * Says what became of addresses that were to be invited: all of them were, or none and why.
 * @param invited  a row for each address
 * @param role  the role that was chosen for them
 * @returns 'PROVE' where the viewer has to say once more who they are
 */
export function describeInvitations(
  { organization, role: own }: { organization: { name: string }; role: OrganizationRole },
  invited: readonly InvitedAddress[],
  role: OrganizationRole,
): { message: string } | InvitationRefusal | 'PROVE' {
  const refused = invited.filter(({ outcome }) => outcome !== 'INVITED');
  const isRefusedFor = (reason: InvitedAddress['outcome']) => refused.some(({ outcome }) => outcome === reason);
  if (refused.length === 0) {
    const [only] = invited;
    const message =
      invited.length === 1 && only
        ? `An invitation to ${only.email} is on its way.`
        : `${countWords(invited.length, 'invitation')} are on their way.`;
    return { message };
  }
  if (isRefusedFor('NOT_CONFIRMED')) return { problem: { email: confirmFirst }, status: 403 };
  if (role === 'OWNER' && own !== 'OWNER')
    return { problem: { role: 'Only an owner can invite an owner.' }, status: 403 };
  if (isRefusedFor('TOO_OFTEN')) return tooManyInvitations;
  const reasons = refused.flatMap(({ email, outcome }) => {
    if (outcome === 'ALREADY_MEMBER') return [`${email} belongs to ${isolateName(organization.name)} already.`];
    if (outcome === 'NOT_ALLOWED') return [`${email} was invited by an owner, and only an owner changes that.`];
    return [];
  });
  if (reasons.length === 0) return 'PROVE';
  return { problem: { email: reasons.join('\n') }, status: isRefusedFor('NOT_ALLOWED') ? 403 : 400 };
}
