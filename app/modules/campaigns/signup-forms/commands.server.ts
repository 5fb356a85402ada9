import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { TypedSignupForm } from './schema.ts';

/** Adds a form, or changes what is kept of it. */
export function saveSignupForm(handle: QueryHandle, { intent: _, ...form }: TypedSignupForm) {
  return callFunction(handle, 'save_signup_form', form);
}

interface SubscriptionRequest {
  organizationSlug: string;
  formSlug: string;
  name: string;
  email: string;
  tokenHash: string;
  /** Of the network address that asks; null where it is not known. */
  addressDigest: string | null;
}

/** Notes that somebody asked to be written to. */
export function requestSubscription(handle: QueryHandle, request: SubscriptionRequest) {
  return callFunction(handle, 'request_subscription', request);
}

/** Confirms what somebody asked for. */
export function confirmSubscription(handle: QueryHandle, tokenHash: string) {
  return callFunction(handle, 'confirm_subscription', { tokenHash });
}

/** Removes requests that nobody confirmed. */
export function removeOldRequests(handle: QueryHandle) {
  return callFunction(handle, 'forget_subscription_requests', {});
}
