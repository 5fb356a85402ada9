import { type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { LinkButton } from '~/components/ui/button.tsx';
import { Breadcrumbs, EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { requireModule } from '~/modules/gate.server.ts';
import { AreaChoice } from '~/modules/reid/areas/area-choice.tsx';
import { listAreaKeys, mostCompared, readAreaKeys } from '~/modules/reid/areas/area-search.ts';
import { ImportsAtWorkNotice } from '~/modules/reid/imports/at-work-notice.tsx';
import { Credits } from '~/modules/reid/markets/area-charts.tsx';
import { compareMarkets } from '~/modules/reid/markets/compare-query.server.ts';
import { ComparedCharts, ComparedFigures } from '~/modules/reid/markets/comparison.tsx';
import { arrangeSeries } from '~/modules/reid/markets/series.ts';
import { reid } from '~/modules/reid/module.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { readSearchText, writeAddress } from '~/utils/addresses.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Compare markets', reid.unlockedBy.title);

const path = '/reid/markets/compare';

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  const keys = readAreaKeys(search.getAll('a'));
  const typed = readSearchText(search.get('add'), 120);
  const [, { compared }] = await Promise.all([
    requireModule(args, reid),
    args.context.database.read((handle) => ({ compared: compareMarkets(handle, keys, listAreaKeys(typed)) })),
  ]);
  const { rows = [], areas = [], found = [], atWork = [] } = compared[0] ?? {};
  const [only] = found;
  // An area that was typed without doubt gets its place in the address, which can be kept and sent.
  if (only && found.length === 1 && keys.length < mostCompared)
    throw redirect(writeAddress(path, { a: [...keys, only.key] }));
  return { rows, areas, atWork, added: { typed, found } };
}

export default function CompareMarketsPage() {
  const { rows, areas, atWork, added } = useLoaderData<typeof loader>();
  const order = areas.map(({ key }) => key);
  const series = arrangeSeries(rows).toSorted(
    (one, other) => order.indexOf(one.areaKey) - order.indexOf(other.areaKey),
  );
  const sources = [...new Set(series.map(({ source }) => source))];
  return (
    <>
      <Breadcrumbs
        links={[
          { href: '/reid', label: reid.unlockedBy.title },
          { href: '/reid/markets', label: 'Markets' },
        ]}
        current="Compare"
      />
      <PageHeader
        title="Compare markets"
        description="Two to four areas by the figures of one source: the one that has most of them."
      />
      <ImportsAtWorkNotice imports={atWork} />
      <AreaChoice path={path} areas={areas} added={added} />
      {areas.length < 2 ? (
        <EmptyState
          icon="chart-spline"
          title={areas.length === 0 ? 'No areas chosen' : 'One area is nothing to compare'}
          actions={<LinkButton href="/reid/markets">All markets</LinkButton>}
        >
          Add areas above, or tick them in the list of markets.
        </EmptyState>
      ) : (
        <>
          <ComparedCharts series={series} />
          <ComparedFigures areas={areas} series={series} />
          <Credits sources={sources} />
        </>
      )}
    </>
  );
}
