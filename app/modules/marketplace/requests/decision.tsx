import { Day } from '~/components/ui/money.tsx';
import type { PurchaseRequest } from './queries.server.ts';
import { MemberName } from '~/components/ui/name.tsx';

type Decision = Pick<PurchaseRequest, 'status' | 'decidedAt' | 'decidedBy' | 'note' | 'orderNumber'>;

const verbs = { APPROVED: 'Approved', DECLINED: 'Declined', WITHDRAWN: 'Withdrawn' } as const;

/** The decision about a request: by whom, when and with which result; nothing while it waits. */
export function RequestDecision({ status, decidedAt, decidedBy, note, orderNumber }: Decision) {
  if (status === 'PENDING' || !decidedAt) return null;
  return (
    <div className="flex flex-col gap-1">
      <p className="text-muted">
        {`${verbs[status]} by `}
        <MemberName name={decidedBy} unknown="somebody who has left" />
        {' on '}
        <Day date={decidedAt} />
        {orderNumber && (
          <>
            {', order '}
            <a href={`/orders/${orderNumber}`} className="link">
              {orderNumber}
            </a>
          </>
        )}
      </p>
      {note && <p className="whitespace-pre-line">{`“${note}”`}</p>}
    </div>
  );
}
