import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { Pagination } from '~/components/ui/pagination.tsx';
import { requireModule } from '~/modules/gate.server.ts';
import { findStateByCode } from '~/modules/reid/areas/us-states.ts';
import { describeListed } from '~/modules/reid/figures/listed-figures.ts';
import { nameSource, readSeriesName } from '~/modules/reid/figures/sources.ts';
import { ImportsAtWorkNotice } from '~/modules/reid/imports/at-work-notice.tsx';
import { CountyMap } from '~/modules/reid/maps/county-map.tsx';
import { findCountyOutlines } from '~/modules/reid/maps/outlines.server.ts';
import { StateMap } from '~/modules/reid/maps/state-map.tsx';
import { Credits } from '~/modules/reid/markets/area-charts.tsx';
import { HeatLegend } from '~/modules/reid/markets/heat.tsx';
import {
  marketHref,
  marketsPerPage,
  readMarketListAddress,
  writeMarketListAddress,
} from '~/modules/reid/markets/list-address.ts';
import { listMarkets } from '~/modules/reid/markets/list-query.server.ts';
import { MarketFilters } from '~/modules/reid/markets/market-filters.tsx';
import { MarketTable } from '~/modules/reid/markets/market-table.tsx';
import { listSources } from '~/modules/reid/markets/source-query.server.ts';
import { reid } from '~/modules/reid/module.ts';
import { changeWatching } from '~/modules/reid/watching/action.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { countWords } from '~/utils/words.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Markets', reid.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const address = readMarketListAddress(new URL(args.request.url).searchParams);
  const state = findStateByCode(address.state ?? '');
  const isCountyMap = state !== undefined && (address.type === undefined || address.type === 'COUNTY');
  const { source, periodType } = readSeriesName(address.source ?? null);
  const request = {
    ...address,
    source,
    periodType,
    type: address.type ?? null,
    state: address.state ?? null,
    mapped: isCountyMap ? ('COUNTY' as const) : address.type === 'STATE' ? ('STATE' as const) : null,
  };
  const [{ mayWrite }, { sources, listed }, outlines] = await Promise.all([
    requireModule(args, reid),
    args.context.database.read((handle) => ({
      sources: listSources(handle),
      listed: listMarkets(handle, request),
    })),
    isCountyMap ? findCountyOutlines(args.context.staticFiles, state.fips) : null,
  ]);
  return { address, sources, list: listed[0]?.list, outlines, mayWrite };
}

export const action = (args: ActionFunctionArgs) => changeWatching(args);

const shadedTypes = ['ZIP', 'CITY', 'METRO'];

export default function MarketsPage() {
  const { address, sources, list, outlines, mayWrite } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const figure = describeListed(address.figure, list?.priceFigure ?? null);
  const areas = list?.mapped.map((area) => ({ ...area, href: marketHref(area.key, list.source ?? undefined) })) ?? [];
  const isShaded = address.type !== undefined && shadedTypes.includes(address.type);
  const thresholds = isShaded && list?.thresholds?.length === 4 ? list.thresholds : null;
  const map = {
    id: 'map',
    title: figure.name,
    summary: `${countWords(areas.length, 'area')} of ${list?.source ? nameSource(list.source) : 'no source'} with this figure, in fifths.`,
    areas,
    format: figure.format,
    valueHeading: figure.name,
  };
  return (
    <>
      <PageHeader title="Markets" description="Every area with its newest figures, of one source at a time." />
      <ErrorSummary errors={answer?.error ?? undefined} title="Nothing was changed" />
      <ImportsAtWorkNotice imports={list?.atWork ?? []} />
      {sources.length === 0 ? (
        <EmptyState
          icon="chart-spline"
          title="No market data yet"
          actions={mayWrite && <LinkButton href="/reid/data/new">Import a file</LinkButton>}
        >
          Import a file of Redfin, Zillow or Realtor.com, and its areas appear here.
        </EmptyState>
      ) : (
        <MarketFilters address={address} sources={sources} source={list?.source ?? null} />
      )}
      {outlines && areas.length > 0 && <CountyMap {...map} outlines={outlines} />}
      {address.type === 'STATE' && areas.length > 0 && <StateMap {...map} />}
      {thresholds && <HeatLegend name={figure.name} thresholds={thresholds} format={figure.format} />}
      {list?.source && sources.length > 0 && (
        <>
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p className="text-muted">{`${countWords(list.count, 'area')} of ${nameSource(list.source)}.`}</p>
            {list.rows.length > 1 && (
              <form id="compare" action="/reid/markets/compare" className="no-print flex items-center gap-3">
                <span className="text-muted">Tick 2 to 4 areas.</span>
                <Button>Compare</Button>
              </form>
            )}
          </div>
          {mayWrite && (
            <OrganizationForm id="watch">
              <input type="hidden" name="intent" value="watch" />
            </OrganizationForm>
          )}
          {list.rows.length === 0 ? (
            <EmptyState icon="search" title="No area fits">
              Choose another kind of area, another state or another source.
            </EmptyState>
          ) : (
            <MarketTable
              rows={list.rows}
              source={list.source}
              priceFigure={list.priceFigure}
              figure={address.figure}
              thresholds={thresholds}
              mayWrite={mayWrite}
            />
          )}
          <Pagination
            page={address.page}
            pages={Math.ceil(list.count / marketsPerPage)}
            hrefOf={(page) => writeMarketListAddress({ ...address, page })}
            label="Pages of markets"
          />
          <Credits sources={[list.source]} />
        </>
      )}
    </>
  );
}
