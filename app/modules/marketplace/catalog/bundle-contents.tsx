import { Hole } from '~/components/layout/hole.tsx';
import { ToolIcon } from '~/components/ui/icon.tsx';
import { Table } from '~/components/ui/layout.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { areaLabels, statusLabels } from '../labels.ts';
import type { listBundleContents } from './bundle-queries.server.ts';
import { useShop } from './shop.tsx';
import { ToolPrice } from './tool-card.tsx';

/** A tool as part of a bundle. */
export type BundledTool = Awaited<ReturnType<typeof listBundleContents>>[number];

/** The name of a tool in a bundle, which leads to its page. One that was switched off has none. */
export function BundledToolName({ tool: { slug, name, status }, className }: { tool: BundledTool; className: string }) {
  if (status === 'DISABLED') return <span className="font-medium">{name}</span>;
  return (
    <a href={`/tools/${slug}`} className={className}>
      {name}
    </a>
  );
}

function OwnedTag({ id }: { id: string }) {
  return useShop().owned.has(id) ? <Tag hue="success">Owned</Tag> : null;
}

/** The tools of a bundle, each with its own price. */
export function BundleContents({ tools }: { tools: BundledTool[] }) {
  return (
    <section aria-labelledby="contents">
      <h2 id="contents" className="mb-4">
        What is in it
      </h2>
      <Table caption="Tools of this bundle">
        <thead>
          <tr>
            <th scope="col">Tool</th>
            <th scope="col">Area</th>
            <th scope="col" className="number">
              Price by itself
            </th>
          </tr>
        </thead>
        <tbody>
          {tools.map((tool) => (
            <tr key={tool.slug}>
              <td>
                <div className="flex gap-3">
                  <ToolIcon name={tool.icon} className="icon mt-0.5 text-muted" />
                  <div className="min-w-0">
                    <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                      <BundledToolName tool={tool} className="rounded-sm font-medium hover:underline" />
                      <Hole>
                        <OwnedTag id={tool.id} />
                      </Hole>
                      {tool.status !== 'ACTIVE' && <Tag hue="info">{statusLabels[tool.status]}</Tag>}
                    </p>
                    <p className="mt-0.5 text-pretty text-muted">{tool.description}</p>
                  </div>
                </div>
              </td>
              <td className="whitespace-nowrap text-muted">{areaLabels[tool.area]}</td>
              <td className="number min-w-28">
                <span className="tool-price">
                  <ToolPrice tool={tool} />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
