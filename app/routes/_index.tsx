import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { BrowserFrame } from '~/components/ui/browser-frame.tsx';
import { LinkButton } from '~/components/ui/button.tsx';
import { BundleCard } from '~/modules/marketplace/catalog/bundle-card.tsx';
import { listBundles, popularBundles } from '~/modules/marketplace/catalog/bundle-queries.server.ts';
import { countTools } from '~/modules/marketplace/catalog/facet-queries.server.ts';
import { catalogAddress, parseCatalogFilters } from '~/modules/marketplace/catalog/filters.ts';
import { offerBundles } from '~/modules/marketplace/catalog/offers.ts';
import { describeShop, ShopProvider } from '~/modules/marketplace/catalog/shop.tsx';
import { readFrontShop } from '~/modules/marketplace/catalog/shop-queries.server.ts';
import { ToolGrid } from '~/modules/marketplace/catalog/tool-card.tsx';
import { AreaTiles } from '~/modules/marketplace/front/area-tiles.tsx';
import { listLatestReviews } from '~/modules/marketplace/front/latest-reviews.server.ts';
import { LatestReviews } from '~/modules/marketplace/front/latest-reviews.tsx';
import { SectionHeading } from '~/modules/marketplace/front/section-heading.tsx';
import { listShownTools } from '~/modules/marketplace/front/shown-tools.server.ts';
import { ExampleMarketScreen } from '~/modules/reid/markets/example-screen.tsx';
import type { RouteHandle } from '~/request/rendering.ts';
import { describePage } from '~/utils/page-meta.ts';

export const handle = { hydrate: false, publicAddress: () => '/' } satisfies RouteHandle;

const everything = parseCatalogFilters(new URLSearchParams()).filters;
const toolsShown = 4;
const reviewsShown = 3;

export async function loader({ context }: LoaderFunctionArgs) {
  const answer = await context.database.read((handle) => ({
    tools: listShownTools(handle, toolsShown),
    bundles: listBundles(handle, popularBundles),
    counts: countTools(handle, everything, ['area']),
    reviews: listLatestReviews(handle, reviewsShown),
    ...readFrontShop(handle, context.guestCart),
  }));
  return {
    origin: context.environment.PUBLIC_URL,
    tools: answer.tools,
    bundles: offerBundles(answer.bundles, answer.offers).sort((a, b) => Number(b.isPopular) - Number(a.isPopular)),
    counts: answer.counts,
    // Three or none: one alone would stand for everybody.
    reviews: answer.reviews.length === reviewsShown ? answer.reviews : [],
    shop: describeShop(answer),
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

/** The heading of the tools, the one that is true of them, and the list they are the beginning of. */
const shown = {
  POPULAR: { title: 'Popular tools', href: catalogAddress({}), link: 'More tools' },
  FEATURED: { title: 'Featured tools', href: catalogAddress({}), link: 'More tools' },
  NEW: { title: 'New tools', href: catalogAddress({ sort: 'newest' }), link: 'More new tools' },
} as const;

const steps = [
  {
    title: 'Choose',
    text: 'Each tool says what it does, what it works with, what it costs and how often. The few that are built to order say so.',
  },
  {
    title: 'Order once',
    text: 'Tools and bundles go into one cart and onto one invoice, due in 30 days. What your organization owns is never charged again.',
  },
  {
    title: 'Hand it out',
    text: 'On invoice, tools are open as soon as the order is placed. Owners and admins decide who holds a seat.',
  },
];

export default function Home() {
  const { tools, bundles, counts, reviews, shop } = useLoaderData<typeof loader>();
  const [first] = tools;
  return (
    <ShopProvider value={shop}>
      <div className="page front">
        <section className="front-hero">
          <div>
            <h1>
              <span>Choose the tools your </span>
              <span>brokerage runs on</span>
            </h1>
            <p className="mt-5 max-w-prose text-base text-pretty text-muted sm:text-lg">
              Lotline is a marketplace of tools and dashboards for real-estate businesses. Pick what your office needs,
              order it for the whole organization, and work with it from the first day.
            </p>
            <div className="mt-8 flex flex-wrap items-center gap-x-5 gap-y-3">
              <LinkButton href="/tools" variant="primary" size="large">
                Browse tools
              </LinkButton>
              <p className="text-muted">You need no account to look around and fill a cart.</p>
            </div>
          </div>
          <BrowserFrame
            label="A page of REID Dashboard: the newest figures of a market, and its median sale price over a year"
            address="Lotline / REID Dashboard / Markets"
            places={['Markets', 'Demographics', 'Schools', 'Calculator', 'Alerts', 'Reports']}
            caption={
              <>
                A market’s page in{' '}
                <a href="/tools/reid-dashboard" className="link">
                  REID Dashboard
                </a>
                , with made-up figures.
              </>
            }
          >
            <ExampleMarketScreen />
          </BrowserFrame>
        </section>
        <section aria-labelledby="areas">
          <SectionHeading id="areas" title="By part of the business" href="/tools" link="All tools" />
          <AreaTiles counts={counts} />
        </section>
        {bundles.length > 0 && (
          <section aria-labelledby="bundles">
            <SectionHeading id="bundles" title="Bundles, and what they save" href="/bundles" link="All bundles" />
            <ul className="grid gap-3 lg:grid-cols-3">
              {bundles.map((bundle) => (
                <BundleCard key={bundle.id} bundle={bundle} address="/" />
              ))}
            </ul>
          </section>
        )}
        {first && (
          <section aria-labelledby="shown-tools">
            <SectionHeading id="shown-tools" {...shown[first.reason]} />
            <ToolGrid tools={tools} address="/" />
          </section>
        )}
        {reviews.length > 0 && (
          <section aria-labelledby="reviews">
            <SectionHeading id="reviews" title="The newest reviews" />
            <LatestReviews reviews={reviews} />
          </section>
        )}
        <section aria-labelledby="buying">
          <SectionHeading id="buying" title="How buying works" href="/help" link="More about it" />
          <ol className="front-steps">
            {steps.map(({ title, text }) => (
              <li key={title}>
                <h3>{title}</h3>
                <p>{text}</p>
              </li>
            ))}
          </ol>
        </section>
      </div>
    </ShopProvider>
  );
}
