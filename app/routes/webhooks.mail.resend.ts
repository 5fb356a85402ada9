import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { noteDeliveryEvent } from '~/modules/campaigns/bounces/commands.server.ts';
import { readResendEvent } from '~/modules/campaigns/bounces/resend-events.ts';
import { verifySvixSignature } from '~/modules/campaigns/bounces/svix-signature.server.ts';
import { notFound } from '~/services/http.server.ts';
import { parseJson } from '~/utils/json.ts';

const sizeLimitInBytes = 200_000;

/** Receives events of Resend. It repeats an event until we answer 2xx, so only our own failure is an error. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { RESEND_WEBHOOK_SECRET: secret } = context.environment;
  if (secret === undefined) throw notFound();
  if (Number(request.headers.get('content-length') ?? Number.POSITIVE_INFINITY) > sizeLimitInBytes) throw notFound();
  const body = await request.text();
  const id = verifySvixSignature({ headers: request.headers, body }, secret, new Date());
  // To whoever is not Resend there is nothing here.
  if (id === undefined) throw notFound();
  const read = readResendEvent(id, parseJson(body));
  if (!read) return new Response('Nothing to do.');
  // Whoever is signed in where such an event comes from is not who reports it.
  const { noted } = await context.asNobody().database.write((handle) => ({
    noted: noteDeliveryEvent(handle, read.deliveryId, read.event),
  }));
  return new Response(noted[0]?.outcome ?? 'Nothing to do.');
}

export function loader() {
  throw notFound();
}
