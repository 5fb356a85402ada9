import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { readOutboxMessage } from '~/services/outbox.server.ts';

/**
 * A mail of the development machine as a mail program shows it. Allows inline styles, as mail programs do, and
 * nothing else: no script, picture or form, and no part in this site's origin.
 */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { html } = await readOutboxMessage(context.environment, params.id);
  return new Response(html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': [
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        'sandbox allow-top-navigation-by-user-activation',
      ].join('; '),
    },
  });
}
