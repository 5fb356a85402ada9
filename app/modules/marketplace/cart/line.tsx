import type { SubscriptionTier } from '#db/request-db.server.ts';
import { Button } from '~/components/ui/button.tsx';
import { Icon, ToolIcon } from '~/components/ui/icon.tsx';
import { Money } from '~/components/ui/money.tsx';
import { NextLine } from '~/components/ui/next-line.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { priceModelLabels } from '~/modules/marketplace/labels.ts';
import { describeUsage } from '~/modules/marketplace/uses/terms.ts';
import { countWords } from '~/utils/words.ts';
import { describeFollowing, sumLineCosts } from './costs.ts';
import { findNotices } from './notices.ts';
import { PlansLink } from './plans-link.tsx';
import { describeTool } from './priced-tools.ts';
import type { PricedLine } from './queries.server.ts';

const writeLineId = (id: string) => `line-${id}`;

/**
 * One line of the cart page: the item, notices about it, its price, and the button that removes it.
 * @param nextId  of the line to go on with once this one is removed
 */
export function CartLine({ line, tier, nextId }: { line: PricedLine; tier?: SubscriptionTier; nextId?: string }) {
  const name = line.name ?? 'A tool or bundle that no longer exists';
  const href = line.kind === 'TOOL' ? `/tools/${line.slug}` : `/bundles/${line.slug}`;
  const [tool] = line.kind === 'TOOL' ? line.tools : [];
  const usage = tool ? describeUsage(tool) : '';
  const costs = sumLineCosts([line]);
  const following = describeFollowing(tool ? { ...costs, isByUse: false } : costs);
  const struck = line.state !== 'CHARGED' || line.credit > 0;
  return (
    <li className="flex flex-wrap gap-x-4 p-5" id={writeLineId(line.id)} tabIndex={-1}>
      <ToolIcon name={line.icon} className="icon mt-0.5 size-5 shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <h2 className="text-base">{line.slug ? <a href={href}>{name}</a> : name}</h2>
        <p className="mt-0.5 text-muted">
          {line.kind === 'TOOL' ? 'Tool' : `Bundle of ${countWords(line.tools.length, 'tool')}`}
          {line.priceModel && ` · ${priceModelLabels[line.priceModel]}`}
          {usage && ` · ${usage}`}
          {following && ` · then ${following}`}
        </p>
        {line.kind === 'BUNDLE' && line.tools.length > 0 && (
          <details className="mt-1">
            <summary className="cursor-pointer text-muted">What is in it</summary>
            <ul className="mt-1 list-disc pl-5 text-muted">
              {line.tools.map((tool) => (
                <li key={tool.id}>
                  {tool.name} ({describeTool(tool)})
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
      <div className="flex flex-col items-end gap-2">
        <p className="font-semibold">
          {struck && line.listPrice > 0 && (
            <del className="mr-2 font-normal text-muted">
              <span className="sr-only">List price </span>
              <Money cents={line.listPrice} />
            </del>
          )}
          {(line.state === 'CHARGED' || line.state === 'INCLUDED') && <Money cents={line.price} />}
        </p>
        <OrganizationForm action="/cart">
          <input type="hidden" name="intent" value="remove" />
          <input type="hidden" name="kind" value={line.kind} />
          <input type="hidden" name="id" value={line.id} />
          <NextLine id={nextId && writeLineId(nextId)} />
          <Button variant="quiet" size="small">
            Remove<span className="sr-only"> {name}</span>
          </Button>
        </OrganizationForm>
      </div>
      <div className="w-full sm:pl-9">
        {findNotices(line, tier).map(({ message, blocks, plan }) => (
          <p key={message} className={`mt-2 flex items-start gap-1.5 ${blocks ? 'text-danger-ink' : 'text-muted'}`}>
            <Icon name={blocks ? 'circle-exclamation-point' : 'info'} className="icon mt-0.5 size-4 shrink-0" />
            <span>
              {message}
              {plan && <PlansLink address={plan} />}
            </span>
          </p>
        ))}
      </div>
    </li>
  );
}
