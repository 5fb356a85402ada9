import type { LoaderFunctionArgs } from '@remix-run/cloudflare';

const personalPaths = [
  '/admin',
  '/campaigns/',
  '/cart',
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
