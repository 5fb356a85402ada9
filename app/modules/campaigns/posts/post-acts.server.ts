import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { countWords } from '~/utils/words.ts';
import { postActSchema } from './act-schema.ts';
import { copyPost, deletePost, markPostPublished, savePostFigures, unschedulePost } from './commands.server.ts';

/**
 * Does what one of the other buttons of a post's page says.
 * @param form  the form as it was sent
 */
export async function answerPostAct(
  { request, context }: Pick<ActionFunctionArgs, 'request' | 'context'>,
  id: string,
  form: FormData,
) {
  const parsed = await parseForm(form, postActSchema);
  if (!parsed.ok) return parsed.answer;
  const { value: act, refuse } = parsed;
  const { viewer, done } = await context.database.write((handle) => {
    switch (act.intent) {
      case 'unschedule':
        return { done: unschedulePost(handle, id) };
      case 'delete':
        return { done: deletePost(handle, id) };
      case 'copy':
        return { done: copyPost(handle, id, act.copyId, act.platforms) };
      case 'mark':
        return { done: markPostPublished(handle, id, act.externalUrl ?? null) };
      case 'figures': {
        const { impressions, reach, likes, comments, shares, clicks, externalUrl = null } = act;
        const figures = { impressions, reach, likes, comments, shares, clicks };
        return { done: savePostFigures(handle, id, externalUrl, figures) };
      }
      default:
        return unreachable(act);
    }
  });
  requireViewer(viewer, request);
  const page = `/campaigns/posts/${id}`;
  const outcome = done[0]?.outcome;
  switch (outcome) {
    case 'DRAFT':
      return redirectWithToast(context, page, 'It is a draft again.');
    case 'COPIED': {
      const count = act.intent === 'copy' ? new Set(act.platforms).size : 0;
      return redirectWithToast(
        context,
        '/campaigns/posts',
        `${countWords(count, 'draft')} ${count === 1 ? 'is' : 'are'} made.`,
      );
    }
    case 'SAVED':
      return redirectWithToast(context, page, 'The figures are saved.');
    case 'DELETED':
      return redirectWithToast(context, '/campaigns/posts', 'The post is deleted.');
    case 'PUBLISHED':
      if (act.intent === 'mark') return redirectWithToast(context, page, 'It is marked as published.');
      return refuse('Nothing was changed: the post is published.', 409);
    case 'PUBLISHING':
      return refuse('Nothing was changed: the post is being published at this moment.', 409);
    case 'NOT_PUBLISHED':
      return refuse('Nothing was saved: figures belong to a post that is published.', 409);
    case 'TOO_LATE':
      return refuse('Nothing was deleted: after a day, an admin or owner deletes a post.', 409);
    case 'REPEATED':
      return refuse('Nothing was deleted: a repeat copies this post. End the repeat first.', 409);
    case 'NOT_ALLOWED':
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}
