import { Tick, TickHeading } from '~/components/ui/bulk-bar.tsx';
import { Button } from '~/components/ui/button.tsx';
import { ToolIcon } from '~/components/ui/icon.tsx';
import { Table } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { SortableHeading } from '~/components/ui/sortable-heading.tsx';
import { turnSort, writeSort } from '~/components/ui/sorting.ts';
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
import { type ManagedToolColumn, managedToolColumns, type ToolListFilters, toolListAddress } from './filters.ts';
import type { listManagedTools } from './queries.server.ts';

/** Search and filters of the list, in the address. It keeps the order, which the headings of the list choose. */
export function ToolListForm({ filters }: { filters: ToolListFilters }) {
  const order = writeSort(managedToolColumns, filters.sort, 'name');
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
      {order && <input type="hidden" name="sort" value={order} />}
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

/**
 * Tools one below the other, each leading to its form.
 * @param mayTick  whether something can be done to several of them
 */
export function ManagedTools({
  tools,
  filters,
  mayTick,
}: {
  tools: Awaited<ReturnType<typeof listManagedTools>>;
  filters: ToolListFilters;
  mayTick: boolean;
}) {
  const headingOf = (column: ManagedToolColumn) => ({
    column,
    sort: filters.sort,
    href: toolListAddress({ ...filters, sort: turnSort(managedToolColumns, filters.sort, column), page: 1 }),
  });
  return (
    <Table caption="Tools">
      <thead>
        <tr>
          {mayTick && <TickHeading thing="tools" />}
          <SortableHeading {...headingOf('name')}>Tool</SortableHeading>
          <SortableHeading {...headingOf('status')}>Status</SortableHeading>
          <SortableHeading {...headingOf('category')}>Category and area</SortableHeading>
          <SortableHeading {...headingOf('tier')}>Tier</SortableHeading>
          <SortableHeading {...headingOf('price')} isNumber>
            Price
          </SortableHeading>
          <SortableHeading {...headingOf('owners')} isNumber>
            Owners
          </SortableHeading>
          <SortableHeading {...headingOf('changed')}>Changed</SortableHeading>
        </tr>
      </thead>
      <tbody>
        {tools.map((tool) => (
          <tr key={tool.id}>
            {mayTick && (
              <td className="w-0 pr-0!">
                <Tick value={tool.id} label={tool.name} />
              </td>
            )}
            <th scope="row" className="w-full min-w-48">
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
            <td>
              <Tag hue={categoryHues[tool.category]}>{categoryLabels[tool.category]}</Tag>
              <span className="mt-1 block text-xs whitespace-nowrap text-muted">{areaLabels[tool.area]}</span>
            </td>
            <td>{tool.tier}</td>
            <td className="number whitespace-nowrap">
              <span className="tool-price">
                <ToolPrice tool={tool} />
              </span>
            </td>
            <td className="number">{tool.purchaseCount}</td>
            <td className="whitespace-nowrap">
              <Day date={tool.updatedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
