import { callFunction } from '#db/call-function.server.ts';
import type { RequestContext } from '~/load-context.ts';
import { requireRole, requireViewer } from '~/modules/accounts/guards.server.ts';
import { redirectToProof } from '~/modules/accounts/sign-in/proof.server.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import { findMailDelay, withMailDelay } from '~/modules/mail/waiting-mail.server.ts';
import { notFound } from '~/services/http.server.ts';
import { unreachable } from '~/utils/unreachable.ts';

type Saved = { message: string } | { problem: string | { from: string } };

/**
 * Requires a second factor of everybody who works for the viewer's organization, or no longer.
 * @param from  the day (UTC), like 2026-12-01; null for no longer
 * @throws a 404 for anybody but an OWNER; the way to the page that asks once more who is there, where that is due
 * @throws DatabaseError
 */
export async function requireSecondFactorFrom(
  request: Request,
  context: RequestContext,
  from: string | null,
): Promise<Saved> {
  const { viewer, saved, delay } = await context.database.write((handle) => ({
    saved: callFunction(handle, 'require_second_factor_from', { from }),
    delay: findMailDelay(handle),
  }));
  requireRole(requireViewer(viewer, request), ['OWNER']);
  const outcome = saved[0]?.outcome;
  switch (outcome) {
    case 'SAVED':
      deliverMailSoon(context);
      return {
        message:
          from === null
            ? 'Nobody has to have a second factor any more.'
            : withMailDelay('Saved. Everybody without a second factor is told by mail.', delay),
      };
    case 'TOO_EARLY':
      return { problem: { from: 'Choose today or a later day.' } };
    case 'OWN_FIRST':
      return { problem: 'Set up a second factor of your own first, or you would be kept out yourself.' };
    case 'PROVE':
      throw redirectToProof(request);
    case 'NOT_ALLOWED':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}
