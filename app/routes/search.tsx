import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { useViewer } from '~/components/ui/use-viewer.ts';
import { FoundList } from '~/modules/marketplace/search/found-list.tsx';
import { searchEverything } from '~/modules/marketplace/search/queries.server.ts';
import { shortestQuery } from '~/modules/marketplace/search/shortest-query.ts';
import { groupFound, groupPlaces } from '~/modules/marketplace/search/suggestions.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { readSearchText } from '~/utils/addresses.ts';
import { writeTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  writeTitle(data?.query ? `Search for “${data.query}”` : 'Search'),
  { name: 'robots', content: 'noindex' },
];

/** The most of one kind on the page. */
const most = 12;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const query = readSearchText(new URL(request.url).searchParams.get('q'));
  if (query.length < shortestQuery) {
    const { viewer } = await context.database.read(() => ({}));
    return { query, isSearched: false, groups: groupPlaces(viewer, '') };
  }
  const { viewer, ...found } = await context.database.read((handle) => searchEverything(handle, query));
  return { query, isSearched: true, groups: groupFound(found, viewer, query, most) };
}

export default function Search() {
  const { query, isSearched, groups } = useLoaderData<typeof loader>();
  const searchable = useViewer()?.organization ? 'Tools, bundles, orders and people' : 'Tools and bundles';
  return (
    <div className="page flex max-w-3xl flex-col gap-6 py-6 sm:py-10">
      <PageHeader title="Search" description={`${searchable}, by their names and what they are about.`} />
      <form action="/search" className="flex flex-wrap items-end gap-3">
        <div className="flex min-w-56 grow flex-col gap-1.5">
          <label htmlFor="query" className="text-xs font-medium text-muted">
            Words to search for
          </label>
          <input
            id="query"
            type="search"
            name="q"
            defaultValue={query}
            maxLength={100}
            aria-describedby={query !== '' && !isSearched ? 'query-hint' : undefined}
            className="control"
          />
        </div>
        <Button variant="primary">Search</Button>
      </form>
      {query !== '' && !isSearched && <p id="query-hint">Type two letters or more.</p>}
      {isSearched && groups.length === 0 && (
        <EmptyState
          icon="search"
          title={`Nothing was found for “${query}”`}
          actions={<LinkButton href="/tools">Browse tools</LinkButton>}
        >
          Search for the task in other words, such as “listing photos” or “commission”.
        </EmptyState>
      )}
      <FoundList groups={groups} />
    </div>
  );
}
