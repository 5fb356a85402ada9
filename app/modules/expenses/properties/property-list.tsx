import { Table } from '~/components/ui/layout.tsx';
import { Money } from '~/components/ui/money.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import type { ListedProperty } from './queries.server.ts';
import { propertyKindLabels } from './schema.ts';

type Property = Omit<ListedProperty, 'rent'> & { rent: number | null; depreciation: number | null; net: number | null };

/** Properties with their sums of a year. On a phone, rent and depreciation stand below the address. */
export function PropertyList({
  properties,
  year,
  seesDepreciation,
}: {
  properties: readonly Property[];
  year: number;
  seesDepreciation: boolean;
}) {
  const seesTaxes = properties.some(({ rent }) => rent !== null);
  return (
    <Table caption={`Properties in ${year}`}>
      <thead>
        <tr>
          <th scope="col">Property</th>
          {seesTaxes && (
            <th scope="col" className="number max-sm:hidden">
              Rent
            </th>
          )}
          <th scope="col" className="number">
            Deductible
          </th>
          {seesDepreciation && (
            <th scope="col" className="number max-sm:hidden">
              Depreciation
            </th>
          )}
          {seesTaxes && (
            <th scope="col" className="number">
              Net
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {properties.map((property) => (
          <tr key={property.id}>
            <th scope="row" className="w-full">
              <a href={`/expenses/listings/${property.id}?year=${year}`} className="link">
                {property.address}
              </a>
              <span className="block text-xs font-normal text-muted">
                {`${property.city}, ${property.state} · ${propertyKindLabels[property.kind]}`}
              </span>
              {property.rent !== null && (
                <span className="block text-xs font-normal text-muted sm:hidden">
                  {'Rent '}
                  <Money cents={property.rent} />
                  {', depreciation '}
                  <Money cents={property.depreciation ?? 0} />
                </span>
              )}
              {!property.isActive && (
                <span className="mt-1 block font-normal">
                  <Tag>Retired</Tag>
                </span>
              )}
            </th>
            {property.rent !== null && (
              <td className="number max-sm:hidden">
                <Money cents={property.rent} />
              </td>
            )}
            <td className="number">
              <Money cents={property.deductible} />
            </td>
            {property.depreciation !== null && (
              <td className="number max-sm:hidden">
                <Money cents={property.depreciation} />
              </td>
            )}
            {property.net !== null && (
              <td className="number">
                <Money cents={property.net} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
