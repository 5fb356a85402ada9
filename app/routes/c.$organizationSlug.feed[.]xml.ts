import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { writeFeed } from '~/modules/campaigns/content/feed.ts';
import { listPublishedContent } from '~/modules/campaigns/content/queries.server.ts';
import { summarize } from '~/modules/campaigns/content/summary.ts';
import { parseMarkdown } from '~/modules/campaigns/markdown/parse.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound } from '~/services/http.server.ts';

export const handle = { publicAddress: ({ pathname }) => pathname, neverStale: true } satisfies RouteHandle;

const mostItems = 30;
const longestSummary = 500;

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { organizationSlug = '' } = params;
  const { listed } = await context.database.read((handle) => ({
    listed: listPublishedContent(handle, organizationSlug, mostItems),
  }));
  const [newest] = listed;
  if (!newest) throw notFound();
  const address = `${context.environment.PUBLIC_URL}/c/${organizationSlug}`;
  const xml = writeFeed({
    title: newest.organization,
    url: `${address}/feed.xml`,
    // An organization has no page of its own here.
    site: `${address}/${newest.slug}`,
    items: listed.map(({ title, slug, author, body, publishedAt }) => ({
      title,
      url: `${address}/${slug}`,
      author,
      summary: summarize(parseMarkdown(body), longestSummary),
      publishedAt: new Date(publishedAt),
    })),
  });
  return new Response(xml, { headers: { 'Content-Type': 'application/rss+xml; charset=utf-8' } });
}
