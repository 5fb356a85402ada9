import { callFunction } from '#db/call-function.server.ts';
import type { RequestContext } from '~/load-context.ts';
import { writeInArea } from '~/modules/accounts/platform/guards.server.ts';
import { refusesOwnOrganization } from '~/modules/accounts/platform/words.ts';
import { keepDraft } from '~/modules/accounts/sign-in/drafts.server.ts';
import { redirectToProof } from '~/modules/accounts/sign-in/proof.server.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import type { FormDraft } from '~/services/cookies.server.ts';
import { notFound } from '~/services/http.server.ts';
import { unreachable } from '~/utils/unreachable.ts';

type Appointment = { message: string } | { problem: string | { userId: string }; status: number };

/**
 * Makes somebody the owner of an organization that has none, for SUPPORT.
 * @param reason  how it was made sure who they are
 * @param draft  what was typed, kept while its sender shows once more who they are
 * @throws as `writeInArea` does for anybody else; the way to the page that asks once more who is there, where that is due
 * @throws DatabaseError
 */
export async function appointOwner(
  request: Request,
  context: RequestContext,
  { organizationId, userId, reason }: { organizationId: string; userId: string; reason: string },
  draft: FormDraft,
): Promise<Appointment> {
  const { appointed } = await writeInArea(context, request, 'support', (handle) => ({
    appointed: callFunction(handle, 'appoint_owner', { organizationId, userId, reason }),
  }));
  const outcome = appointed[0]?.outcome;
  switch (outcome) {
    case 'APPOINTED':
      deliverMailSoon(context);
      return { message: 'The organization has an owner again, who is told by mail.' };
    case 'HAS_OWNER':
      return { problem: 'Nothing was done: the organization has an owner by now.', status: 409 };
    case 'CLOSED':
      return { problem: 'Nothing was done: the organization is closed by now.', status: 409 };
    case 'NOT_CONFIRMED':
      return {
        problem: { userId: 'This email is not confirmed, so the account may be somebody else’s.' },
        status: 409,
      };
    case 'NOT_FOUND':
      return { problem: { userId: 'Choose an admin or a member of the organization.' }, status: 409 };
    case 'OWN_ORGANIZATION':
      return { problem: refusesOwnOrganization, status: 403 };
    case 'PROVE':
      throw redirectToProof(request, await keepDraft(context, draft));
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}
