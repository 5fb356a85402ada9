import type { RequestContext } from '~/load-context.ts';
import type { RefusedForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { archiveContent, deleteContent, unpublishContent } from './commands.server.ts';
import { contentAddress } from './labels.ts';

interface Form {
  refuse(problem: string, status: number): RefusedForm['answer'];
}

/** Takes a piece back, puts it away or deletes it, which was asked about on its page. */
export async function answerAct(
  context: RequestContext,
  form: Form,
  id: string,
  act: 'unpublish' | 'archive' | 'delete',
) {
  const commands = { unpublish: unpublishContent, archive: archiveContent, delete: deleteContent };
  const { done } = await context.database.write((handle) => ({ done: commands[act](handle, id) }));
  const outcome = done[0]?.outcome;
  switch (outcome) {
    case 'DRAFT':
      return redirectWithToast(context, `${contentAddress}/${id}`, 'It is a draft, which nobody else sees.');
    case 'ARCHIVED':
      return redirectWithToast(context, contentAddress, 'It is archived.');
    case 'DELETED':
      return redirectWithToast(context, contentAddress, 'It is deleted.');
    case 'TOO_LATE':
      return form.refuse('It is more than 24 hours old: only an owner or admin deletes it. You may archive it.', 409);
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}
