import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { modules } from '~/modules/registry.ts';

export function loader({ context }: LoaderFunctionArgs) {
  const lines = [
    'User-agent: *',
    ...modules.flatMap(({ personalAddresses = [] }) => personalAddresses.map((address) => `Disallow: ${address}`)),
    '',
    `Sitemap: ${context.environment.PUBLIC_URL}/sitemap.xml`,
    '',
  ];
  return new Response(lines.join('\n'), {
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'public, max-age=3600' },
  });
}
