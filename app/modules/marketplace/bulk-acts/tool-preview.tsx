import { Button } from '~/components/ui/button.tsx';
import { SelectField, TextField } from '~/components/ui/field.tsx';
import { Table } from '~/components/ui/layout.tsx';
import { Money } from '~/components/ui/money.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { discountFromPrice } from '~/modules/marketplace/bundle-editor/pricing.ts';
import { priceModelLabels, statusHues, statusLabels } from '~/modules/marketplace/labels.ts';
import { countWords } from '~/utils/words.ts';
import { stepUnits, sumAfter, type ToolAct, type ToolChange } from './tool-acts.ts';
import type { BundleOnSale, ToolToChange } from './tool-queries.server.ts';

/** A tool, and what becomes of it: its change, or why it stays as it is. */
export interface PlannedTool {
  tool: ToolToChange;
  plan: ToolChange | string;
}

/**
 * Asks by how much prices change; it leads to the same page with the new prices.
 * @param typed  what stands in the address
 * @param error  about it
 */
export function PriceStepForm({
  ids,
  typed,
  error,
}: {
  ids: readonly string[];
  typed: { by: string; unit: string };
  error: string | undefined;
}) {
  return (
    <form className="flex flex-wrap items-end gap-3">
      <input type="hidden" name="act" value="reprice" />
      {ids.map((id) => (
        <input key={id} type="hidden" name="id" value={id} />
      ))}
      <TextField
        name="by"
        label="Change by"
        inputMode="text"
        placeholder="10 or -5"
        maxLength={20}
        defaultValue={typed.by}
        error={error}
        className="w-40"
      />
      <SelectField
        name="unit"
        label="In"
        defaultValue={typed.unit}
        options={Object.entries(stepUnits).map(([value, label]) => ({ value, label }))}
      />
      <Button className="min-h-10 max-md:min-h-11">Preview</Button>
    </form>
  );
}

/** The tools that were ticked, as they are and as they would be. */
export function ToolPreview({ act, planned }: { act: ToolAct; planned: readonly PlannedTool[] }) {
  return (
    <Table caption="What would change">
      <thead>
        <tr>
          <th scope="col">Tool</th>
          <th scope="col" className={act === 'reprice' ? 'number' : undefined}>
            Now
          </th>
          <th scope="col" className={act === 'reprice' ? 'number' : undefined}>
            Then
          </th>
          <th scope="col" className="number">
            Owners
          </th>
        </tr>
      </thead>
      <tbody>
        {planned.map(({ tool, plan }) => (
          <tr key={tool.id}>
            <th scope="row" className="w-full min-w-40">
              <a href={`/admin/tools/${tool.id}`} className="link">
                {tool.name}
              </a>
              {act === 'reprice' && (
                <span className="block text-xs font-normal text-muted">{priceModelLabels[tool.priceModel]}</span>
              )}
            </th>
            {act === 'reprice' ? priceCells({ tool, plan }) : standingCells({ tool, plan })}
            <td className="number">{tool.purchaseCount}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const unchanged = (words: string) => <span className="text-muted">{`${words}: left out`}</span>;

// No components: the table gives each cell the words of its column only where it sees the cell itself.

function priceCells({ tool, plan }: PlannedTool) {
  return (
    <>
      <td className="number">
        <Money cents={tool.price} currency={tool.currency} />
      </td>
      <td className="number font-medium">
        {typeof plan === 'string' ? (
          unchanged(plan)
        ) : (
          <Money cents={plan.price ?? tool.price} currency={tool.currency} />
        )}
      </td>
    </>
  );
}

function standingCells({ tool, plan }: PlannedTool) {
  const describe = ({ status, isFeatured }: Pick<ToolToChange, 'status' | 'isFeatured'>) => (
    <span className="flex flex-wrap gap-1">
      <Tag hue={statusHues[status]}>{statusLabels[status]}</Tag>
      {isFeatured && <Tag>Featured</Tag>}
    </span>
  );
  return (
    <>
      <td>{describe(tool)}</td>
      <td>{typeof plan === 'string' ? unchanged(plan) : describe({ ...tool, ...plan })}</td>
    </>
  );
}

/** The bundles on sale that hold tools which change: what they save then, or that they cannot be sold any more. */
export function BundlesConcerned({
  act,
  bundles,
  planned,
}: {
  act: ToolAct;
  bundles: readonly BundleOnSale[];
  planned: readonly PlannedTool[];
}) {
  const changes = new Map(
    planned.flatMap(({ tool, plan }) => (typeof plan === 'string' ? [] : [[tool.id, plan] as const])),
  );
  const concerned = bundles.filter(({ toolIds }) => toolIds.some((id) => changes.has(id)));
  if (concerned.length === 0 || (act !== 'reprice' && act !== 'deprecate' && act !== 'disable')) return null;
  if (act !== 'reprice') {
    return (
      <section className="flex flex-col gap-2">
        <h2>{`${countWords(concerned.length, 'bundle')} on sale with them`}</h2>
        <p className="max-w-prose text-muted">
          They stay on sale and cannot be bought while a tool of theirs is not sold.
        </p>
        <ul className="flex flex-col gap-1">
          {concerned.map(({ id, name }) => (
            <li key={id}>
              <a href={`/admin/bundles/${id}`} className="link">
                {name}
              </a>
            </li>
          ))}
        </ul>
      </section>
    );
  }
  const tools = planned.map(({ tool }) => tool);
  return (
    <section className="flex flex-col gap-3">
      <h2>Bundles on sale with them</h2>
      <p className="max-w-prose text-muted">
        Their own prices stay. What they save changes with the prices of their tools.
      </p>
      <Table caption="Bundles on sale with these tools">
        <thead>
          <tr>
            <th scope="col">Bundle</th>
            <th scope="col" className="number">
              Price
            </th>
            <th scope="col" className="number">
              Its tools then
            </th>
            <th scope="col" className="number">
              Saves then
            </th>
          </tr>
        </thead>
        <tbody>
          {concerned.map((bundle) => {
            const sum = sumAfter(bundle, tools, changes);
            const discount = discountFromPrice(sum, bundle.bundlePrice) / 100;
            return (
              <tr key={bundle.id}>
                <th scope="row" className="w-full min-w-40">
                  <a href={`/admin/bundles/${bundle.id}`} className="link">
                    {bundle.name}
                  </a>
                </th>
                <td className="number">
                  <Money cents={bundle.bundlePrice} currency={bundle.currency} />
                </td>
                <td className="number">
                  <Money cents={sum} currency={bundle.currency} />
                </td>
                <td className="number whitespace-nowrap">
                  {discount > 0 ? `${discount} %` : <Tag hue="warning">Nothing</Tag>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </section>
  );
}
