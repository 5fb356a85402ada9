import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { PageHeader } from '~/components/ui/layout.tsx';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { requireModule } from '~/modules/gate.server.ts';
import { explainMonthlyLimit } from '~/modules/reid/limits.ts';
import { reid } from '~/modules/reid/module.ts';
import { readAsked } from '~/modules/reid/roi/asked.ts';
import { planCalculator, readQuestion } from '~/modules/reid/roi/calculator.ts';
import { addScenario, changeSimulation, saveSimulation } from '~/modules/reid/roi/commands.server.ts';
import { MarketFiguresCard, UsedFigures } from '~/modules/reid/roi/figures-card.tsx';
import { CalculatorForm } from '~/modules/reid/roi/form.tsx';
import { readCalculator } from '~/modules/reid/roi/queries.server.ts';
import { Explanation, Results } from '~/modules/reid/roi/results.tsx';
import { SaveCard } from '~/modules/reid/roi/save-card.tsx';
import { calculatorFormSchema } from '~/modules/reid/roi/schema.ts';
import { SensitivityCard } from '~/modules/reid/roi/sensitivity-card.tsx';
import { isLet, writeSensitivity } from '~/modules/reid/roi/sensitivity-choice.ts';
import { explainRefusal } from '~/modules/reid/roi/simulation-outcomes.ts';
import { StrategyLinks } from '~/modules/reid/roi/strategy-links.tsx';
import { TemplateLinks } from '~/modules/reid/roi/template-links.tsx';
import { calculate } from '~/modules/reid/roi/v2/calculate.ts';
import { usualRate } from '~/modules/reid/roi/v2/inputs.ts';
import { newestVersion } from '~/modules/reid/roi/versions.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Calculator', reid.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const question = readQuestion(new URL(args.request.url).searchParams);
  const { figures } = readAsked(question.search, usualRate);
  const [visitor, { found }] = await Promise.all([
    requireModule(args, reid),
    args.context.database.read((handle) => ({
      found: readCalculator(handle, { ...question, figures, changedId: question.related?.id ?? null }),
    })),
  ]);
  const data = found[0]?.data;
  if (!data) throw notFound();
  const mayChange = (userId: string) =>
    visitor.mayWrite && (userId === visitor.user.id || visitor.role === 'OWNER' || visitor.role === 'ADMIN');
  const plan = planCalculator(question, data, mayChange);
  // The address of the page holds the values, so that it shows the same tomorrow.
  if (plan.filledAddress) throw redirect(`${plan.filledAddress}#results`);
  return {
    ...plan,
    area: { typed: question.area, source: question.source ?? '', error: plan.areaError },
    sensitivity: question.sensitivity,
    watched: data.watched,
    limit: explainMonthlyLimit(data.saved, 'saved', new Date()),
    mayWrite: visitor.mayWrite,
    formKey: crypto.randomUUID(),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { asked, figures } = readAsked(new URL(request.url).searchParams, usualRate);
  const form = await parseForm(request, calculatorFormSchema);
  if (!form.ok) return form.answer;
  const { value, refuse } = form;
  if (!asked) return refuse('Something is wrong with the inputs. Calculate first, then save.');
  const calculation = calculate(asked);
  const { viewer, saved } = await context.database.write((handle) => ({
    saved:
      value.intent === 'save'
        ? saveSimulation(handle, value, calculation, figures)
        : value.intent === 'change'
          ? changeSimulation(handle, value.id, value.seen, calculation, figures)
          : addScenario(
              handle,
              { id: value.id, baseId: value.baseId, type: 'CUSTOM', name: value.name },
              calculation,
              figures,
            ),
  }));
  requireViewer(viewer, request);
  const outcome = saved[0]?.outcome;
  switch (outcome) {
    case 'SAVED':
    case 'CHANGED':
    case 'ADDED':
      return redirectWithToast(context, `/reid/roi/${value.id}`, 'The calculation is saved.');
    case 'LIMIT':
      return refuse('All simulations of this month are used. The address of this page keeps the calculation.', 409);
    case 'NOT_ALLOWED':
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default: {
      const { message, status } = explainRefusal(outcome);
      return refuse(message, status);
    }
  }
}

export default function CalculatorPage() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { asked, parameters, kept, sensitivity } = data;
  const calculation = asked.asked && calculate(asked.asked);
  return (
    <>
      <PageHeader
        title="Calculator"
        description="What a property brings, with every formula. Nothing is stored, and the address of the page keeps your inputs."
        actions={<LinkButton href="/reid/roi/saved">Saved simulations</LinkButton>}
      />
      <ErrorSummary errors={answer?.error} title="Nothing was saved" />
      <ErrorSummary errors={asked.errors} />
      <StrategyLinks strategy={asked.strategy} typed={asked.typed} />
      <TemplateLinks templates={data.templates} />
      <CalculatorForm asked={asked} kept={kept} />
      <UsedFigures used={data.used} />
      {asked.strategy !== 'REFINANCE' && (
        <MarketFiguresCard parameters={{ ...parameters, ...kept }} watched={data.watched} area={data.area} />
      )}
      {calculation && (
        <>
          <Results calculation={calculation} />
          {isLet(calculation) && (
            <SensitivityCard
              parameters={{ ...parameters, ...withoutChoice(kept) }}
              choice={sensitivity}
              table={sensitivity.isAsked ? writeSensitivity(calculation, sensitivity) : null}
            />
          )}
          {data.mayWrite && (
            <SaveCard {...data} id={data.formKey} typed={answer && readTypedTexts(answer)} errors={answer?.error} />
          )}
          <Explanation calculation={calculation} version={newestVersion} />
        </>
      )}
    </>
  );
}

// The form of the table has fields of its own for these.
function withoutChoice({
  rows: _rows,
  columns: _columns,
  result: _result,
  ...others
}: Readonly<Record<string, string>>) {
  return others;
}
