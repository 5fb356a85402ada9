import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { applyProviderEvent } from '~/modules/marketplace/orders/card-payments.server.ts';
import { notFound } from '~/services/http.server.ts';

const sizeLimitInBytes = 500_000;

/** Receives events of the payment provider. It repeats an event until we answer 2xx, so only our own failure is an error. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { payments } = context;
  if (!payments) throw notFound();
  const signature = request.headers.get('stripe-signature');
  if (!signature || Number(request.headers.get('content-length') ?? Number.POSITIVE_INFINITY) > sizeLimitInBytes)
    return new Response('This is not an event.', { status: 400 });
  const event = await payments.readEvent(await request.text(), signature);
  if (event === 'forged') return new Response('The signature is not right.', { status: 400 });
  if (!event) return new Response('Nothing to do.');
  return new Response((await applyProviderEvent(context, payments, event)) ?? 'Nothing to do.');
}

export function loader() {
  throw notFound();
}
