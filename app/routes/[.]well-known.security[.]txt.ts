import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { writeSecurityFile } from '~/modules/accounts/trust/contact.server.ts';

export function loader({ context }: LoaderFunctionArgs) {
  return new Response(writeSecurityFile(context.environment, new Date()), {
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'public, max-age=86400' },
  });
}
