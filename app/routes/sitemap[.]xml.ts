import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { listPublishedAddresses } from '~/modules/campaigns/content/queries.server.ts';
import { listAddresses } from '~/modules/marketplace/catalog/sitemap-queries.server.ts';
import { modules } from '~/modules/registry.ts';

const alwaysThere = modules.flatMap(({ publicAddresses = [] }) => publicAddresses);

/** Search engines read no more addresses of one file. */
const mostAddresses = 50_000;

export async function loader({ context }: LoaderFunctionArgs) {
  const room = mostAddresses - alwaysThere.length;
  const { addresses, content } = await context.database.read((handle) => ({
    addresses: listAddresses(handle, room),
    content: listPublishedAddresses(handle, room),
  }));
  const listed = [...addresses, ...content.map(({ path, updatedOn }) => ({ path, updatedAt: updatedOn }))];
  const origin = context.environment.PUBLIC_URL;
  // Slugs are letters, digits and hyphens, so they need no escaping.
  const entries = [
    ...alwaysThere.map((path) => `<url><loc>${origin}${path}</loc></url>`),
    ...listed
      .slice(0, room)
      .map(({ path, updatedAt }) => `<url><loc>${origin}${path}</loc><lastmod>${updatedAt}</lastmod></url>`),
  ];
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${entries.join('\n')}
</urlset>
`;
  return new Response(xml, {
    headers: { 'Content-Type': 'application/xml; charset=utf-8', 'Cache-Control': 'public, max-age=3600' },
  });
}
