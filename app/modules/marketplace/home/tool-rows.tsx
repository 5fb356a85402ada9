import { Sparkline } from '~/components/charts/sparkline.tsx';
import { ToolIcon } from '~/components/ui/icon.tsx';
import { OpenTool } from '~/modules/marketplace/purchases/open-tool.tsx';
import { countWords } from '~/utils/words.ts';
import type { HomeTool } from './home-tool.ts';
import { rowLink } from './section.tsx';

/** Tools in rows: how each was used lately by everybody of the organization, and the way in for the viewer. */
export function ToolRows({
  tools,
  openKey,
}: {
  tools: readonly { tool: HomeTool; opens: readonly number[] | null }[];
  /** Made with the page: the same form sent twice opens a tool once. */
  openKey: string;
}) {
  return (
    <ul className="card divide-y divide-line px-4">
      {tools.map(({ tool, opens }) => (
        <li key={tool.slug} className="flex items-center gap-3 py-2.5">
          <ToolIcon name={tool.icon} className="icon text-muted" />
          <div className="min-w-0 grow">
            <a href={`/my-tools/${tool.slug}`} className={rowLink}>
              {tool.name}
            </a>
            {opens && <p className="text-xs text-muted tabular-nums">{describeOpens(opens)}</p>}
          </div>
          {opens && <Sparkline title={`Opens of ${tool.name}: ${describeOpens(opens)}`} values={opens} />}
          <OpenTool tool={tool} openKey={openKey} />
        </li>
      ))}
    </ul>
  );
}

function describeOpens(opens: readonly number[]): string {
  const total = opens.reduce((sum, count) => sum + count, 0);
  return `${countWords(total, 'open')} in ${opens.length} days`;
}
