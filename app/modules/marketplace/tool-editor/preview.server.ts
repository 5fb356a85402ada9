import type { AppLoadContext } from '@remix-run/cloudflare';
import { requireWriter } from '~/modules/accounts/platform/guards.server.ts';
import { giveBack, type RefusedForm, readForm } from '~/services/forms.server.ts';

/**
 * Gives the form of a tool back as it was typed, finished or not, for the button that shows its card. Writes nothing.
 * @returns undefined for any other button
 * @throws what the guard throws for anybody but CATALOG of the platform
 */
export async function answerToolPreview(
  request: Request,
  { database }: AppLoadContext,
): Promise<RefusedForm['answer'] | undefined> {
  const form = await readForm(request);
  if (!(form instanceof FormData) || form.get('intent') !== 'preview') return undefined;
  const { viewer } = await database.read(() => ({}));
  requireWriter(viewer, request, 'catalog');
  return giveBack(form, {}, 200);
}
