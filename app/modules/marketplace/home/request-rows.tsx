import { LinkButton } from '~/components/ui/button.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { MemberName } from '~/components/ui/name.tsx';
import type { PurchaseRequest } from '~/modules/marketplace/requests/queries.server.ts';
import { RequestTag } from '~/modules/marketplace/requests/status-tag.tsx';
import { summarizeNames } from '~/utils/words.ts';
import { rowLink } from './section.tsx';

/**
 * Purchase requests in rows.
 * @param viewerId  id of the viewer: what they asked for themselves shows what became of it
 * @param decides  whether the viewer decides what others asked for
 * @param decidesOwn  whether they decide what they asked for themselves, as an OWNER does who was none then
 */
export function RequestRows({
  requests,
  viewerId,
  decides = false,
  decidesOwn = false,
}: {
  requests: readonly PurchaseRequest[];
  viewerId: string;
  decides?: boolean;
  decidesOwn?: boolean;
}) {
  return (
    <ul className="card divide-y divide-line px-4">
      {requests.map((request) => {
        const isOwn = request.requesterId === viewerId;
        const items = summarizeNames(request.items);
        return (
          <li key={request.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2.5">
            <div className="min-w-48 grow basis-0">
              <a href={`/requests/${request.id}`} className={rowLink}>
                {items}
              </a>
              <p className="text-xs text-muted">
                {isOwn ? 'You' : <MemberName name={request.requester} />}
                {' asked on '}
                <Day date={request.createdAt} />
              </p>
            </div>
            {request.total !== null && <Money cents={request.total} />}
            {(isOwn ? decidesOwn : decides) ? (
              <LinkButton href={`/requests/${request.id}`} size="small">
                Decide<span className="sr-only"> about {items}</span>
              </LinkButton>
            ) : (
              <RequestTag status={request.status} />
            )}
          </li>
        );
      })}
    </ul>
  );
}
