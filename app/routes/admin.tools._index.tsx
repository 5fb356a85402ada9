import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { AdminLayout } from '~/components/layout/admin-layout.tsx';
import { BulkBar } from '~/components/ui/bulk-bar.tsx';
import { LinkButton } from '~/components/ui/button.tsx';
import { EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { Pagination } from '~/components/ui/pagination.tsx';
import { useMayWrite } from '~/modules/accounts/platform/area-forms.tsx';
import { requireReader } from '~/modules/accounts/platform/guards.server.ts';
import { toolActs } from '~/modules/marketplace/bulk-acts/tool-acts.ts';
import { SavedFilters } from '~/modules/marketplace/saved-filters/bar.tsx';
import { listSavedFilters } from '~/modules/marketplace/saved-filters/queries.server.ts';
import {
  countedTools,
  managedToolsPerPage,
  narrows,
  parseToolListFilters,
  type ToolListFilters,
  toolListAddress,
} from '~/modules/marketplace/tool-editor/filters.ts';
import { ManagedTools, ToolListForm } from '~/modules/marketplace/tool-editor/list.tsx';
import { countManagedTools, listManagedTools } from '~/modules/marketplace/tool-editor/queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { countWords } from '~/utils/words.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Tools', 'Administration');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const filters = parseToolListFilters(new URL(request.url).searchParams);
  const { viewer, tools, count, saved } = await context.database.read((handle) => ({
    tools: listManagedTools(handle, filters),
    count: countManagedTools(handle, filters),
    saved: listSavedFilters(handle, 'tools'),
  }));
  requireReader(viewer, request, 'catalog');
  return { filters, tools, count: count[0]?.count ?? 0, saved };
}

export default function ToolsAdministration() {
  const { filters, tools, count, saved } = useLoaderData<typeof loader>();
  const mayWrite = useMayWrite('catalog');
  const list = toolListAddress({ ...filters, page: 1 });
  const pages = Math.ceil(Math.min(count, countedTools) / managedToolsPerPage);
  return (
    <AdminLayout>
      <PageHeader
        title="Tools"
        description="Everything in the catalog, published or not."
        actions={
          <>
            <LinkButton href={`/admin/tools.csv${list.slice('/admin/tools'.length)}`}>Download CSV</LinkButton>
            {mayWrite && <LinkButton href="/admin/tools/import">Import CSV</LinkButton>}
            {mayWrite && (
              <LinkButton variant="primary" href="/admin/tools/new">
                New tool
              </LinkButton>
            )}
          </>
        }
      />
      <ToolListForm filters={filters} />
      <SavedFilters list="tools" filters={saved} address={list} />
      {tools.length > 0 ? (
        <>
          <p className="text-muted">{describeCount(count)}</p>
          {mayWrite && (
            <BulkBar
              action="/admin/tools/bulk"
              thing="tools"
              acts={Object.entries(toolActs).map(([value, label]) => ({ value, label }))}
            />
          )}
          <ManagedTools tools={tools} filters={filters} mayTick={mayWrite} />
          <Pagination page={filters.page} pages={pages} hrefOf={(page) => toolListAddress({ ...filters, page })} />
        </>
      ) : (
        <NoTools filters={filters} pages={pages} mayWrite={mayWrite} />
      )}
    </AdminLayout>
  );
}

function describeCount(count: number) {
  return count > countedTools ? `More than ${countWords(countedTools, 'tool')}` : countWords(count, 'tool');
}

function NoTools({ filters, pages, mayWrite }: { filters: ToolListFilters; pages: number; mayWrite: boolean }) {
  if (pages > 0) {
    return (
      <EmptyState
        icon="search"
        title={`There is no page ${filters.page}`}
        actions={<LinkButton href={toolListAddress({ ...filters, page: pages })}>{`Go to page ${pages}`}</LinkButton>}
      />
    );
  }
  if (narrows(filters)) {
    return (
      <EmptyState
        icon="search"
        title="No tool matches all of this"
        actions={<LinkButton href="/admin/tools">Show all tools</LinkButton>}
      >
        Choose “Any” for one of the filters, or search for a part of the name, the slug or a tag.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="blocks"
      title="No tools yet"
      actions={mayWrite && <LinkButton href="/admin/tools/new">New tool</LinkButton>}
    >
      A tool appears in the catalog as soon as you publish it.
    </EmptyState>
  );
}
