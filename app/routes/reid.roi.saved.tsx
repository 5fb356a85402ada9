import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { LinkButton } from '~/components/ui/button.tsx';
import { Breadcrumbs, EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { requireModule } from '~/modules/gate.server.ts';
import { explainMonthlyLimit } from '~/modules/reid/limits.ts';
import { reid } from '~/modules/reid/module.ts';
import { countSaved, listSimulations, simulationsPerPage } from '~/modules/reid/roi/queries.server.ts';
import { SavedList } from '~/modules/reid/roi/saved-list.tsx';
import type { RouteHandle } from '~/request/rendering.ts';
import { readPage, writeAddress } from '~/utils/addresses.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Saved simulations', reid.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const page = readPage(new URL(args.request.url).searchParams.get('page')) ?? 1;
  const [{ user }, { rows, counted }] = await Promise.all([
    requireModule(args, reid),
    args.context.database.read((handle) => ({ rows: listSimulations(handle, page), counted: countSaved(handle) })),
  ]);
  const [count] = counted;
  return {
    page,
    rows: rows.slice(0, simulationsPerPage),
    hasMore: rows.length > simulationsPerPage,
    limit: count ? explainMonthlyLimit(count, 'saved', new Date()) : null,
    viewerId: user.id,
  };
}

export default function SavedSimulationsPage() {
  const { page, rows, hasMore, limit, viewerId } = useLoaderData<typeof loader>();
  const hrefOf = (other: number) => writeAddress('/reid/roi/saved', { page: other > 1 && other });
  return (
    <>
      <Breadcrumbs links={[{ href: '/reid/roi', label: 'Calculator' }]} current="Saved simulations" />
      <PageHeader
        title="Saved simulations"
        description="Your own, and those that others share with the organization."
        actions={<LinkButton href="/reid/roi">Calculate</LinkButton>}
      />
      {limit && <p className="text-muted">{limit}</p>}
      {rows.length === 0 ? (
        <EmptyState
          icon="calculator"
          title={page > 1 ? 'Nothing on this page' : 'Nothing is saved yet'}
          actions={<LinkButton href="/reid/roi">Open the calculator</LinkButton>}
        >
          Calculate a property and save it: it keeps its inputs, its results and the version of the formulas.
        </EmptyState>
      ) : (
        <SavedList rows={rows} viewerId={viewerId} />
      )}
      <Steps
        label="Pages"
        back={page > 1 && { href: hrefOf(page - 1), label: 'Newer', rel: 'prev' }}
        next={hasMore && { href: hrefOf(page + 1), label: 'Older' }}
      />
    </>
  );
}
