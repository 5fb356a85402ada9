import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, Card, PageHeader } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { requireModule } from '~/modules/gate.server.ts';
import { reid } from '~/modules/reid/module.ts';
import { addressOf, typeInputs } from '~/modules/reid/roi/asked.ts';
import { listResults } from '~/modules/reid/roi/compared-rows.ts';
import { ComparisonTable } from '~/modules/reid/roi/comparison.tsx';
import { UsedFigures } from '~/modules/reid/roi/figures-card.tsx';
import { listUsedFigures } from '~/modules/reid/roi/market-figures.ts';
import { doToSimulation } from '~/modules/reid/roi/page-commands.server.ts';
import { findSimulation, listScenarios } from '~/modules/reid/roi/queries.server.ts';
import { Recalculation } from '~/modules/reid/roi/recalculation.tsx';
import { Explanation, Results } from '~/modules/reid/roi/results.tsx';
import { Scenarios } from '~/modules/reid/roi/scenarios.tsx';
import { scenarioLabels, scenariosOf, simulationFormSchema } from '~/modules/reid/roi/schema.ts';
import { SimulationActions } from '~/modules/reid/roi/simulation-actions.tsx';
import { explainRefusal } from '~/modules/reid/roi/simulation-outcomes.ts';
import { summarize } from '~/modules/reid/roi/v2/calculate.ts';
import { newestVersion, readStoredFigures, recalculate, replay, storedSummary } from '~/modules/reid/roi/versions.ts';
import { strategyLabels } from '~/modules/reid/roi/words.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { writeTitle } from '~/utils/page-meta.ts';
import { memberName } from '~/utils/words.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  writeTitle(data ? data.simulation.name : 'Simulation not found', reid.unlockedBy.title),
];

const eliteTiers: readonly string[] = ['ELITE', 'ENTERPRISE'];

export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.simulationId);
  const [visitor, { found, scenarios }] = await Promise.all([
    requireModule(args, reid),
    args.context.database.read((handle) => ({
      found: findSimulation(handle, id),
      scenarios: listScenarios(handle, id),
    })),
  ]);
  const [simulation] = found;
  if (!simulation) throw notFound();
  const isManager = visitor.role === 'OWNER' || visitor.role === 'ADMIN';
  const hasTemplates = eliteTiers.includes(visitor.organization.tier);
  return {
    simulation,
    scenarios,
    isOwn: simulation.userId === visitor.user.id,
    mayChange:
      visitor.mayWrite &&
      (isManager || simulation.userId === visitor.user.id) &&
      (hasTemplates || !simulation.isTemplate),
    hasTemplates,
    isRecalculated: new URL(args.request.url).searchParams.has('recalculate'),
    formKey: crypto.randomUUID(),
  };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const id = requireId(params.simulationId);
  const form = await parseForm(request, simulationFormSchema);
  if (!form.ok) return form.answer;
  const done = await doToSimulation({ request, context }, id, form.value);
  switch (done.outcome) {
    case 'DONE':
      return redirectWithToast(context, done.address, done.message);
    case 'ELSEWHERE':
      return redirect(done.address);
    case 'OTHER_VERSION':
      return form.refuse('Its inputs are of a version that is not known any more.', 409);
    case 'NOT_FOUND':
      throw notFound();
    default: {
      const { message, status } = explainRefusal(done.outcome);
      return form.refuse(message, status);
    }
  }
}

export default function SimulationPage() {
  const { simulation, scenarios, isOwn, mayChange, hasTemplates, isRecalculated, formKey } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { id, name, strategy, version, parentId } = simulation;
  const stored = storedSummary.parse(simulation.results);
  const calculation = replay(version, strategy, simulation.inputs);
  const newest = recalculate(strategy, simulation.inputs);
  const figures = readStoredFigures(simulation.inputs);
  const typed = newest && typeInputs(newest);
  const place = [simulation.address, simulation.city, simulation.state, simulation.zipCode].filter(Boolean).join(', ');
  return (
    <>
      <Breadcrumbs
        links={[
          { href: '/reid/roi/saved', label: 'Saved simulations' },
          ...(parentId && simulation.base ? [{ href: `/reid/roi/${parentId}`, label: simulation.base }] : []),
        ]}
        current={name}
      />
      <PageHeader
        title={name}
        description={
          <>
            {[strategyLabels[strategy], place, isOwn ? '' : memberName(simulation.owner)].filter(Boolean).join(', ')}
            {'. Changed on '}
            <Day date={simulation.updatedAt} />, calculation version {version}.
          </>
        }
      />
      <ErrorSummary errors={answer?.error} title="Nothing was changed" ids={{ type: 'scenarios' }} />
      {(simulation.scenarioType !== 'BASE' || simulation.isShared || simulation.isTemplate) && (
        <p className="flex flex-wrap gap-2">
          {simulation.scenarioType !== 'BASE' && <Tag>{`${scenarioLabels[simulation.scenarioType]} scenario`}</Tag>}
          {simulation.isShared && <Tag>Shared</Tag>}
          {simulation.isTemplate && <Tag>Template</Tag>}
        </p>
      )}
      {mayChange && (
        <SimulationActions
          {...simulation}
          isScenario={parentId !== null}
          scenarios={scenarios.length}
          changeAddress={newest && addressOf(newest, figures, { change: id })}
          hasTemplates={hasTemplates}
        />
      )}
      {isRecalculated && (
        <Recalculation
          id={id}
          version={version}
          stored={stored}
          newest={newest && { version: newestVersion, results: summarize(newest) }}
          seen={simulation.seen}
          mayKeep={mayChange}
        />
      )}
      {simulation.notes && (
        <Card>
          <p className="max-w-prose whitespace-pre-line">{simulation.notes}</p>
        </Card>
      )}
      {calculation ? (
        <Results calculation={calculation} />
      ) : (
        <ComparisonTable
          caption="Stored results"
          columns={[{ key: id, name: `Version ${version}` }]}
          rows={listResults([stored])}
        />
      )}
      <UsedFigures used={listUsedFigures(figures, simulation.used, (input) => typed?.[input])} />
      {parentId === null && (
        <Scenarios
          base={{ id, name, results: stored }}
          scenarios={scenarios.map((scenario) => ({ ...scenario, results: storedSummary.parse(scenario.results) }))}
          formKey={formKey}
          mayAdd={mayChange && newest !== null}
          kinds={scenariosOf(strategy)}
          error={answer?.error?.type}
        />
      )}
      {calculation && <Explanation calculation={calculation} version={version} />}
    </>
  );
}
