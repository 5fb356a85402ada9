import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { saveCampaign } from './commands.server.ts';
import { campaignIdOf } from './queries.server.ts';
import { campaignSchema } from './schema.ts';

/**
 * Saves the campaign at an address: that one, whatever a changed form says.
 * @param form  the form as it was sent
 */
export async function answerSave(
  { request, context }: Pick<ActionFunctionArgs, 'request' | 'context'>,
  slug: string,
  form: FormData,
) {
  const parsed = await parseForm(form, campaignSchema);
  if (!parsed.ok) return parsed.answer;
  // A new one is made on another page.
  if (parsed.value.version === 0) throw notFound();
  const { viewer, saved } = await context.database.write((handle) => ({
    saved: saveCampaign(handle, campaignIdOf(slug), parsed.value),
  }));
  requireViewer(viewer, request);
  const outcome = saved[0]?.outcome;
  switch (outcome) {
    case 'SAVED':
      return redirectWithToast(context, `/campaigns/${slug}`, 'The campaign is saved.');
    case 'CHANGED':
      return parsed.refuse(
        'Nothing was saved: somebody changed this campaign since you opened the page. Open it again to see what is different.',
        409,
      );
    case 'NOT_ALLOWED':
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}
