import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { campaignActSchema } from './act-schema.ts';
import { archiveCampaign, deleteCampaign, moveCampaign } from './commands.server.ts';
import { campaignStatusLabels } from './labels.ts';
import { answerPartAct } from './part-acts.server.ts';

type Args = Pick<ActionFunctionArgs, 'request' | 'context'>;

/**
 * Does what a button of a campaign's page says.
 * @param slug  of the campaign at the address
 * @param form  the form as it was sent
 * @returns a redirect, or a refusal that keeps what was typed
 */
export async function answerCampaignAct(args: Args, slug: string, form: FormData) {
  const { request, context } = args;
  const parsed = await parseForm(form, campaignActSchema);
  if (!parsed.ok) return parsed.answer;
  const { value: act, refuse } = parsed;
  const page = `/campaigns/${slug}`;
  switch (act.intent) {
    case 'move': {
      const { viewer, moved } = await context.database.write((handle) => ({
        moved: moveCampaign(handle, slug, act.to, act.version),
      }));
      requireViewer(viewer, request);
      const outcome = moved[0]?.outcome;
      switch (outcome) {
        case 'MOVED':
          return redirectWithToast(context, page, `The campaign is ${campaignStatusLabels[act.to].toLowerCase()}.`);
        case 'CHANGED':
          return refuse(
            'Nothing was changed: somebody changed this campaign since you opened the page. Look again.',
            409,
          );
        case 'SENDING':
          return refuse(
            'Nothing was changed: an email or a post of it is on its way. Cancel it on its page, or wait until it is done.',
            409,
          );
        case 'CLOSED':
          return refuse('Nothing was changed: this campaign is over. It can only be planned again.', 409);
        case 'NEEDS_ADMIN':
          return refuse('Nothing was changed: only an admin plans a campaign again that is over.', 403);
        case 'NOT_ALLOWED':
        case 'NOT_FOUND':
        case undefined:
          throw notFound();
        default:
          return unreachable(outcome);
      }
    }
    case 'archive':
    case 'restore': {
      const { viewer, archived } = await context.database.write((handle) => ({
        archived: archiveCampaign(handle, slug, act.intent === 'archive'),
      }));
      requireViewer(viewer, request);
      const outcome = archived[0]?.outcome;
      switch (outcome) {
        case 'ARCHIVED':
          return redirectWithToast(context, page, 'The campaign is archived: the overview leaves it out.');
        case 'RESTORED':
          return redirectWithToast(context, page, 'The campaign is back in the overview.');
        case 'NOT_ALLOWED':
        case 'NOT_FOUND':
        case undefined:
          throw notFound();
        default:
          return unreachable(outcome);
      }
    }
    case 'delete': {
      const { viewer, deleted } = await context.database.write((handle) => ({ deleted: deleteCampaign(handle, slug) }));
      requireViewer(viewer, request);
      const outcome = deleted[0]?.outcome;
      switch (outcome) {
        case 'DELETED':
          return redirectWithToast(context, '/campaigns', 'The campaign is deleted.');
        case 'WENT_OUT':
          return refuse(
            'Nothing was deleted: something of it went out already. Archive it instead, so that its results and links stay.',
            409,
          );
        case 'TOO_LATE':
          return refuse(
            'Nothing was deleted: it is older than 24 hours, so only an admin deletes it. Archive it instead.',
            403,
          );
        case 'NOT_ALLOWED':
        case 'NOT_FOUND':
        case undefined:
          throw notFound();
        default:
          return unreachable(outcome);
      }
    }
    default:
      return answerPartAct(args, slug, { act, refuse });
  }
}
