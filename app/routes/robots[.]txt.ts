import type { LoaderFunctionArgs } from '@remix-run/cloudflare';

/** Nothing to find for a search engine. Not among them: the cart, a public page, and the admin area, which need not be told of. */
const personalPaths = [
  '/campaigns/',
  '/checkout',
  '/expenses/',
  '/forgot-password',
  '/invitations/',
  '/login',
  '/my-tools',
  '/orders',
  '/organization',
  '/reid/',
  '/requests',
  '/reset-password',
  '/signup',
];

export function loader({ context }: LoaderFunctionArgs) {
  const lines = [
    'User-agent: *',
    ...personalPaths.map((path) => `Disallow: ${path}`),
    '',
    `Sitemap: ${context.environment.PUBLIC_URL}/sitemap.xml`,
    '',
  ];
  return new Response(lines.join('\n'), {
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'public, max-age=3600' },
  });
}
