import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ModulePage } from '~/components/layout/module-layout.tsx';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { SelectField } from '~/components/ui/field.tsx';
import { EmptyState } from '~/components/ui/layout.tsx';
import { requireModule } from '~/modules/gate.server.ts';
import { usStates } from '~/modules/reid/areas/us-states.ts';
import { describeListed, readListedFigure } from '~/modules/reid/figures/listed-figures.ts';
import { writePeriod } from '~/modules/reid/figures/periods.ts';
import { nameSource, readSeriesName } from '~/modules/reid/figures/sources.ts';
import { ImportsAtWorkNotice } from '~/modules/reid/imports/at-work-notice.tsx';
import { StateMap } from '~/modules/reid/maps/state-map.tsx';
import { Credits } from '~/modules/reid/markets/area-charts.tsx';
import { marketHref } from '~/modules/reid/markets/list-address.ts';
import { listMarkets } from '~/modules/reid/markets/list-query.server.ts';
import { figureOptions, sourceOptions } from '~/modules/reid/markets/market-filters.tsx';
import { listSources } from '~/modules/reid/markets/source-query.server.ts';
import { reid } from '~/modules/reid/module.ts';
import { LatestEvents, LatestImports, StaleSources } from '~/modules/reid/overview/news.tsx';
import { listLatestEvents, listLatestImports, listWatchedAreas } from '~/modules/reid/overview/queries.server.ts';
import { WatchedAreas, WatchForm } from '~/modules/reid/overview/watched-areas.tsx';
import { changeWatching } from '~/modules/reid/watching/action.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { today } from '~/utils/dates.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle(reid.unlockedBy.title);

const stateKeys = usStates.map(({ code }) => `state-${code.toLowerCase()}`);

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  const figure = readListedFigure(search.get('figure'));
  const { source } = readSeriesName(search.get('source'));
  const states = {
    text: '',
    type: null,
    state: null,
    source,
    periodType: null,
    figure,
    sort: 'name',
    page: 1,
  } as const;
  const [{ mayWrite }, { watched, listed, events, imports, sources }] = await Promise.all([
    requireModule(args, reid),
    args.context.database.read((handle) => ({
      watched: listWatchedAreas(handle),
      listed: listMarkets(handle, { ...states, mapped: 'STATE', areaKeys: stateKeys }),
      events: listLatestEvents(handle),
      imports: listLatestImports(handle),
      sources: listSources(handle),
    })),
  ]);
  return { figure, watched, states: listed[0]?.list, events, imports, sources, day: today(), mayWrite };
}

export const action = (args: ActionFunctionArgs) => changeWatching(args);

export default function ReidPage() {
  const { figure, watched, states, events, imports, sources, day, mayWrite } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <ModulePage module={reid} description="The markets you watch, the country at a glance, and what is new.">
      <ErrorSummary errors={answer?.error ?? undefined} title="Nothing was changed" />
      <ImportsAtWorkNotice imports={states?.atWork ?? []} />
      <StaleSources sources={sources} today={day} />
      <section className="flex flex-col gap-3">
        <h2>Watched areas</h2>
        {watched.length === 0 ? (
          <EmptyState
            icon="binoculars"
            title="You watch no area yet"
            actions={sources.length === 0 && mayWrite && <LinkButton href="/reid/data/new">Import a file</LinkButton>}
          >
            {sources.length === 0
              ? 'Import a file of Redfin, Zillow or Realtor.com first. Then watch the areas you work in.'
              : 'Add the areas you work in: their price, its change in a year and a line of two years stand here.'}
          </EmptyState>
        ) : (
          <WatchedAreas areas={watched} mayWrite={mayWrite} />
        )}
        {mayWrite && sources.length > 0 && (
          <WatchForm typed={answer ? readTypedTexts(answer).area : undefined} error={answer?.error?.area} />
        )}
      </section>
      {sources.length > 0 && (
        <section className="flex flex-col gap-4">
          <h2>States</h2>
          <form action="/reid" className="no-print flex flex-wrap items-end gap-3">
            <SelectField name="figure" label="Figure" defaultValue={figure} options={figureOptions} />
            <SelectField
              name="source"
              label="Source"
              defaultValue={states?.source ?? ''}
              options={sourceOptions(sources)}
            />
            <Button>Show</Button>
          </form>
          <States figure={figure} states={states} />
        </section>
      )}
      <div className="grid gap-8 xl:grid-cols-2">
        <LatestEvents events={events} />
        <LatestImports imports={imports} sources={sources} />
      </div>
    </ModulePage>
  );
}

type LoaderData = Awaited<ReturnType<typeof loader>>;

function States({ figure, states }: Pick<LoaderData, 'figure' | 'states'>) {
  const { name, format } = describeListed(figure, states?.priceFigure ?? null);
  const [first] = states?.rows ?? [];
  if (!states?.source || !states.newest || states.mapped.length === 0 || !first)
    return <p className="text-muted">This source has no such figure of states. Choose another source or figure.</p>;
  const { source } = states;
  return (
    <>
      <StateMap
        id="states"
        title={`${name}, ${writePeriod(states.newest, first.periodType)}`}
        summary={`${states.mapped.length} of 51 states by ${nameSource(source)}, in fifths.`}
        areas={states.mapped.map((area) => ({ ...area, href: marketHref(area.key, source) }))}
        format={format}
        valueHeading={name}
      />
      <Credits sources={[source]} />
    </>
  );
}
