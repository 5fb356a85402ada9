import { Card } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { summarizeNames } from '~/utils/words.ts';
import { RequestDecision } from './decision.tsx';
import type { PurchaseRequest } from './queries.server.ts';
import { RequestTag } from './status-tag.tsx';
import { WithdrawRequest } from './withdraw-form.tsx';
import { MemberName } from '~/components/ui/name.tsx';

interface RequestListProps {
  title: string;
  requests: readonly PurchaseRequest[];
  /** Id of the viewer, who can withdraw their own requests. */
  userId: string;
}

/** Purchase requests, each with its lines, its reason and its decision; nothing without any. */
export function RequestList({ title, requests, userId }: RequestListProps) {
  if (requests.length === 0) return null;
  return (
    <section className="flex flex-col gap-3">
      <h2>{title}</h2>
      <ul className="flex flex-col gap-3">
        {requests.map((request) => {
          const isOwn = request.requesterId === userId;
          return (
            <li key={request.id}>
              <Card className="flex flex-col gap-2 p-5">
                <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
                  <h3 className="min-w-0 text-base">
                    <a href={`/requests/${request.id}`}>{summarizeNames(request.items)}</a>
                  </h3>
                  <p className="flex items-center gap-3">
                    {request.total !== null && (
                      <strong>
                        <Money cents={request.total} />
                      </strong>
                    )}
                    <RequestTag status={request.status} />
                  </p>
                </div>
                <p className="text-muted">
                  {isOwn ? 'You' : <MemberName name={request.requester} />}
                  {' asked on '}
                  <Day date={request.createdAt} />
                </p>
                <p className="line-clamp-3 max-w-prose whitespace-pre-line">{request.reason}</p>
                <RequestDecision {...request} />
                {isOwn && request.status === 'PENDING' && (
                  <div>
                    <WithdrawRequest requestId={request.id} />
                  </div>
                )}
              </Card>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
