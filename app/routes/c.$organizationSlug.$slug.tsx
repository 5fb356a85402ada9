import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { Day } from '~/components/ui/money.tsx';
import { findPublishedContent } from '~/modules/campaigns/content/queries.server.ts';
import { summarize } from '~/modules/campaigns/content/summary.ts';
import { ContentText } from '~/modules/campaigns/content/text.tsx';
import { parseMarkdown } from '~/modules/campaigns/markdown/parse.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound } from '~/services/http.server.ts';
import { describePage } from '~/utils/page-meta.ts';

export const handle = {
  hydrate: false,
  publicAddress: ({ pathname }) => pathname,
  neverStale: true,
} satisfies RouteHandle;

/** As search engines show it. */
const longestDescription = 160;

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { organizationSlug = '', slug = '' } = params;
  const { found } = await context.database.read((handle) => ({
    found: findPublishedContent(handle, organizationSlug, slug),
  }));
  const [piece] = found;
  if (!piece) throw notFound();
  const { body, ...about } = piece;
  const blocks = parseMarkdown(body);
  return {
    ...about,
    blocks,
    description: summarize(blocks, longestDescription),
    origin: context.environment.PUBLIC_URL,
    path: `/c/${organizationSlug}/${slug}`,
    feed: `/c/${organizationSlug}/feed.xml`,
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data
    ? [
        ...describePage({
          title: data.title,
          description: data.description,
          origin: data.origin,
          path: data.path,
        }),
        { tagName: 'link', rel: 'alternate', type: 'application/rss+xml', title: data.organization, href: data.feed },
      ]
    : [];

export default function PublishedContentPage() {
  const { title, author, organization, publishedAt, blocks, feed } = useLoaderData<typeof loader>();
  return (
    <article className="page flex max-w-3xl flex-col gap-6 py-8 sm:py-12">
      <header className="flex flex-col gap-2">
        <h1 className="wrap-anywhere">{title}</h1>
        <p className="text-muted">
          By <bdi>{author}</bdi>, <bdi>{organization}</bdi>
          {', '}
          <Day date={publishedAt} />
        </p>
      </header>
      <ContentText blocks={blocks} />
      <footer className="border-t border-line pt-4 text-muted">
        <a className="link" href={feed}>
          RSS feed of <bdi>{organization}</bdi>
        </a>
      </footer>
    </article>
  );
}
