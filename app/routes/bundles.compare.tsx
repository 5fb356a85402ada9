import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { Button } from '~/components/ui/button.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { priceBundles, priceCart } from '~/modules/marketplace/cart/queries.server.ts';
import type { OfferedBundle } from '~/modules/marketplace/catalog/bundle-card.tsx';
import { BundleComparison } from '~/modules/marketplace/catalog/bundle-comparison.tsx';
import {
  bundlesToCompare,
  listBundleContents,
  listBundles,
} from '~/modules/marketplace/catalog/bundle-queries.server.ts';
import {
  comparisonAddress,
  fewestCompared,
  keptComparisonAddress,
  parseComparison,
  readShowsAll,
} from '~/modules/marketplace/catalog/compare-selection.ts';
import { offerBundles } from '~/modules/marketplace/catalog/offers.ts';
import { collectPlan, decideBundleState } from '~/modules/marketplace/catalog/purchase-state.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { formatMoney } from '~/utils/money.ts';
import { describePage } from '~/utils/page-meta.ts';
import { listNames } from '~/utils/words.ts';

export const handle = {
  hydrate: false,
  publicAddress: ({ searchParams }) => keptComparisonAddress(searchParams, 'bundles'),
} satisfies RouteHandle;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  const asked = url.searchParams.getAll('b').slice(0, 20);
  const slugs = bundlesToCompare(asked);
  const answer = await context.database.read((handle) => ({
    bundles: listBundles(handle, slugs),
    prices: priceBundles(handle, slugs),
    contents: listBundleContents(handle, asked),
    lines: priceCart(handle, context.guestCart),
  }));
  const plan = collectPlan(answer.lines);
  const bundles = offerBundles(answer.bundles, answer.prices);
  const { chosen, problem } = parseComparison(
    url.searchParams,
    bundles.map(({ slug }) => slug),
    'bundles',
  );
  const isComparison = problem === null && chosen.length >= fewestCompared;
  return data(
    {
      origin: context.environment.PUBLIC_URL,
      bundles,
      chosen,
      problem,
      showsAll: readShowsAll(url.searchParams),
      compared: isComparison
        ? bundles
            .filter(({ slug }) => chosen.includes(slug))
            .map((bundle) => ({ ...bundle, state: decideBundleState(bundle.line, answer.viewer, plan) }))
        : [],
      contents: isComparison ? answer.contents : [],
    },
    { status: problem === null ? 200 : 400 },
  );
}

export const meta: MetaFunction<typeof loader> = ({ data: found }) =>
  found
    ? describePage({
        title:
          found.compared.length > 0
            ? `Compare ${listNames(found.compared.map(({ name }) => name))}`
            : 'Compare bundles',
        description: 'Two to four bundles side by side: what each holds, costs and saves.',
        origin: found.origin,
        path: comparisonAddress(
          'bundles',
          found.compared.map(({ slug }) => slug),
        ),
      })
    : [];

export default function CompareBundles() {
  const { bundles, chosen, problem, compared, contents, showsAll } = useLoaderData<typeof loader>();
  return (
    <div className="page flex flex-col gap-6 py-6 sm:py-8">
      <Breadcrumbs links={[{ href: '/bundles', label: 'Bundles' }]} current="Compare" />
      <PageHeader title="Compare bundles" description="What each of them holds, costs and saves." />
      {problem && (
        <Notice kind="warning" title="These cannot be compared">
          <p>{problem}</p>
        </Notice>
      )}
      {compared.length > 0 && <BundleComparison bundles={compared} contents={contents} showsAll={showsAll} />}
      <ChooseBundles bundles={bundles} chosen={chosen} isAgain={compared.length > 0} />
    </div>
  );
}

function ChooseBundles({ bundles, chosen, isAgain }: { bundles: OfferedBundle[]; chosen: string[]; isAgain: boolean }) {
  return (
    <form action="/bundles/compare" className="card max-w-xl p-5">
      <fieldset>
        <legend className="float-left mb-3 w-full text-base font-semibold">
          {isAgain ? 'Compare others' : 'Choose two to four bundles'}
        </legend>
        <div className="clear-both flex flex-col divide-y divide-line">
          {bundles.map(({ slug, name, bundlePrice, currency }) => (
            <label key={slug} className="flex min-h-11 items-center gap-3 py-2.5">
              <input type="checkbox" name="b" value={slug} defaultChecked={chosen.includes(slug)} className="check" />
              <span className="grow font-medium">{name}</span>
              <span className="text-muted tabular-nums">{formatMoney(bundlePrice, currency)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <Button variant={isAgain ? 'secondary' : 'primary'} className="mt-4">
        Compare bundles
      </Button>
    </form>
  );
}
