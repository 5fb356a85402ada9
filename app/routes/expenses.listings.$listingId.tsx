import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { LinkButton } from '~/components/ui/button.tsx';
import { KeyFigures } from '~/components/ui/key-figures.tsx';
import { Breadcrumbs, PageHeader, Table } from '~/components/ui/layout.tsx';
import { Money } from '~/components/ui/money.tsx';
import { AssetList } from '~/modules/expenses/assets/asset-list.tsx';
import { readBookYear } from '~/modules/expenses/book-years.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { findProperty, listAssets, listPropertyLines } from '~/modules/expenses/properties/queries.server.ts';
import { propertyKindLabels } from '~/modules/expenses/properties/schema.ts';
import { sumProperties } from '~/modules/expenses/properties/sums.ts';
import { YearFilter } from '~/modules/expenses/year-filter.tsx';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { countWords } from '~/utils/words.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Property');

export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.listingId);
  const year = readBookYear(new URL(args.request.url).searchParams.get('year'));
  const [{ mayWrite, role, seesRestricted }, { found, lines, assets }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({
      found: findProperty(handle, id, year),
      lines: listPropertyLines(handle, id, year),
      assets: listAssets(handle, id),
    })),
  ]);
  const seesAll = role !== 'MEMBER';
  const [property] = sumProperties(found, assets, year, { seesTaxes: seesRestricted, seesAll });
  if (!property) throw notFound();
  return { property, lines, assets, year, mayWrite, mayAddAssets: mayWrite && seesAll, seesAll };
}

export default function PropertyPage() {
  const { property, lines, assets, year, mayWrite, mayAddAssets, seesAll } = useLoaderData<typeof loader>();
  const { id, address, city, state, zipCode, kind, isActive, rent, deductible, depreciation, net } = property;
  const path = `/expenses/listings/${id}`;
  const form = kind === 'RENTAL' ? 'Schedule E' : 'Schedule C';
  return (
    <>
      <Breadcrumbs
        links={[
          { href: '/expenses', label: expenses.unlockedBy.title },
          { href: '/expenses/listings', label: 'Properties' },
        ]}
        current={address}
      />
      <PageHeader
        title={address}
        description={`${city}, ${state} ${zipCode} · ${propertyKindLabels[kind]}${isActive ? '' : ', retired'}`}
        actions={
          <>
            {mayAddAssets && (
              <LinkButton href={`/expenses/listings/assets/new?property=${id}`} variant="primary">
                Add asset
              </LinkButton>
            )}
            {mayWrite && <LinkButton href={`${path}/edit`}>Edit property</LinkButton>}
          </>
        }
      />
      <YearFilter action={path} year={year} />
      <KeyFigures
        figures={[
          ...(rent === null ? [] : [{ label: `Rent ${year}`, value: <Money cents={rent} /> }]),
          { label: 'Deductible expenses', value: <Money cents={deductible} /> },
          ...(depreciation === null ? [] : [{ label: 'Depreciation', value: <Money cents={depreciation} /> }]),
          ...(net === null ? [] : [{ label: 'Net', value: <Money cents={net} /> }]),
        ]}
      />
      <section className="flex flex-col gap-3">
        <h2>{`${seesAll ? 'Expenses' : 'Your expenses'} by line of ${form}`}</h2>
        {lines.length === 0 ? (
          <p className="text-muted">{`No approved expenses in ${year}.`}</p>
        ) : (
          <Table caption={`Expenses by line of ${form} in ${year}`}>
            <thead>
              <tr>
                <th scope="col">Line</th>
                <th scope="col" className="number">
                  Spent
                </th>
                <th scope="col" className="number">
                  Deductible
                </th>
              </tr>
            </thead>
            <tbody>
              {lines.map(({ line, label, spent, deductible, count }) => (
                <tr key={`${line} ${label}`}>
                  <th scope="row" className="w-full">
                    <a href={`/expenses?listing=${id}&year=${year}`} className="link">
                      {line === null ? label : `${line}. ${label}`}
                    </a>
                    <span className="block text-xs font-normal text-muted">{countWords(count, 'expense')}</span>
                  </th>
                  <td className="number">
                    <Money cents={spent} />
                  </td>
                  <td className="number">
                    <Money cents={deductible} />
                  </td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </section>
      {seesAll && (
        <section className="flex flex-col gap-3">
          <h2>Assets</h2>
          {assets.length === 0 ? (
            <p className="text-muted">Nothing is depreciated yet. Add the building, without its land.</p>
          ) : (
            <AssetList assets={assets} year={year} />
          )}
        </section>
      )}
    </>
  );
}
