import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { requireModule } from '~/modules/gate.server.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, toPath } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { listAreaKeys, readAreaKey, unknownArea } from '../areas/area-search.ts';
import { reid } from '../module.ts';
import { unwatchArea, watchArea } from './commands.server.ts';
import { watchSchema } from './schema.ts';

/**
 * The action of every page that follows areas: leads back to the page it was on.
 * @throws a 404 for who may not work in the module
 */
export async function changeWatching(args: ActionFunctionArgs) {
  const { request, context } = args;
  const form = await parseForm(request, watchSchema);
  if (!form.ok) return form.answer;
  const { intent, area } = form.value;
  // The first page of a module is told apart from its layout by this word, which is not for people.
  const page = toPath(new URL(request.url)).replace(/\?index=?$/, '');
  if (intent === 'unwatch') {
    const { mayWrite } = await requireModule(args, reid);
    if (!mayWrite) throw notFound();
    await context.database.write((handle) => ({ removed: unwatchArea(handle, readAreaKey(area) ?? '') }));
    return redirectWithToast(context, page, 'You no longer watch this area.');
  }
  const { watched } = await context.database.write((handle) => ({ watched: watchArea(handle, listAreaKeys(area)) }));
  const [found] = watched;
  const outcome = found?.outcome;
  switch (outcome) {
    case 'WATCHED':
      return redirectWithToast(context, page, `You watch ${found?.areaName}. It is on the overview.`);
    case 'WATCHED_BEFORE':
      return redirectWithToast(context, page, `You watch ${found?.areaName} already.`);
    case 'NOT_FOUND':
      return form.refuse({ area: unknownArea });
    case 'FULL':
      return form.refuse('You watch 24 areas, which is the most. Stop watching one of them first.', 409);
    case 'NOT_ALLOWED':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}
