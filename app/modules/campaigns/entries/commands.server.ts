import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { callFunction } from '#db/call-function.server.ts';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { campaignIdOf } from '../campaigns/queries.server.ts';
import { entryCommandSchema } from './schema.ts';

/**
 * Adds a cost or a result to a campaign, or removes one.
 * @param slug  of the campaign at the address
 * @param form  the form as it was sent
 * @returns a redirect to the campaign, or a refusal that keeps what was typed
 */
export async function answerEntryCommand(
  { request, context }: Pick<ActionFunctionArgs, 'request' | 'context'>,
  slug: string,
  form: FormData,
) {
  const parsed = await parseForm(form, entryCommandSchema);
  if (!parsed.ok) return parsed.answer;
  const { value: command, refuse } = parsed;
  const campaignId = campaignIdOf(slug);
  const { viewer, done } = await context.database.write((handle) => {
    if (command.intent === 'remove-entry')
      return { done: callFunction(handle, 'remove_campaign_entry', { campaignId, id: command.entryId }) };
    const { intent, ...entry } = command;
    const kind = intent === 'add-cost' ? 'COST' : 'RESULT';
    return { done: callFunction(handle, 'add_campaign_entry', { ...entry, campaignId, kind }) };
  });
  requireViewer(viewer, request);
  const page = `/campaigns/${slug}`;
  const outcome = done[0]?.outcome;
  switch (outcome) {
    case 'ADDED':
      return redirectWithToast(
        context,
        page,
        command.intent === 'add-cost' ? 'The cost is added.' : 'The result is added.',
      );
    case 'REMOVED':
      return redirectWithToast(context, page, 'It is removed.');
    case 'FULL':
      return refuse('Nothing was added: a campaign has at most 5,000 costs and results.', 409);
    case 'NOT_ALLOWED':
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}
