import { Button } from '~/components/ui/button.tsx';
import { Table } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import type { CategoryRow, MerchantRule } from './queries.server.ts';

/** Categories with the lines of the tax forms they go to. */
export function CategoryTable({ rows, mayChange }: { rows: readonly CategoryRow[]; mayChange: boolean }) {
  return (
    <Table caption="Categories">
      <thead>
        <tr>
          <th scope="col">Category</th>
          <th scope="col" className="max-md:hidden">
            Schedule C
          </th>
          <th scope="col" className="max-md:hidden">
            Schedule E, for rentals
          </th>
          <th scope="col" className="number">
            Deducted
          </th>
          {mayChange && (
            <th scope="col">
              <span className="sr-only">Actions</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <span className="flex flex-wrap items-center gap-2">
                {row.name}
                {!row.isSystem && <Tag>Yours</Tag>}
                {!row.isActive && <Tag hue="warning">Archived</Tag>}
              </span>
              {row.description && <span className="block text-xs font-normal text-muted">{row.description}</span>}
              <span className="block text-xs font-normal text-muted md:hidden">
                {`C: ${row.scheduleC ?? 'no line'}. E: ${row.scheduleE ?? 'no line'}.`}
              </span>
            </th>
            <td className="max-md:hidden">{row.scheduleC ?? 'No line'}</td>
            <td className="max-md:hidden">{row.scheduleE ?? 'No line'}</td>
            <td className="number">{`${row.limit} %`}</td>
            {mayChange && (
              <td className="text-right">
                {!row.isSystem && (
                  <OrganizationForm>
                    <input type="hidden" name="id" value={row.id} />
                    <Button size="small" name="intent" value={row.isActive ? 'archive' : 'bring-back'}>
                      {row.isActive ? 'Archive' : 'Bring back'}
                      <span className="sr-only"> {row.name}</span>
                    </Button>
                  </OrganizationForm>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Rules about merchants. */
export function RuleTable({ rows, mayChange }: { rows: readonly MerchantRule[]; mayChange: boolean }) {
  return (
    <Table caption="Merchant rules">
      <thead>
        <tr>
          <th scope="col">Merchant holds</th>
          <th scope="col">Category</th>
          <th scope="col" className="max-sm:hidden">
            Property
          </th>
          {mayChange && (
            <th scope="col">
              <span className="sr-only">Actions</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, merchant, category, isActive, property }) => (
          <tr key={id}>
            <th scope="row" className="wrap-anywhere">
              {merchant}
            </th>
            <td>
              {category}
              {!isActive && <span className="block text-xs text-muted">Archived: the rule rests.</span>}
              {property && <span className="block text-xs text-muted sm:hidden">{property}</span>}
            </td>
            <td className="max-sm:hidden">{property ?? 'None'}</td>
            {mayChange && (
              <td className="text-right">
                <OrganizationForm>
                  <input type="hidden" name="id" value={id} />
                  <Button size="small" name="intent" value="remove-rule">
                    Remove<span className="sr-only"> {merchant}</span>
                  </Button>
                </OrganizationForm>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
