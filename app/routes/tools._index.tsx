import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { Hole } from '~/components/layout/hole.tsx';
import { LinkButton } from '~/components/ui/button.tsx';
import { Icon } from '~/components/ui/icon.tsx';
import { EmptyState } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { Pagination } from '~/components/ui/pagination.tsx';
import { countTools } from '~/modules/marketplace/catalog/facet-queries.server.ts';
import { CatalogFacets, CatalogSearch } from '~/modules/marketplace/catalog/filter-form.tsx';
import {
  type ActiveFilter,
  type CatalogFilters,
  catalogAddress,
  countedMatches,
  type IgnoredValue,
  listActiveFilters,
  parseCatalogFilters,
  toolsPerPage,
} from '~/modules/marketplace/catalog/filters.ts';
import { PlanPanel } from '~/modules/marketplace/catalog/plan-panel.tsx';
import { describeShop, ShopProvider } from '~/modules/marketplace/catalog/shop.tsx';
import { readToolsShop } from '~/modules/marketplace/catalog/shop-queries.server.ts';
import { ToolGrid } from '~/modules/marketplace/catalog/tool-card.tsx';
import { listTools } from '~/modules/marketplace/catalog/tool-queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { describePage } from '~/utils/page-meta.ts';
import { countWords } from '~/utils/words.ts';

export const handle = {
  hydrate: false,
  publicAddress: ({ searchParams }) => {
    const { filters, prices, ignored } = parseCatalogFilters(searchParams);
    return ignored.length > 0 || prices.problem ? null : catalogAddress(filters);
  },
} satisfies RouteHandle;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  const { filters, prices, ignored } = parseCatalogFilters(url.searchParams);
  const answer = await context.database.read((handle) => ({
    tools: listTools(handle, filters),
    counts: countTools(handle, filters),
    ...readToolsShop(handle, context.guestCart),
  }));

  const found = answer.counts.find(({ facet }) => facet === 'all')?.count ?? 0;
  return {
    origin: context.environment.PUBLIC_URL,
    filters,
    prices,
    ignored,
    tools: answer.tools,
    counts: answer.counts,
    found: Math.min(found, countedMatches),
    isMore: found > countedMatches,
    shop: describeShop(answer),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [];
  const { origin, filters } = data;
  return [
    ...describePage({
      title: filters.query ? `Tools for “${filters.query}”` : 'Tools for real-estate businesses',
      description:
        'Compare tools for leads, listings, market analysis, transactions, finance and marketing, with prices, ratings and what each one does.',
      origin,
      path: catalogAddress(filters),
    }),
    // Every combination of filters is a page. Search engines list those with one filter at most.
    ...(listActiveFilters(filters).length > 1 ? [{ name: 'robots', content: 'noindex' }] : []),
  ];
};

export default function Catalog() {
  const { filters, prices, ignored, tools, counts, found, isMore, shop } = useLoaderData<typeof loader>();
  const pages = Math.ceil(found / toolsPerPage);
  const active = listActiveFilters(filters);
  return (
    <ShopProvider value={shop}>
      <div className="page catalog">
        <div className="catalog-head">
          <h1>Tools</h1>
          <CatalogSearch filters={filters} />
        </div>
        <CatalogFacets filters={filters} prices={prices} counts={counts} />
        <div className="catalog-results">
          <h2 className="text-sm" id="results" data-filtered="" aria-live="polite">
            {describeCount(found, isMore)}
          </h2>
          <div id="found" data-filtered="" className="flex flex-col gap-5">
            {ignored.length > 0 && <IgnoredValues values={ignored} />}
            <ActiveFilters active={active} />
            {tools.length > 0 ? (
              <ToolGrid tools={tools} address={catalogAddress(filters)} compare />
            ) : (
              <NoTools filters={filters} pages={pages} active={active} />
            )}
            {tools.length > 0 && (
              <Pagination page={filters.page} pages={pages} hrefOf={(page) => catalogAddress({ ...filters, page })} />
            )}
          </div>
        </div>
        <div className="catalog-plan">
          <Hole>
            <PlanPanel />
          </Hole>
        </div>
      </div>
    </ShopProvider>
  );
}

function describeCount(found: number, isMore: boolean) {
  return `${isMore ? 'More than ' : ''}${countWords(found, 'tool')}`;
}

function IgnoredValues({ values }: { values: IgnoredValue[] }) {
  return (
    <Notice kind="warning" title="Part of this address was left out">
      <p>{`It has no meaning here: ${values.map(({ name, value }) => `${name} “${value}”`).join(', ')}.`}</p>
    </Notice>
  );
}

function ActiveFilters({ active }: { active: ActiveFilter[] }) {
  if (active.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <ul className="flex flex-wrap gap-1.5" aria-label="Filters in force">
        {active.map(({ label, href }) => (
          <li key={href}>
            <a href={href} className="tag tag-info filter-chip">
              <span className="sr-only">Remove filter </span>
              {label}
              <Icon name="x" className="icon size-3.5" />
            </a>
          </li>
        ))}
      </ul>
      <a href="/tools" className="link target">
        Clear all
      </a>
    </div>
  );
}

function NoTools({ filters, pages, active }: { filters: CatalogFilters; pages: number; active: ActiveFilter[] }) {
  if (pages > 0) {
    return (
      <EmptyState
        icon="search"
        title={`There is no page ${filters.page}`}
        actions={
          <LinkButton href={catalogAddress({ ...filters, page: pages })}>{`Go to the last page, ${pages}`}</LinkButton>
        }
      >
        {pages === 1 ? 'All of these tools fit on one page.' : `These tools fill ${pages} pages.`}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="search"
      title="No tool matches all of this"
      actions={<LinkButton href="/tools">Show all tools</LinkButton>}
    >
      {active.length > 1
        ? 'Take away one of the filters above, or search for the task in other words.'
        : 'Search for the task in other words, such as “listing photos” or “commission”.'}
    </EmptyState>
  );
}
