import { type ActionFunctionArgs, redirect } from '@remix-run/cloudflare';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { requireModule } from '~/modules/gate.server.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, toPath } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { writeLongDay } from '../calendar/days.ts';
import { campaigns } from '../module.ts';
import { calendarCommandSchema, moveTime } from './act-schema.ts';
import { createPost, movePost } from './commands.server.ts';

/** Makes a post, or moves one to another day. */
export async function answerCalendar(args: ActionFunctionArgs) {
  const { request, context } = args;
  const [, form] = await Promise.all([requireModule(args, campaigns), parseForm(request, calendarCommandSchema)]);
  if (!form.ok) return form.answer;
  const command = form.value;
  if (command.intent === 'create') {
    const { viewer, created } = await context.database.write((handle) => ({ created: createPost(handle, command) }));
    requireViewer(viewer, request);
    const outcome = created[0]?.outcome;
    switch (outcome) {
      case 'CREATED':
        return redirect(`/campaigns/posts/${command.id}`);
      case 'NOT_ALLOWED':
      case 'NOT_FOUND':
      case undefined:
        throw notFound();
      default:
        return unreachable(outcome);
    }
  }
  const time = moveTime(command);
  const { viewer, moved } = await context.database.write((handle) => ({ moved: movePost(handle, command.id, time) }));
  requireViewer(viewer, request);
  const outcome = moved[0]?.outcome;
  switch (outcome) {
    case 'MOVED':
      return redirectWithToast(context, toPath(new URL(request.url)), `It is moved to ${writeLongDay(command.day)}.`);
    case 'CHANGED':
      return form.refuse('Nothing was moved: somebody gave it another time since you opened this page.', 409);
    case 'TOO_LATE':
      return form.refuse('Nothing was moved: that time is over, and the post is scheduled.', 422);
    case 'PUBLISHING':
      return form.refuse('Nothing was moved: it is being published at this moment.', 409);
    case 'PUBLISHED':
      return form.refuse('Nothing was moved: it is published.', 409);
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}
