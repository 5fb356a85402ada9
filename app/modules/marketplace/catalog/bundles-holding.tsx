import { ToolIcon } from '~/components/ui/icon.tsx';
import { formatMoney } from '~/utils/money.ts';
import type { BundleSummary } from './bundle-queries.server.ts';

/** The bundles that contain a tool. */
export function BundlesHolding({ bundles }: { bundles: BundleSummary[] }) {
  if (bundles.length === 0) return null;
  return (
    <section aria-labelledby="in-bundles">
      <h2 id="in-bundles">Also in these bundles</h2>
      <ul className="mt-3 flex max-w-3xl flex-col gap-2">
        {bundles.map((bundle) => (
          <li key={bundle.id} className="card flex flex-wrap items-center gap-x-4 gap-y-2 p-4">
            <ToolIcon name={bundle.icon} className="icon text-muted" />
            <div className="min-w-48 flex-1">
              <a href={`/bundles/${bundle.slug}`} className="rounded-sm font-medium hover:underline">
                {bundle.name}
              </a>
              <p className="text-muted">{bundle.description}</p>
            </div>
            <p className="text-right tabular-nums">
              <span className="block font-semibold">{formatMoney(bundle.bundlePrice, bundle.currency)}</span>
              {bundle.originalPrice > bundle.bundlePrice && (
                <span className="text-muted">{`Saves ${formatMoney(bundle.originalPrice - bundle.bundlePrice, bundle.currency)}`}</span>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
