import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import type { z } from 'zod';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import type { RefusedForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { addSuppression, liftSuppression } from './commands.server.ts';
import type { newSuppressionSchema } from './schema.ts';

type Args = Pick<LoaderFunctionArgs, 'request' | 'context'>;

export const suppressionsPath = '/campaigns/contacts/suppressions';

/** Suppresses an address that was typed. */
export async function answerNewSuppression(
  { request, context }: Args,
  { id, email, note }: z.output<typeof newSuppressionSchema>,
) {
  const { viewer, added } = await context.database.write((handle) => ({
    added: addSuppression(handle, id, email, note),
  }));
  requireViewer(viewer, request);
  const outcome = added[0]?.outcome;
  switch (outcome) {
    case 'ADDED':
      return redirectWithToast(context, suppressionsPath, 'The address is suppressed.');
    case 'ALREADY':
      return redirectWithToast(context, suppressionsPath, {
        kind: 'notice',
        message: 'The address was suppressed before.',
      });
    case 'NOT_ALLOWED':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

/** Lifts a suppression, where that is the organization's to do. */
export async function answerLift(
  { request, context }: Args,
  id: string,
  refuse: (problem: string, status?: number) => RefusedForm['answer'],
) {
  const { viewer, lifted } = await context.database.write((handle) => ({ lifted: liftSuppression(handle, id) }));
  requireViewer(viewer, request);
  const outcome = lifted[0]?.outcome;
  switch (outcome) {
    case 'LIFTED':
      return redirectWithToast(context, suppressionsPath, 'The suppression is lifted.');
    case 'ONLY_PERSON':
      return refuse('Nothing was lifted: only the person can do that, by signing up again.', 409);
    case 'TOO_EARLY':
      return refuse('Nothing was lifted: an address that bounced can be tried again after 12 months.', 409);
    case 'NOT_ALLOWED':
      return refuse('Nothing was lifted: an owner or admin does that.', 403);
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}
