import { Button } from '~/components/ui/button.tsx';
import { ToolIcon } from '~/components/ui/icon.tsx';
import { Table } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { ToolPrice } from '~/modules/marketplace/catalog/tool-card.tsx';
import {
  areaLabels,
  categoryHues,
  categoryLabels,
  statusHues,
  statusLabels,
  tierLabels,
} from '~/modules/marketplace/labels.ts';
import { managedToolSorts, type ToolListFilters } from './filters.ts';
import type { listManagedTools } from './queries.server.ts';

/** Search, filters and order of the list, in the address. */
export function ToolListForm({ filters }: { filters: ToolListFilters }) {
  return (
    <form action="/admin/tools" className="grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap">
      <div className="col-span-2 flex flex-col gap-1.5 sm:basis-full">
        <label htmlFor="search-tools" className="text-xs font-medium text-muted">
          Name, slug or tag
        </label>
        <input
          id="search-tools"
          type="search"
          name="q"
          defaultValue={filters.query}
          maxLength={100}
          className="control"
        />
      </div>
      <Filter name="status" label="Status" chosen={filters.status} choices={statusLabels} />
      <Filter name="category" label="Category" chosen={filters.category} choices={categoryLabels} />
      <Filter name="tier" label="Price tier" chosen={filters.tier} choices={tierLabels} />
      <Filter name="area" label="Area" chosen={filters.area} choices={areaLabels} />
      <div className="flex flex-col gap-1.5">
        <label htmlFor="sort" className="text-xs font-medium text-muted">
          Sort by
        </label>
        <select id="sort" name="sort" defaultValue={filters.sort} className="control">
          {Object.entries(managedToolSorts).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <Button className="min-h-10">Show tools</Button>
    </form>
  );
}

function Filter({
  name,
  label,
  chosen = '',
  choices,
}: {
  name: string;
  label: string;
  chosen: string | undefined;
  choices: Record<string, string>;
}) {
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={name} className="text-xs font-medium text-muted">
        {label}
      </label>
      <select id={name} name={name} defaultValue={chosen} className="control">
        <option value="">Any</option>
        {Object.entries(choices).map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Tools one below the other, each leading to its form. */
export function ManagedTools({ tools }: { tools: Awaited<ReturnType<typeof listManagedTools>> }) {
  return (
    <Table caption="Tools">
      <thead>
        <tr>
          <th scope="col">Tool</th>
          <th scope="col">Status</th>
          <th scope="col" className="max-md:hidden">
            Category and area
          </th>
          <th scope="col" className="max-lg:hidden">
            Tier
          </th>
          <th scope="col" className="number">
            Price
          </th>
          <th scope="col" className="number max-md:hidden">
            Owners
          </th>
          <th scope="col" className="max-lg:hidden">
            Changed
          </th>
        </tr>
      </thead>
      <tbody>
        {tools.map((tool) => (
          <tr key={tool.id}>
            <th scope="row" className="w-full">
              <span className="flex gap-3">
                <ToolIcon name={tool.icon} className="icon mt-0.5 text-muted" />
                <span className="min-w-0">
                  <a href={`/admin/tools/${tool.id}`} className="link">
                    {tool.name}
                  </a>
                  <span className="block text-xs font-normal break-all text-muted">{tool.slug}</span>
                </span>
              </span>
            </th>
            <td>
              <Tag hue={statusHues[tool.status]}>{statusLabels[tool.status]}</Tag>
            </td>
            <td className="max-md:hidden">
              <Tag hue={categoryHues[tool.category]}>{categoryLabels[tool.category]}</Tag>
              <span className="mt-1 block text-xs whitespace-nowrap text-muted">{areaLabels[tool.area]}</span>
            </td>
            <td className="max-lg:hidden">{tool.tier}</td>
            <td className="number whitespace-nowrap">
              <span className="tool-price">
                <ToolPrice tool={tool} />
              </span>
            </td>
            <td className="number max-md:hidden">{tool.purchaseCount}</td>
            <td className="whitespace-nowrap max-lg:hidden">
              <Day date={tool.updatedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
