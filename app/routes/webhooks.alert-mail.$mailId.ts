import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { stopAlertMail } from '~/modules/reid/alerts/commands.server.ts';
import { readForm } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';

/** A mail program says that its user wants no more of an alert (RFC 8058): a POST of these words without cookies, which stops it at once. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const id = requireId(params.mailId);
  const form = await readForm(request);
  if (!(form instanceof FormData) || form.get('List-Unsubscribe') !== 'One-Click') throw notFound();
  const { stopped } = await context.database.write((handle) => ({ stopped: stopAlertMail(handle, id) }));
  if (stopped[0]?.outcome !== 'STOPPED') throw notFound();
  return new Response('You get no more email of this alert.\n', {
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  });
}

/** Mail programs that know nothing of that open the address instead. */
export function loader({ params }: LoaderFunctionArgs) {
  return redirect(`/alert-mail/${requireId(params.mailId)}`);
}
