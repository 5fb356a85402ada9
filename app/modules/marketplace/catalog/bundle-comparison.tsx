import { describeFollowing, sumCosts } from '~/modules/marketplace/cart/costs.ts';
import { formatMoney } from '~/utils/money.ts';
import { compareNames } from '~/utils/name-order.ts';
import { areaLabels, planLabels } from '../labels.ts';
import type { OfferedBundle } from './bundle-card.tsx';
import { type BundledTool, BundledToolName } from './bundle-contents.tsx';
import { comparisonAddress } from './compare-selection.ts';
import { type ComparedGroup, type ComparedRow, chooseRows } from './comparison-rows.ts';
import { ComparisonTable, RowsChoice, YesOrNo } from './comparison-table.tsx';
import { PurchaseAction } from './purchase-action.tsx';
import type { PurchaseState } from './purchase-state.ts';
import { ToolPrice } from './tool-card.tsx';

/** A bundle to compare, with the viewer's way to buy it. */
export type ComparedBundle = OfferedBundle & { state: PurchaseState };

/**
 * Bundles side by side, each with its price, saving and tools.
 * @param showsAll  also the rows that are the same of all
 */
export function BundleComparison({
  bundles,
  contents,
  showsAll,
}: {
  bundles: ComparedBundle[];
  contents: BundledTool[];
  showsAll: boolean;
}) {
  const slugs = bundles.map(({ slug }) => slug);
  const addresses = {
    all: comparisonAddress('bundles', slugs, true),
    differing: comparisonAddress('bundles', slugs),
  };
  const { groups, leftOut } = chooseRows(
    [
      { title: '', rows: listPriceRows(bundles, showsAll ? addresses.all : addresses.differing) },
      ...listToolRows(bundles, contents),
    ],
    showsAll,
  );
  return (
    <>
      <ComparisonTable
        label="Bundles side by side"
        columns={bundles.map((bundle) => ({ id: `bundle-${bundle.slug}`, head: <BundleHead bundle={bundle} /> }))}
        groups={groups}
      />
      <RowsChoice leftOut={leftOut} showsAll={showsAll} addresses={addresses} />
    </>
  );
}

function BundleHead({ bundle: { slug, name, bundlePrice, currency, line } }: { bundle: ComparedBundle }) {
  const following = describeFollowing(sumCosts(line.tools), currency);
  return (
    <>
      <a href={`/bundles/${slug}`} className="block text-base font-semibold text-ink hover:underline">
        {name}
      </a>
      <span className="block text-sm font-semibold text-ink">
        {`${formatMoney(bundlePrice, currency)}${following && ' today'}`}
      </span>
      {following && <span className="block font-normal whitespace-normal">{`then ${following}`}</span>}
    </>
  );
}

function listPriceRows(bundles: ComparedBundle[], address: string): ComparedRow[] {
  const row = (
    id: string,
    title: string,
    tell: (bundle: ComparedBundle, money: (cents: number) => string) => string,
  ): ComparedRow => ({
    id,
    title,
    texts: bundles.map((bundle) => tell(bundle, (cents) => formatMoney(cents, bundle.currency))),
  });
  return [
    {
      id: 'act',
      title: <span className="sr-only">Buy it</span>,
      texts: bundles.map(() => ''),
      cells: bundles.map((bundle) => (
        <PurchaseAction
          key={bundle.slug}
          item={{ ...bundle, kind: 'BUNDLE', requiredTier: bundle.line.requiredTier }}
          state={bundle.state}
          address={address}
        />
      )),
      isAlways: true,
    },
    row('sum', 'Tools one by one', ({ originalPrice }, money) => money(originalPrice)),
    row('saving', 'You save', ({ originalPrice, bundlePrice, discount }, money) =>
      originalPrice > bundlePrice ? `${money(originalPrice - bundlePrice)} (${discount} %)` : '–',
    ),
    ...(bundles.some(({ line }) => line.credit > 0)
      ? [
          row('credited', 'You pay, with credits', ({ line }, money) =>
            line.state === 'CHARGED' ? money(line.price) : '–',
          ),
        ]
      : []),
    row('each', 'Price per tool', ({ bundlePrice, line }, money) =>
      line.tools.length > 0 ? money(Math.round(bundlePrice / line.tools.length)) : '–',
    ),
    row('plan', 'Plan needed', ({ line: { requiredTier } }) =>
      requiredTier === null || requiredTier === 'FREE' ? 'Any plan' : planLabels[requiredTier],
    ),
    row('tools', 'Number of tools', ({ line }) => String(line.tools.length)),
  ];
}

function listToolRows(bundles: ComparedBundle[], contents: BundledTool[]): ComparedGroup[] {
  const tools = [...new Map(contents.map((tool) => [tool.slug, tool])).values()].sort((a, b) =>
    compareNames(a.name, b.name),
  );
  const held = new Set(contents.map(({ bundleSlug, slug }) => `${bundleSlug} ${slug}`));
  const areas = [...new Set(tools.map(({ area }) => area))].sort((a, b) => compareNames(areaLabels[a], areaLabels[b]));
  return areas.map((area) => ({
    title: areaLabels[area],
    rows: tools
      .filter((tool) => tool.area === area)
      .map((tool) => {
        const answers = bundles.map(({ slug }) => held.has(`${slug} ${tool.slug}`));
        return {
          id: tool.slug,
          title: (
            <>
              <BundledToolName tool={tool} className="text-sm text-ink hover:underline" />
              <span className="comparison-price">
                <ToolPrice tool={tool} />
              </span>
            </>
          ),
          texts: answers.map(String),
          cells: bundles.map(({ slug, name }, index) => (
            <YesOrNo key={slug} isYes={answers[index] === true} text={`${answers[index] ? 'In' : 'Not in'} ${name}`} />
          )),
        };
      }),
  }));
}
