import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { LinkButton } from '~/components/ui/button.tsx';
import { priceBundles, priceCart } from '~/modules/marketplace/cart/queries.server.ts';
import { BundleCard } from '~/modules/marketplace/catalog/bundle-card.tsx';
import { listBundles, popularBundles } from '~/modules/marketplace/catalog/bundle-queries.server.ts';
import { countTools } from '~/modules/marketplace/catalog/facet-queries.server.ts';
import type { FacetCount } from '~/modules/marketplace/catalog/filter-form.tsx';
import { catalogAddress, parseCatalogFilters } from '~/modules/marketplace/catalog/filters.ts';
import { offerBundles } from '~/modules/marketplace/catalog/offers.ts';
import { collectPlan, decideToolState } from '~/modules/marketplace/catalog/purchase-state.ts';
import { ToolGrid } from '~/modules/marketplace/catalog/tool-card.tsx';
import { listPopularTools } from '~/modules/marketplace/catalog/tool-queries.server.ts';
import { areaLabels } from '~/modules/marketplace/labels.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { readKey } from '~/utils/addresses.ts';
import { describePage } from '~/utils/page-meta.ts';

export const handle = { hydrate: false, publicAddress: () => '/' } satisfies RouteHandle;

const everything = parseCatalogFilters(new URLSearchParams()).filters;

export async function loader({ context }: LoaderFunctionArgs) {
  const answer = await context.database.read((handle) => ({
    tools: listPopularTools(handle, 8),
    bundles: listBundles(handle, popularBundles),
    counts: countTools(handle, everything, ['area']),
    prices: priceBundles(handle, popularBundles),
    lines: priceCart(handle, context.guestCart),
  }));
  const plan = collectPlan(answer.lines);
  return {
    origin: context.environment.PUBLIC_URL,
    tools: answer.tools.map((tool) => ({ ...tool, state: decideToolState(tool, answer.viewer, plan) })),
    bundles: offerBundles(answer.bundles, answer.prices, answer.viewer, plan).sort(
      (a, b) => Number(b.isPopular) - Number(a.isPopular),
    ),
    counts: answer.counts,
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data
    ? describePage({
        title: 'Tools for real-estate businesses',
        description:
          'Lotline is a marketplace of tools and dashboards for brokerages: choose what you need, pay in one order, and every tool is open to your people at once.',
        origin: data.origin,
        path: '/',
      })
    : [];

const steps = [
  {
    title: 'Choose',
    text: 'Each tool says what it does, what it works with, what it costs and how often. Nothing is hidden behind a call.',
  },
  {
    title: 'Order once',
    text: 'Tools and bundles go into one cart and onto one invoice. What your organization owns is never charged again.',
  },
  {
    title: 'Hand it out',
    text: 'Tools are open as soon as the order is placed. Owners and admins decide who holds a seat.',
  },
];

export default function Home() {
  const { tools, bundles, counts } = useLoaderData<typeof loader>();
  return (
    <div className="page flex flex-col gap-14 py-10 sm:gap-16 sm:py-16">
      <section className="grid items-start gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_26rem]">
        <div>
          <h1 className="max-w-2xl text-2xl sm:text-3xl">
            The tools a brokerage runs on, chosen and paid for in one place
          </h1>
          <p className="mt-4 max-w-prose text-base text-pretty text-muted sm:text-lg">
            Lotline is a marketplace of tools and dashboards for real-estate businesses. Pick what your office needs,
            order it for the whole organization, and start working with it the same minute.
          </p>
          <div className="mt-7 flex flex-wrap gap-3">
            <LinkButton href="/tools" variant="primary" size="large">
              Browse tools
            </LinkButton>
            <LinkButton href="/bundles" size="large">
              See bundles
            </LinkButton>
          </div>
        </div>
        <AreaLinks counts={counts} />
        <ol className="grid gap-x-10 gap-y-6 border-t border-line pt-8 sm:grid-cols-3 lg:col-span-2">
          {steps.map(({ title, text }, index) => (
            <li key={title} className="flex gap-3">
              <span className="grid size-6 shrink-0 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent-ink">
                {index + 1}
              </span>
              <div>
                <h2 className="text-sm">{title}</h2>
                <p className="mt-1 text-pretty text-muted">{text}</p>
              </div>
            </li>
          ))}
        </ol>
      </section>
      <section aria-labelledby="bundles">
        <SectionHeading id="bundles" title="Bundles" href="/bundles" link="All bundles" />
        <ul className="mt-5 grid gap-3 lg:grid-cols-3">
          {bundles.map((bundle) => (
            <BundleCard key={bundle.id} bundle={bundle} address="/" />
          ))}
        </ul>
      </section>
      <section aria-labelledby="popular-tools">
        <SectionHeading id="popular-tools" title="Popular tools" href="/tools" link="All tools" />
        <div className="mt-5">
          <ToolGrid tools={tools} address="/" />
        </div>
      </section>
    </div>
  );
}

function AreaLinks({ counts }: { counts: FacetCount[] }) {
  const areas = counts
    .filter(({ facet }) => facet === 'area')
    .flatMap(({ value, count, isExact }) => {
      const area = readKey(areaLabels, value);
      return area ? [{ area, count: isExact ? count : null }] : [];
    })
    .sort((a, b) => areaLabels[a.area].localeCompare(areaLabels[b.area]));
  return (
    <nav aria-labelledby="areas" className="card p-2">
      <h2 id="areas" className="px-2.5 pt-2 pb-1.5 text-sm">
        By part of the business
      </h2>
      <ul className="grid grid-cols-2">
        {areas.map(({ area, count }) => (
          <li key={area}>
            <a href={catalogAddress({ areas: [area] })} className="navigation-link justify-between">
              {areaLabels[area]}
              {count !== null && <span className="text-xs tabular-nums">{count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function SectionHeading({ id, title, href, link }: { id: string; title: string; href: string; link: string }) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <h2 id={id} className="text-xl">
        {title}
      </h2>
      <a href={href} className="link">
        {link}
      </a>
    </div>
  );
}
