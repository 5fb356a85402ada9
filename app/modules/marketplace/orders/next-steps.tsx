import { LinkButton } from '~/components/ui/button.tsx';
import { ToolIcon } from '~/components/ui/icon.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { amountOwed, type PayableOrder } from '~/modules/marketplace/invoices/payment-state.ts';
import { OpenTool } from '~/modules/marketplace/purchases/open-tool.tsx';
import type { ToolAccess } from '~/modules/marketplace/purchases/owned-tool-queries.server.ts';
import { formatDate } from '~/utils/dates.ts';
import { formatMoney } from '~/utils/money.ts';
import { isolateName } from '~/utils/names.ts';
import { countWords, summarizeNames } from '~/utils/words.ts';

interface UnlockedTool {
  slug: string;
  name: string;
  icon: string;
  seatsIncluded: number | null;
  access: ToolAccess;
  address: string | null;
  holders: string[];
}

/**
 * The first thing on the page of an order that has just unlocked its tools: what happened, and what to do next.
 * @param hasMore  whether the order unlocked further tools
 * @param openKey  made with the page: a button sent twice opens its tool once
 * @param manages  whether the viewer gives seats
 */
export function NextSteps({
  order,
  tools,
  hasMore,
  openKey,
  manages,
}: {
  order: PayableOrder & { number: string; dueOn: string | null; currency: string };
  tools: readonly UnlockedTool[];
  hasMore: boolean;
  openKey: string;
  manages: boolean;
}) {
  const isAlone = tools.length === 1 && !hasMore;
  return (
    <section aria-labelledby="next-steps" className="no-print">
      <Card className="flex flex-col gap-4 p-5">
        <div>
          <h2 id="next-steps">{isAlone ? 'Your tool is ready' : 'Your tools are ready'}</h2>
          <p className="mt-1 text-muted">{describeOrder(order)}</p>
        </div>
        <ul className="divide-y divide-line border-y border-line">
          {tools.map((tool) => (
            <li key={tool.slug} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
              <ToolIcon name={tool.icon} className="icon size-5 shrink-0 text-muted" />
              <div className="min-w-0 grow basis-48">
                <p className="font-medium">{tool.name}</p>
                <p className="text-muted">{describeHolders(tool)}</p>
              </div>
              <div className="flex flex-wrap gap-2">
                <OpenTool tool={tool} openKey={openKey} variant={isAlone ? 'primary' : undefined} />
                {manages && tool.seatsIncluded !== null && (
                  <LinkButton size={isAlone ? 'medium' : 'small'} href={`/my-tools/${tool.slug}#seats`}>
                    Assign seats<span className="sr-only"> of {tool.name}</span>
                  </LinkButton>
                )}
                {tool.address === null && (
                  <LinkButton size={isAlone ? 'medium' : 'small'} href={`/my-tools/${tool.slug}`}>
                    How it is connected<span className="sr-only">: {tool.name}</span>
                  </LinkButton>
                )}
              </div>
            </li>
          ))}
        </ul>
        {hasMore && (
          <p>
            <a href="/my-tools" className="link">
              See all of them in My tools
            </a>
          </p>
        )}
      </Card>
    </section>
  );
}

function describeOrder(order: Parameters<typeof NextSteps>[0]['order']): string {
  const owed = amountOwed(order);
  const placed = `Order ${order.number} is placed`;
  if (owed > 0 && order.dueOn !== null)
    return `${placed}. ${formatMoney(owed, order.currency)} is due on ${formatDate(order.dueOn)}; the invoice below says how to pay.`;
  if (order.total === 0) return `${placed}. It costs nothing.`;
  return order.paymentStatus === 'COMPLETED' ? `${placed} and paid. The invoice is below.` : `${placed}.`;
}

function describeHolders({ seatsIncluded, holders }: UnlockedTool): string {
  if (seatsIncluded === null) return 'Everybody in your organization may use it, viewers aside.';
  if (holders.length === 0)
    return seatsIncluded === 1
      ? 'Nobody has its one seat yet.'
      : `Nobody has one of its ${countWords(seatsIncluded, 'seat')} yet.`;
  return `Seats: ${summarizeNames(holders.map(isolateName))} (${holders.length} of ${seatsIncluded})`;
}
