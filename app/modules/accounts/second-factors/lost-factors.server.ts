import { callFunction } from '#db/call-function.server.ts';
import type { RequestContext } from '~/load-context.ts';
import { writeInArea } from '~/modules/accounts/platform/guards.server.ts';
import { keepDraft } from '~/modules/accounts/sign-in/drafts.server.ts';
import { redirectToProof } from '~/modules/accounts/sign-in/proof.server.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import type { FormDraft } from '~/services/cookies.server.ts';
import { notFound } from '~/services/http.server.ts';
import { unreachable } from '~/utils/unreachable.ts';

type Reset = { message: string } | { problem: string | { email: string }; status: number };

/**
 * Takes every second factor of somebody away who has lost them, for SUPPORT.
 * @param reason  how it was made sure who asks
 * @param draft  what was typed, kept while its sender shows once more who they are
 * @throws as `writeInArea` does for anybody else; the way to the page that asks once more who is there, where that is due
 * @throws DatabaseError
 */
export async function resetFactors(
  request: Request,
  context: RequestContext,
  { email, reason }: { email: string; reason: string },
  draft: FormDraft,
): Promise<Reset> {
  const { reset } = await writeInArea(context, request, 'support', (handle) => ({
    reset: callFunction(handle, 'reset_second_factors', { email, reason }),
  }));
  const outcome = reset[0]?.outcome;
  switch (outcome) {
    case 'RESET':
      deliverMailSoon(context);
      return { message: `The second factors of ${email} are taken away, and they are signed out everywhere.` };
    case 'NOT_FOUND':
      return { problem: { email: 'Nobody has an account with this email.' }, status: 404 };
    case 'NO_FACTOR':
      return { problem: { email: 'This person has no second factor.' }, status: 409 };
    case 'OWN_ORGANIZATION':
      return {
        problem: 'Nothing was done: you work with this person, so somebody else of the platform has to do it.',
        status: 403,
      };
    case 'OF_PLATFORM':
      return {
        problem:
          'Nothing was done: this person works for the platform. Whoever runs the database takes their factors away.',
        status: 403,
      };
    case 'PROVE':
      throw redirectToProof(request, await keepDraft(context, draft));
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}
