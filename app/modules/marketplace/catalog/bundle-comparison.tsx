import type { ReactNode } from 'react';
import { Icon } from '~/components/ui/icon.tsx';
import { describeFollowing, sumCosts } from '~/modules/marketplace/cart/costs.ts';
import { formatMoney } from '~/utils/money.ts';
import { areaLabels, requiredTierLabels } from '../labels.ts';
import type { OfferedBundle } from './bundle-card.tsx';
import type { BundledTool } from './bundle-contents.tsx';
import { PurchaseAction } from './purchase-action.tsx';
import { ToolPrice } from './tool-card.tsx';

/** Bundles side by side, each with its price, saving and tools. */
export function BundleComparison({
  bundles,
  contents,
  address,
}: {
  bundles: OfferedBundle[];
  contents: BundledTool[];
  address: string;
}) {
  const tools = [...new Map(contents.map((tool) => [tool.slug, tool])).values()].sort(
    (a, b) => areaLabels[a.area].localeCompare(areaLabels[b.area]) || a.name.localeCompare(b.name),
  );
  const areas = [...new Set(tools.map(({ area }) => area))];
  const held = new Set(contents.map(({ bundleSlug, slug }) => `${bundleSlug} ${slug}`));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable with the keyboard
    <section className="card relative overflow-x-auto" aria-label="Bundles side by side" tabIndex={0}>
      <table className="table comparison">
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">What is compared</span>
            </th>
            {bundles.map((bundle) => (
              <th key={bundle.slug} scope="col" id={`bundle-${bundle.slug}`}>
                <a href={`/bundles/${bundle.slug}`} className="block text-base font-semibold text-ink hover:underline">
                  {bundle.name}
                </a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Row title="Bundle price" bundles={bundles}>
            {(bundle) => <b>{formatMoney(bundle.bundlePrice, bundle.currency)}</b>}
          </Row>
          <Row title="Tools one by one" bundles={bundles}>
            {(bundle) => formatMoney(bundle.originalPrice, bundle.currency)}
          </Row>
          <Row title="You save" bundles={bundles}>
            {(bundle) => (
              <span className="text-success-ink">
                {`${formatMoney(bundle.originalPrice - bundle.bundlePrice, bundle.currency)} (${bundle.discount} %)`}
              </span>
            )}
          </Row>
          <Row title="Then" bundles={bundles}>
            {({ line, currency }) => describeFollowing(sumCosts(line.tools), currency) || 'Nothing more'}
          </Row>
          {bundles.some(({ line }) => line.credit > 0) && (
            <Row title="You pay, with credits" bundles={bundles}>
              {({ line, currency }) => (line.state === 'CHARGED' ? formatMoney(line.price, currency) : '–')}
            </Row>
          )}
          <Row title="Price per tool" bundles={bundles}>
            {({ bundlePrice, line, currency }) =>
              line.tools.length > 0 ? formatMoney(Math.round(bundlePrice / line.tools.length), currency) : '–'
            }
          </Row>
          <Row title="Tier needed" bundles={bundles}>
            {({ line: { requiredTier } }) => requiredTier && requiredTierLabels[requiredTier]}
          </Row>
          <Row title="Number of tools" bundles={bundles}>
            {({ line }) => line.tools.length}
          </Row>
          <tr>
            <td />
            {bundles.map((bundle) => (
              <td key={bundle.slug}>
                <PurchaseAction
                  item={{ ...bundle, kind: 'BUNDLE', requiredTier: bundle.line.requiredTier }}
                  state={bundle.state}
                  address={address}
                />
              </td>
            ))}
          </tr>
        </tbody>
        {areas.map((area) => (
          <tbody key={area}>
            <tr>
              <th scope="rowgroup" className="bg-sunken!">
                {areaLabels[area]}
              </th>
              <td colSpan={bundles.length} className="bg-sunken" />
            </tr>
            {tools
              .filter((tool) => tool.area === area)
              .map((tool) => (
                <tr key={tool.slug}>
                  <th scope="row">
                    <a href={`/tools/${tool.slug}`} className="text-sm text-ink hover:underline">
                      {tool.name}
                    </a>
                    <span className="comparison-price">
                      <ToolPrice tool={tool} />
                    </span>
                  </th>
                  {bundles.map(({ slug, name }) => (
                    <td key={slug}>
                      {held.has(`${slug} ${tool.slug}`) ? (
                        <>
                          <Icon name="check" className="icon text-success-ink" />
                          <span className="sr-only">{`In ${name}`}</span>
                        </>
                      ) : (
                        <>
                          <Icon name="minus" className="icon text-line-strong" />
                          <span className="sr-only">{`Not in ${name}`}</span>
                        </>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

function Row({
  title,
  bundles,
  children,
}: {
  title: string;
  bundles: OfferedBundle[];
  children: (bundle: OfferedBundle) => ReactNode;
}) {
  return (
    <tr>
      <th scope="row">{title}</th>
      {bundles.map((bundle) => (
        <td key={bundle.slug}>{children(bundle)}</td>
      ))}
    </tr>
  );
}
