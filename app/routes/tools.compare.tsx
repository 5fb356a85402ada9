import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { Breadcrumbs, EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { priceCart } from '~/modules/marketplace/cart/queries.server.ts';
import {
  comparisonAddress,
  comparisons,
  fewestCompared,
  keptComparisonAddress,
  parseComparison,
  readCompared,
  readShowsAll,
} from '~/modules/marketplace/catalog/compare-selection.ts';
import { collectPlan, decideToolState } from '~/modules/marketplace/catalog/purchase-state.ts';
import { ToolPrice } from '~/modules/marketplace/catalog/tool-card.tsx';
import { ToolComparison } from '~/modules/marketplace/catalog/tool-comparison.tsx';
import { listComparedTools, listRelatedTools } from '~/modules/marketplace/catalog/tool-queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { describePage } from '~/utils/page-meta.ts';
import { listNames } from '~/utils/words.ts';

export const handle = {
  hydrate: false,
  publicAddress: ({ searchParams }) => keptComparisonAddress(searchParams, 'tools'),
} satisfies RouteHandle;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const asked = readCompared(searchParams, 'tools').slice(0, 20);
  const answer = await context.database.read((handle) => ({
    tools: listComparedTools(handle, asked),
    // By the first of their alphabet: whatever the order that was asked for, one page is kept.
    related: listRelatedTools(handle, asked.toSorted()[0] ?? ''),
    lines: priceCart(handle, context.guestCart),
  }));
  const plan = collectPlan(answer.lines);
  const { chosen, problem } = parseComparison(
    searchParams,
    answer.tools.map(({ slug }) => slug),
    'tools',
  );
  const isComparison = problem === null && chosen.length >= fewestCompared;
  return data(
    {
      origin: context.environment.PUBLIC_URL,
      compared: isComparison
        ? answer.tools.map((tool) => ({ ...tool, state: decideToolState(tool, answer.viewer, plan) }))
        : [],
      chosen,
      /** To choose from: those that were asked for, and others like one of them. */
      choices: [...answer.tools, ...answer.related.filter(({ slug }) => !asked.includes(slug))],
      problem,
      showsAll: readShowsAll(searchParams),
    },
    { status: problem === null ? 200 : 400 },
  );
}

export const meta: MetaFunction<typeof loader> = ({ data: found }) =>
  found
    ? describePage({
        title:
          found.compared.length > 0 ? `Compare ${listNames(found.compared.map(({ name }) => name))}` : 'Compare tools',
        description: 'Two to four tools side by side: what each does, costs and works with.',
        origin: found.origin,
        path: comparisonAddress(
          'tools',
          found.compared.map(({ slug }) => slug),
        ),
      })
    : [];

export default function CompareTools() {
  const { compared, chosen, choices, problem, showsAll } = useLoaderData<typeof loader>();
  return (
    <div className="page flex flex-col gap-6 py-6 sm:py-8">
      <Breadcrumbs links={[{ href: '/tools', label: 'Tools' }]} current="Compare" />
      <PageHeader title="Compare tools" description="What each of them does, costs and works with." />
      {problem && (
        <Notice kind="warning" title="These cannot be compared">
          <p>{problem}</p>
        </Notice>
      )}
      {compared.length > 0 && <ToolComparison tools={compared} showsAll={showsAll} />}
      {choices.length === 0 ? (
        <EmptyState
          icon="scale"
          title="Nothing to compare yet"
          actions={
            <LinkButton variant="primary" href="/tools">
              Browse tools
            </LinkButton>
          }
        >
          Tick two to four tools in the catalog, then compare them.
        </EmptyState>
      ) : (
        <ChooseTools choices={choices} chosen={chosen} isAgain={compared.length > 0} />
      )}
    </div>
  );
}

type Choice = ReturnType<typeof useLoaderData<typeof loader>>['choices'][number];

function ChooseTools({ choices, chosen, isAgain }: { choices: Choice[]; chosen: string[]; isAgain: boolean }) {
  const { path, parameter } = comparisons.tools;
  return (
    <form action={path} className="card max-w-xl p-5">
      <fieldset>
        <legend className="float-left mb-3 w-full text-base font-semibold">
          {isAgain ? 'Compare others' : 'Choose two to four tools'}
        </legend>
        <div className="clear-both flex flex-col divide-y divide-line">
          {choices.map((tool) => (
            <label key={tool.slug} className="flex min-h-11 items-center gap-3 py-2.5">
              <input
                type="checkbox"
                name={parameter}
                value={tool.slug}
                defaultChecked={chosen.includes(tool.slug)}
                className="check"
              />
              <span className="grow font-medium">{tool.name}</span>
              <span className="text-right text-muted tabular-nums">
                <ToolPrice tool={tool} />
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <div className="mt-4 flex flex-wrap gap-2">
        <Button variant={isAgain ? 'secondary' : 'primary'}>Compare tools</Button>
        <LinkButton href="/tools" variant="quiet">
          Browse tools
        </LinkButton>
      </div>
    </form>
  );
}
