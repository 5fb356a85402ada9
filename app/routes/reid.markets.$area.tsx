import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { requireModule } from '~/modules/gate.server.ts';
import { readAreaKey } from '~/modules/reid/areas/area-search.ts';
import { ImportsAtWorkNotice } from '~/modules/reid/imports/at-work-notice.tsx';
import { AreaCharts, Credits } from '~/modules/reid/markets/area-charts.tsx';
import { AreaFilters } from '~/modules/reid/markets/area-filters.tsx';
import { AreaHeadline, AreaLinks, AsOfNotice } from '~/modules/reid/markets/area-headline.tsx';
import { AreaSources, SeriesNotices } from '~/modules/reid/markets/area-sources.tsx';
import { FiguresTable } from '~/modules/reid/markets/figures-table.tsx';
import { marketHref } from '~/modules/reid/markets/list-address.ts';
import { findSurroundings, listSeries, listWithdrawn } from '~/modules/reid/markets/market-queries.server.ts';
import { SeasonalTable } from '~/modules/reid/markets/seasonal-table.tsx';
import { arrangeSeries } from '~/modules/reid/markets/series.ts';
import { chooseSeries, readSeriesAddress, spanOf, writeSeriesAddress } from '~/modules/reid/markets/series-address.ts';
import { readSeries } from '~/modules/reid/markets/series-query.server.ts';
import { reid } from '~/modules/reid/module.ts';
import { changeWatching } from '~/modules/reid/watching/action.server.ts';
import { WatchButton } from '~/modules/reid/watching/watch-button.tsx';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound } from '~/services/http.server.ts';
import { writeAddress } from '~/utils/addresses.ts';
import { writeTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = ({ data }: { data: { name: string } | undefined }) => [
  writeTitle(data?.name ?? 'Market', reid.unlockedBy.title),
];

const usualMonths = 36;

export async function loader(args: LoaderFunctionArgs) {
  const key = readAreaKey(args.params.area);
  if (!key) throw notFound();
  const address = readSeriesAddress(new URL(args.request.url).searchParams);
  const choice = chooseSeries(address);
  const request = { ...choice, ...spanOf(address), areaKeys: [key], months: usualMonths, asOf: address.asOf || null };
  const [{ mayWrite }, { known, rows, withdrawn, surroundings }] = await Promise.all([
    requireModule(args, reid),
    args.context.database.read((handle) => ({
      known: listSeries(handle, key, choice),
      rows: readSeries(handle, request),
      withdrawn: listWithdrawn(handle, request),
      surroundings: findSurroundings(handle, key),
    })),
  ]);
  const [around] = surroundings;
  if (!around) throw notFound();
  return { key, name: around.name, address, known, rows, withdrawn, around, mayWrite };
}

export const action = (args: ActionFunctionArgs) => changeWatching(args);

export default function MarketPage() {
  const { key, name, address, known, rows, withdrawn, around, mayWrite } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const path = marketHref(key);
  const chosen = known.find(({ isChosen }) => isChosen);
  const [series] = arrangeSeries(rows);
  return (
    <>
      <Breadcrumbs
        links={[
          { href: '/reid', label: reid.unlockedBy.title },
          { href: '/reid/markets', label: 'Markets' },
        ]}
        current={name}
      />
      <PageHeader
        title={name}
        description={<AreaLinks areaKey={key} around={around} />}
        actions={
          <>
            {mayWrite && <WatchButton areaKey={key} isWatched={around.isWatched} />}
            {mayWrite && <LinkButton href={writeAddress('/reid/profiles/new', { area: key })}>Make profile</LinkButton>}
            {mayWrite && <LinkButton href={writeAddress('/reid/alerts/new', { area: key })}>Add alert</LinkButton>}
            <LinkButton href={writeSeriesAddress(`${path}/figures.csv`, address)}>Download CSV</LinkButton>
          </>
        }
      />
      <ErrorSummary errors={answer?.error ?? undefined} title="Nothing was changed" />
      <ImportsAtWorkNotice imports={around.atWork} />
      <AreaFilters action={path} address={address} known={known} chosen={chosen} />
      <AsOfNotice address={address} path={path} />
      <SeriesNotices series={series} chosen={chosen} withdrawn={withdrawn} />
      {series?.periods.some(({ isShown }) => isShown) ? (
        <>
          <AreaHeadline series={series} />
          <AreaCharts series={series} />
          <Credits sources={[series.source]} />
          <FiguresTable series={series} />
          <SeasonalTable series={series} />
        </>
      ) : (
        <EmptyState icon="chart-spline" title="No figures in these months">
          {address.asOf
            ? 'Nothing was known of them on that day. Choose a later one.'
            : 'Choose an earlier From or a later To.'}
        </EmptyState>
      )}
      <AreaSources action={path} known={known} />
    </>
  );
}
