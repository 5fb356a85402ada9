import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { hashSentDeliveryToken } from '~/modules/campaigns/tokens/tokens.server.ts';
import { secretAddressHeaders } from '~/modules/campaigns/tracking/answers.server.ts';
import { viewedEmailPolicy, writeViewedEmail } from '~/modules/campaigns/viewed-emails/page.server.ts';
import { findViewedEmail } from '~/modules/campaigns/viewed-emails/queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound } from '~/services/http.server.ts';

export const handle = { readsNoCookies: true } satisfies RouteHandle;

/** A message in the browser, for whoever has its link. Looking at it is not noted. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { database, environment } = context;
  const { found } = await database.read((handle) => ({
    found: findViewedEmail(handle, hashSentDeliveryToken(params.token)),
  }));
  const origin = environment.PUBLIC_URL;
  const html =
    found[0] &&
    writeViewedEmail(found[0], {
      viewUrl: `${origin}/v/${params.token}`,
      origin,
      secrets: environment.TRACKING_SECRETS ?? [],
    });
  if (html === undefined) throw notFound();
  return new Response(html, {
    headers: {
      ...secretAddressHeaders,
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': viewedEmailPolicy,
    },
  });
}
