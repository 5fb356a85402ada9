import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { LinkButton } from '~/components/ui/button.tsx';
import { Breadcrumbs, EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { AssetList } from '~/modules/expenses/assets/asset-list.tsx';
import { readBookYear } from '~/modules/expenses/book-years.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { PropertyList } from '~/modules/expenses/properties/property-list.tsx';
import { listAssets, listProperties, propertiesPerPage } from '~/modules/expenses/properties/queries.server.ts';
import { sumProperties } from '~/modules/expenses/properties/sums.ts';
import { YearFilter } from '~/modules/expenses/year-filter.tsx';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { readSearchText, writeAddress } from '~/utils/addresses.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { cutPage } from '~/utils/pages.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Properties');

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  const year = readBookYear(search.get('year'));
  const id = z.guid().safeParse(search.get('id')).data;
  const address = readSearchText(search.get('after'), 200);
  const after = id && address ? { id, address } : undefined;
  const [{ mayWrite, role, seesRestricted }, { found, assets }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({
      found: listProperties(handle, year, after),
      assets: listAssets(handle),
    })),
  ]);
  const { rows, last } = cutPage(found, propertiesPerPage);
  const seesAll = role !== 'MEMBER';
  return {
    year,
    properties: sumProperties(rows, assets, year, { seesTaxes: seesRestricted, seesAll }),
    businessAssets: assets.filter(({ listingId }) => listingId === null),
    hasAssets: assets.length > 0,
    next: last && { id: last.id, address: last.address },
    isFirst: !after,
    mayWrite,
    seesAll,
    mayAddAssets: mayWrite && seesAll,
  };
}

const path = '/expenses/listings';

export default function PropertiesPage() {
  const { year, properties, businessAssets, hasAssets, next, isFirst, mayWrite, seesAll, mayAddAssets } =
    useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs links={[{ href: '/expenses', label: expenses.unlockedBy.title }]} current="Properties" />
      <PageHeader
        title="Properties"
        description={`${seesAll ? 'Approved expenses' : 'Your approved expenses'} by property in ${year}.`}
        actions={
          <>
            {mayWrite && (
              <LinkButton href={`${path}/new`} variant="primary">
                Add property
              </LinkButton>
            )}
            {mayAddAssets && <LinkButton href={`${path}/assets/new`}>Add asset</LinkButton>}
            {hasAssets && <LinkButton href={writeAddress(`${path}/assets.csv`, { year })}>Assets as CSV</LinkButton>}
          </>
        }
      />
      <YearFilter action={path} year={year} />
      {properties.length === 0 ? (
        <EmptyState icon="house-heart" title={isFirst ? 'No properties yet' : 'No more properties'}>
          {mayWrite ? 'Add a property, then book expenses on it.' : 'Properties that are added appear here.'}
        </EmptyState>
      ) : (
        <>
          <PropertyList properties={properties} year={year} seesDepreciation={seesAll} />
          <div>
            <LinkButton href={writeAddress(`${path}.csv`, { year })} size="small">
              Download CSV
            </LinkButton>
          </div>
        </>
      )}
      <Steps
        label="Pages of properties"
        back={!isFirst && { href: writeAddress(path, { year }), label: 'First' }}
        next={
          next !== undefined && { href: writeAddress(path, { year, after: next.address, id: next.id }), label: 'Next' }
        }
      />
      {businessAssets.length > 0 && (
        <section className="flex flex-col gap-3">
          <h2>Assets of the business</h2>
          <AssetList assets={businessAssets} year={year} />
        </section>
      )}
    </>
  );
}
