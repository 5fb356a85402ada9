import { z } from 'zod';
import { readCompiled } from '~/modules/campaigns/emails/compiled.ts';
import { composeEmail } from '~/modules/campaigns/emails/compose.ts';
import { makeTagValues } from '~/modules/campaigns/merge-tags/values.ts';
import { makeDeliveryTokens, nameSecret } from '~/modules/campaigns/tokens/tokens.server.ts';
import type { ViewedEmail } from './queries.server.ts';

/** What a message was filled with, as the hand-over keeps it. */
const mergeValues = z.object({ name: z.string(), email: z.string(), organization: z.string() });

/** Allows what mail programs allow, and nothing else: no script and no form, and no part in this site's origin. */
export const viewedEmailPolicy = [
  'sandbox allow-top-navigation-by-user-activation',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src 'self' https:",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * A message as its recipient got it, for a browser: links lead straight to their targets, and nothing tells of opening.
 * @param viewUrl  where it is looked at
 * @param origin  of this site
 * @param secrets  TRACKING_SECRETS. The way out is made again from the one that made the message's tokens; without it, it leads to the page
 * @returns undefined where what is kept cannot be read
 */
export function writeViewedEmail(
  { compiled, mergeValues: kept, links, claimId, claimPlace, secretVersion }: ViewedEmail,
  { viewUrl, origin, secrets }: { viewUrl: string; origin: string; secrets: readonly string[] },
): string | undefined {
  const email = readCompiled(compiled);
  const values = mergeValues.safeParse(kept).data;
  if (!email || !values) return undefined;
  const secret = secrets.find((one) => nameSecret(one) === secretVersion);
  const tokens =
    secret !== undefined && claimId !== null && claimPlace !== null
      ? makeDeliveryTokens(secret, claimId, claimPlace)
      : undefined;
  const { name, email: address, organization } = values;
  const { html } = composeEmail(
    email.variants.A,
    makeTagValues({
      contact: { name, email: address },
      organization,
      viewUrl,
      unsubscribeUrl: tokens ? `${origin}/u/${tokens.unsubscribe}` : viewUrl,
    }),
    { link: (number) => links[number - 1] ?? viewUrl, pixel: '' },
  );
  return html;
}
