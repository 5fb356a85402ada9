import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { redirect } from '@remix-run/cloudflare';
import { callFunction } from '#db/call-function.server.ts';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import type { UsableForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import type { CampaignAct } from './act-schema.ts';
import { campaignIdOf } from './queries.server.ts';

/** What adds to a campaign, or takes from it. */
type PartAct = Extract<CampaignAct, { intent: 'new-email' | 'new-post' | 'link-content' | 'unlink-content' }>;

/**
 * Makes an email or a post of a campaign, which came with the id of its form, or links content.
 * @returns a redirect: to what was made, or back to the campaign
 */
export async function answerPartAct(
  { request, context }: Pick<ActionFunctionArgs, 'request' | 'context'>,
  slug: string,
  { act, refuse }: { act: PartAct; refuse: UsableForm<PartAct>['refuse'] },
) {
  const page = `/campaigns/${slug}`;
  const campaignId = campaignIdOf(slug);
  const { viewer, done } = await context.database.write((handle) => {
    switch (act.intent) {
      case 'new-email':
        return { done: callFunction(handle, 'create_email', { id: act.id, campaignId, name: act.emailName }) };
      case 'new-post':
        return { done: callFunction(handle, 'create_post', { id: act.id, campaignId, platform: act.platform }) };
      case 'link-content': {
        const { contentId, isPrimary, notes } = act;
        return {
          done: callFunction(handle, 'link_campaign_content', {
            campaignId,
            contentId,
            isPrimary,
            notes: notes || null,
          }),
        };
      }
      case 'unlink-content':
        return { done: callFunction(handle, 'unlink_campaign_content', { campaignId, contentId: act.contentId }) };
    }
  });
  requireViewer(viewer, request);
  const outcome = done[0]?.outcome;
  switch (outcome) {
    case 'CREATED':
      return redirect('id' in act ? `/campaigns/${act.intent === 'new-email' ? 'emails' : 'posts'}/${act.id}` : page);
    case 'LINKED':
      return redirectWithToast(context, page, 'The content is linked.');
    case 'UNLINKED':
      return redirectWithToast(context, page, 'The content is no longer part of the campaign.');
    case 'FULL':
      return refuse('Nothing was linked: a campaign has at most 200 pieces of content.', 409);
    case 'NOT_ALLOWED':
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}
